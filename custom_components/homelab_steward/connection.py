"""The WebSocket to Steward: one at a time, made again for as long as the integration is loaded."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
import random
from typing import Final

from aiohttp import ClientError, ClientWebSocketResponse, WSMsgType
from homeassistant.const import __version__ as home_assistant_version
from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.json import json_dumps
from yarl import URL

from .const import LOGGER
from .messages import InvalidMessage, MessageReader
from .protocol import PROTOCOL_VERSION, FromIntegration, Hello, Refused, ToIntegration, Welcome

HEARTBEAT_SECONDS: Final = 30
WELCOME_TIMEOUT_SECONDS: Final = 15
LONGEST_WAIT_SECONDS: Final = 60
LARGEST_MESSAGE_BYTES: Final = 32 * 1024 * 1024
"""1,000 guests with nine entities each are 4 MB."""
EXECUTOR_FROM_CHARACTERS: Final = 50_000
"""Messages of this length are validated outside the event loop."""


class NotConnected(Exception):
    """Nothing was sent: there is no connection."""


class _Refused(Exception):
    """Steward does not want this connection, and said why."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused["message"])
        self.refused = refused


@dataclass(frozen=True, kw_only=True)
class ConnectionListeners:
    """What the connection reports; all are called in the event loop."""

    connected: Callable[[Welcome], None]
    message: Callable[[ToIntegration], None]
    unreadable: Callable[[InvalidMessage], None]
    disconnected: Callable[[], None]
    refused: Callable[[Refused], float | None]
    """Returns how many seconds to wait at least before another try; none: do not try again."""


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where Steward is and how the integration shows that it was paired."""

    url: str
    token: str
    integration_version: str

    @property
    def socket_url(self) -> URL:
        """Address of the WebSocket."""
        return URL(self.url) / "integration"


class StewardConnection:
    """Connects, says hello, passes on what comes, and starts again when it ends."""

    def __init__(
        self,
        hass: HomeAssistant,
        reader: MessageReader,
        address: Address,
        listeners: ConnectionListeners,
    ) -> None:
        """Set up without connecting: see run()."""
        self._hass = hass
        self._reader = reader
        self._address = address
        self._listeners = listeners
        self._socket: ClientWebSocketResponse | None = None
        self._attempt = 0
        self.last_error: str | None = None
        """Kind of what went wrong last, free of addresses; none while connected."""

    @property
    def is_connected(self) -> bool:
        """Whether Steward has welcomed this connection and it is open."""
        return self._socket is not None and not self._socket.closed

    async def send(self, message: FromIntegration) -> None:
        """Send a message once. Raises NotConnected when it certainly was not sent."""
        if self._socket is None or self._socket.closed:
            raise NotConnected
        try:
            await self._socket.send_str(json_dumps(message))
        except ClientError as error:
            raise NotConnected from error

    async def run(self) -> None:
        """Stay connected until cancelled, or until Steward refuses this token."""
        while True:
            wait = 0.0
            try:
                await self._connect_and_listen()
            except _Refused as error:
                code = error.refused["code"]
                self._report(f"refused_{code}", error.refused["message"])
                if (wanted := self._listeners.refused(error.refused)) is None:
                    return
                wait = wanted
            except InvalidMessage as error:
                self._report("not_steward", f"what answers there is not Homelab Steward: {error}")
            except (ClientError, TimeoutError, OSError) as error:
                self._report(type(error).__name__, str(error) or type(error).__name__)
            back_off = min(LONGEST_WAIT_SECONDS, 2**self._attempt)
            self._attempt = min(self._attempt + 1, 6)
            # Jitter: a Steward that comes back is not met by everybody at once.
            await asyncio.sleep(max(wait, back_off * random.uniform(0.5, 1)))

    def _report(self, kind: str, reason: str) -> None:
        """Log why there is no connection, once per kind."""
        if kind != self.last_error:
            LOGGER.warning("Not connected to Homelab Steward at %s: %s", self._address.url, reason)
        self.last_error = kind

    async def _connect_and_listen(self) -> None:
        """Return when an accepted connection has ended; raise when none came about."""
        session = async_get_clientsession(self._hass)
        async with asyncio.timeout(WELCOME_TIMEOUT_SECONDS):
            socket = await session.ws_connect(
                self._address.socket_url,
                heartbeat=HEARTBEAT_SECONDS,
                max_msg_size=LARGEST_MESSAGE_BYTES,
            )
        try:
            async with asyncio.timeout(WELCOME_TIMEOUT_SECONDS):
                welcome = await self._introduce(socket)
            self._socket = socket
            self._attempt = 0
            self.last_error = None
            LOGGER.info("Connected to Homelab Steward %s", welcome["stewardVersion"])
            self._listeners.connected(welcome)
            await self._listen(socket)
        finally:
            if self._socket is not None:
                self._socket = None
                self._listeners.disconnected()
            await socket.close()

    async def _introduce(self, socket: ClientWebSocketResponse) -> Welcome:
        """Say hello and read the answer."""
        hello: Hello = {
            "type": "hello",
            "protocol": PROTOCOL_VERSION,
            "token": self._address.token,
            "integrationVersion": self._address.integration_version,
            "homeAssistantVersion": home_assistant_version,
            "language": self._hass.config.language[:16],
        }
        await socket.send_str(json_dumps(hello))
        frame = await socket.receive()
        if frame.type is not WSMsgType.TEXT:
            raise ClientError("the connection was closed before a welcome")
        if (spoken := self._reader.foreign_protocol(frame.data)) is not None:
            raise _Refused(
                {
                    "type": "refused",
                    "code": "protocol-unsupported",
                    "message": f"Steward speaks protocol {spoken}",
                    "mend": "",
                    "supportedProtocols": [spoken],
                }
            )
        answer = self._reader.message(frame.data)
        if answer["type"] == "refused":
            raise _Refused(answer)
        if answer["type"] != "welcome":
            raise InvalidMessage(f"{answer['type']!r} came instead of a welcome")
        return answer

    async def _listen(self, socket: ClientWebSocketResponse) -> None:
        async for frame in socket:
            if frame.type is not WSMsgType.TEXT:
                continue
            try:
                message = await self._read(frame.data)
            except InvalidMessage as error:
                self._listeners.unreadable(error)
                continue
            if message["type"] == "refused":
                raise _Refused(message)
            try:
                self._listeners.message(message)
            except Exception:  # noqa: BLE001 - a mistake with one message must not end the connection for good
                LOGGER.exception("Could not take up a message %s of Homelab Steward", message["type"])
        LOGGER.info("The connection to Homelab Steward has ended")

    async def _read(self, text: str) -> ToIntegration:
        if len(text) < EXECUTOR_FROM_CHARACTERS:
            return self._reader.message(text)
        return await self._hass.async_add_executor_job(self._reader.message, text)
