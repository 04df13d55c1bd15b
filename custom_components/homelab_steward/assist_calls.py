"""Answers Steward's calls of tools of the Assist LLM API."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Final, Literal

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.json import json_dumps
from homeassistant.helpers.llm import ToolInput
import probatio

from .assist_api import READ_TOOLS, async_read_api
from .const import LOGGER
from .protocol import AssistResult, CallAssistTool
from .requests import OpenTurn

LARGEST_RESULT: Final = 768 * 1024
"""Characters. Steward takes no message beyond a megabyte; this is what some 5,000 entities are."""
MOST_WAITING: Final = 8

type ErrorCode = Literal["refused", "invalid", "found-nothing", "too-large", "late", "failed"]


class _NoAnswer(Exception):
    """There is no result, and why."""

    def __init__(self, code: ErrorCode, message: str) -> None:
        super().__init__(message)
        self.code: ErrorCode = code


class AssistCalls:
    """Calls the tools that read, one at a time: each looks at all exposed entities in the event loop."""

    def __init__(
        self,
        hass: HomeAssistant,
        send: Callable[[AssistResult], Awaitable[None]],
        open_turn: Callable[[str | None], OpenTurn | None],
    ) -> None:
        """Answer by one function, and find the turn that asks by the other."""
        self._hass = hass
        self._send = send
        self._open_turn = open_turn
        self._turn = asyncio.Lock()
        self._waiting = 0

    async def async_answer(self, call: CallAssistTool) -> None:
        """Call the tool and send what comes of it; something is always sent."""
        self._waiting += 1
        try:
            async with asyncio.timeout(call["timeoutMs"] / 1000):
                data = await self._async_call(call)
        except _NoAnswer as error:
            await self._refuse(call, error.code, str(error))
        except TimeoutError:
            await self._refuse(call, "late", "it took too long")
        except probatio.Invalid as error:
            await self._refuse(call, "invalid", str(error))
        except HomeAssistantError as error:
            await self._refuse(call, "failed", str(error))
        except Exception:  # noqa: BLE001 - a mistake of a tool's must not leave Steward waiting
            LOGGER.exception("The tool %s of the Assist LLM API failed", call["tool"])
            await self._refuse(call, "failed", "an unexpected error; see Home Assistant's log")
        else:
            await self._send({"type": "assist-result", "id": call["id"], "data": data, "error": None})
        finally:
            self._waiting -= 1

    async def _async_call(self, call: CallAssistTool) -> dict[str, Any]:
        if call["tool"] not in READ_TOOLS:
            LOGGER.warning("Homelab Steward asked for %s, which is not a tool that only reads", call["tool"])
            raise _NoAnswer("refused", "only tools that read are called for Steward")
        if self._waiting > MOST_WAITING:
            raise _NoAnswer("late", "too many calls wait already")
        async with self._turn:
            turn = self._open_turn(call["conversationId"])
            api = await async_read_api(
                self._hass,
                None if turn is None else turn.context,
                call["language"],
                None if turn is None else turn.device_id,
            )
            if all(tool.name != call["tool"] for tool in api.tools):
                raise _NoAnswer("refused", "there is no such tool now")
            result = await api.async_call_tool(ToolInput(call["tool"], call["arguments"]))
        if result.error:
            raise _NoAnswer("found-nothing", str(result.data.get("error", "nothing was found")))
        if len(json_dumps(result.data)) > LARGEST_RESULT:
            raise _NoAnswer("too-large", "the result is too large")
        return dict(result.data)

    async def _refuse(self, call: CallAssistTool, code: ErrorCode, message: str) -> None:
        await self._send(
            {
                "type": "assist-result",
                "id": call["id"],
                "data": None,
                "error": {"code": code, "message": message[:1000]},
            }
        )
