"""Requests that wait for Steward's answer."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from homeassistant.util.ulid import ulid_now

from .protocol import ActionResult, MessageRefused, ReplyDelta, ReplyFinal

type Reply = ReplyDelta | ReplyFinal | ActionResult | MessageRefused
type Loss = Literal["lost", "unreadable"]
"""`lost`: the connection broke before the answer. `unreadable`: the answer is not in the protocol."""


class PendingReplies:
    """The open requests of one connection, by id."""

    def __init__(self) -> None:
        """Start with none."""
        self._queues: dict[str, asyncio.Queue[Reply | Loss]] = {}

    @contextmanager
    def open(self) -> Iterator[tuple[str, asyncio.Queue[Reply | Loss]]]:
        """Give out an id and the queue in which its replies arrive."""
        request_id = ulid_now()
        queue: asyncio.Queue[Reply | Loss] = asyncio.Queue()
        self._queues[request_id] = queue
        try:
            yield request_id, queue
        finally:
            del self._queues[request_id]

    def answer(self, request_id: str, reply: Reply | Loss) -> bool:
        """Hand a reply to its request; false when nobody waits for it (any more)."""
        if (queue := self._queues.get(request_id)) is None:
            return False
        queue.put_nowait(reply)
        return True

    def lose_all(self) -> None:
        """Tell every request that its answer will not come."""
        for queue in self._queues.values():
            queue.put_nowait("lost")
