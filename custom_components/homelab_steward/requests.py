"""What can be asked of Steward. Everything is sent once: a lost answer is told as lost, never asked for again."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final, Literal

from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError

from . import errors
from .callers import DATA_CALLERS
from .connection import NotConnected
from .protocol import (
    Ask,
    CancelTurn,
    FromIntegration,
    Press,
    Propose,
    ReplyDelta,
    ReplyFinal,
    Report,
    Turn,
)
from .replies import Loss, PendingReplies, Reply

IDLE_SECONDS: Final = 60
"""How long Steward may be silent while somebody waits for it."""

type ReportSubject = Literal["overview", "approvals", "runs", "problems"]


@dataclass(frozen=True)
class OpenTurn:
    """Who says something that Steward has not answered yet."""

    context: Context
    device_id: str | None


class Requests:
    """Sends requests and waits for their answers. All methods raise HomeAssistantError in plain words."""

    def __init__(self, hass: HomeAssistant, send: Callable[[FromIntegration], Awaitable[None]]) -> None:
        """Send by a function that raises NotConnected when nothing was sent."""
        self._hass = hass
        self._transmit = send
        self._callers = hass.data[DATA_CALLERS]
        self.pending = PendingReplies()
        self._open_turns: dict[str, OpenTurn] = {}

    @callback
    def open_turn(self, conversation_id: str | None) -> OpenTurn | None:
        """Return the turn of a conversation that is being answered."""
        return None if conversation_id is None else self._open_turns.get(conversation_id)

    async def turn(
        self,
        text: str,
        context: Context,
        *,
        language: str,
        conversation_id: str,
        device_id: str | None,
        satellite_id: str | None,
        area: str | None,
    ) -> AsyncGenerator[ReplyDelta | ReplyFinal]:
        """Say something in a conversation and yield the reply piece by piece; the last one is final.

        Whoever stops listening before the end cancels the turn.
        """
        with self.pending.open() as (request_id, queue):
            turn: Turn = {
                "type": "turn",
                "id": request_id,
                "text": text,
                "language": language[:16],
                "conversationId": conversation_id[:128],
                "caller": self._callers.describe(context),
                "deviceId": device_id and device_id[:128],
                "satelliteId": satellite_id and satellite_id[:255],
                "area": area and area[:255],
            }
            self._open_turns[turn["conversationId"]] = OpenTurn(context, device_id)
            is_over = True
            try:
                await self._send(turn)
                is_over = False
                while not is_over:
                    reply = await self._next(queue)
                    if (
                        isinstance(reply, str)
                        or reply["type"] == "action-result"
                        or reply["type"] == "message-refused"
                    ):
                        is_over = True
                        raise _failure(reply)
                    is_over = reply["type"] == "reply-final"
                    yield reply
            finally:
                self._open_turns.pop(turn["conversationId"], None)
                if not is_over:
                    self._cancel(request_id)

    @callback
    def _cancel(self, request_id: str) -> None:
        cancel: CancelTurn = {"type": "cancel-turn", "id": request_id}
        self._hass.async_create_task(self._send_if_connected(cancel), "cancel a turn of Homelab Steward")

    async def ask(self, text: str, language: str, context: Context) -> dict[str, Any]:
        """Ask a question or request a change, outside a conversation."""
        with self.pending.open() as (request_id, queue):
            ask: Ask = {
                "type": "ask",
                "id": request_id,
                "text": text,
                "language": language[:16],
                "caller": self._callers.describe(context),
            }
            return await self._result_of(ask, queue)

    async def propose(
        self,
        workflow: str,
        parameters: dict[str, str | float | bool],
        reason: str | None,
        context: Context,
    ) -> dict[str, Any]:
        """Open a request that a person then approves or not."""
        with self.pending.open() as (request_id, queue):
            propose: Propose = {
                "type": "propose",
                "id": request_id,
                "workflow": workflow,
                "parameters": parameters,
                "reason": reason,
                "caller": self._callers.describe(context),
            }
            return await self._result_of(propose, queue)

    async def report(self, subject: ReportSubject, context: Context) -> dict[str, Any]:
        """Read a report."""
        with self.pending.open() as (request_id, queue):
            report: Report = {
                "type": "report",
                "id": request_id,
                "subject": subject,
                "caller": self._callers.describe(context),
            }
            return await self._result_of(report, queue)

    async def press(self, entity_key: str, context: Context) -> None:
        """Open the request that a button stands for."""
        with self.pending.open() as (request_id, queue):
            press: Press = {
                "type": "press",
                "id": request_id,
                "entityKey": entity_key,
                "caller": self._callers.describe(context),
            }
            await self._result_of(press, queue)

    async def _result_of(
        self, message: FromIntegration, queue: asyncio.Queue[Reply | Loss]
    ) -> dict[str, Any]:
        await self._send(message)
        reply = await self._next(queue)
        if isinstance(reply, str) or reply["type"] != "action-result" or not reply["isOk"]:
            raise _failure(reply)
        return reply["response"]

    async def _send(self, message: FromIntegration) -> None:
        try:
            await self._transmit(message)
        except NotConnected:
            raise errors.unreachable() from None

    async def _send_if_connected(self, message: FromIntegration) -> None:
        try:
            await self._transmit(message)
        except NotConnected:
            return

    @staticmethod
    async def _next(queue: asyncio.Queue[Reply | Loss]) -> Reply | Loss:
        try:
            async with asyncio.timeout(IDLE_SECONDS):
                return await queue.get()
        except TimeoutError:
            raise errors.reply_late() from None


def _failure(reply: Reply | Loss) -> HomeAssistantError:
    """Return what to tell people about an answer that is none."""
    if reply == "lost":
        return errors.reply_lost()
    if isinstance(reply, str):
        return errors.reply_unreadable()
    if reply["type"] == "action-result":
        return errors.refused(reply["error"])
    if reply["type"] == "message-refused":
        return errors.message_refused(reply["message"])
    return errors.reply_unreadable()
