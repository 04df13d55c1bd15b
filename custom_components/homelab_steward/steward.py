"""One Steward: joins its connection with the entities, issues and cards that show what it says."""

from collections.abc import Callable
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_TOKEN, CONF_URL
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback

from . import protocol
from .assist_calls import AssistCalls
from .assist_tools import AssistToolsWatcher
from .connection import Address, ConnectionListeners, NotConnected, StewardConnection
from .const import LOGGER
from .directory import DirectoryWatcher
from .entity_store import EntityStore
from .issues import Issues
from .messages import InvalidMessage, MessageReader
from .registries import Registries
from .requests import Requests

type StewardConfigEntry = ConfigEntry[Steward]

SECONDS_UNTIL_RETRY: Final = {"protocol-unsupported": 60.0, "hello-expected": 60.0, "replaced": 300.0}
"""After a refusal. `replaced`: somebody else uses the same pairing; they must not keep driving each other out."""


class Steward:
    """What a config entry stands for."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: StewardConfigEntry,
        reader: MessageReader,
        integration_version: str,
    ) -> None:
        """Set up without connecting: see async_start()."""
        self._hass = hass
        self._entry = entry
        self.welcome: protocol.Welcome | None = None
        self.store = EntityStore()
        self.registries = Registries(hass, entry.entry_id, entry.unique_id or entry.entry_id)
        self.issues = Issues(hass, entry.entry_id)
        self.directory = DirectoryWatcher(hass, self._send_if_connected)
        self.connection = StewardConnection(
            hass,
            reader,
            Address(
                url=entry.data[CONF_URL],
                token=entry.data[CONF_TOKEN],
                integration_version=integration_version,
            ),
            ConnectionListeners(
                connected=self._on_connected,
                message=self._on_message,
                unreadable=self._on_unreadable,
                disconnected=self._on_disconnected,
                refused=self._on_refused,
            ),
        )
        self.requests = Requests(hass, self.connection.send)
        self._assist_tools = AssistToolsWatcher(hass, self._send_if_connected)
        self._assist_calls = AssistCalls(hass, self._send_if_connected, self.requests.open_turn)
        self._wants_overviews = False
        self._overview_listener: Callable[[dict[str, Any] | None], None] | None = None
        self._entity_listeners: list[Callable[[list[protocol.Entity]], None]] = []
        self._told_unreadable: set[str] = set()

    @callback
    def async_start(self) -> None:
        """Connect, and stay connected until the entry is unloaded."""
        self.directory.async_start()
        self._entry.async_on_unload(self.directory.async_stop)
        self._assist_tools.async_start()
        self._entry.async_on_unload(self._assist_tools.async_stop)
        self._entry.async_on_unload(self.issues.clear)
        self._entry.async_create_background_task(
            self._hass, self.connection.run(), f"connection to Homelab Steward {self._entry.entry_id}"
        )

    @callback
    def listen_for_entities(self, listener: Callable[[list[protocol.Entity]], None]) -> CALLBACK_TYPE:
        """Call the listener with entities that are new."""
        self._entity_listeners.append(listener)
        return lambda: self._entity_listeners.remove(listener)

    @callback
    def listen_for_overviews(self, listener: Callable[[dict[str, Any] | None], None]) -> None:
        """Call the listener with each overview, and with none when the connection ends."""
        self._overview_listener = listener

    @callback
    def want_overviews(self, is_wanted: bool) -> None:
        """Have Steward send overviews, or not."""
        if is_wanted != self._wants_overviews:
            self._wants_overviews = is_wanted
            self._send_soon({"type": "overview-subscription", "isWanted": is_wanted})

    @callback
    def _on_connected(self, welcome: protocol.Welcome) -> None:
        self.welcome = welcome
        self.issues.versions_fit()
        self._hass.async_create_task(self.directory.async_send(), "directory for Homelab Steward")
        self._hass.async_create_task(self._assist_tools.async_send(), "Assist tools for Homelab Steward")
        if self._wants_overviews:
            self._send_soon({"type": "overview-subscription", "isWanted": True})

    @callback
    def _on_disconnected(self) -> None:
        self.welcome = None
        self.requests.pending.lose_all()
        self.store.go_stale()
        self._tell_overview(None)

    @callback
    def _on_refused(self, refused: protocol.Refused) -> float | None:
        if refused["code"] == "auth-failed":
            self._entry.async_start_reauth(self._hass)
            return None
        if refused["code"] == "protocol-unsupported":
            self.issues.version_mismatch(refused["supportedProtocols"])
        return SECONDS_UNTIL_RETRY[refused["code"]]

    @callback
    def _on_message(self, message: protocol.ToIntegration) -> None:
        if message["type"] == "entities":
            self._on_entities(message)
        elif message["type"] == "event":
            self.store.fire(message)
        elif message["type"] == "overview":
            self._tell_overview(message["overview"])
        elif message["type"] == "repairs":
            self.issues.report(message["issues"])
        elif message["type"] == "call-assist-tool":
            self._entry.async_create_background_task(
                self._hass, self._assist_calls.async_answer(message), "Assist tool for Homelab Steward"
            )
        elif message["type"] == "message-refused":
            if self._assist_tools.take_refusal(message):
                return
            LOGGER.error("Homelab Steward refused a message (%s): %s", message["code"], message["message"])
            if message["id"] is not None:
                self.requests.pending.answer(message["id"], message)
        elif message["type"] in ("reply-delta", "reply-final", "action-result"):
            self.requests.pending.answer(message["id"], message)

    @callback
    def _on_entities(self, message: protocol.Entities) -> None:
        changes = self.store.apply(message)
        self.registries.remove_entities(changes.removed_entities)
        self.registries.remove_devices(changes.removed_devices)
        if message["isFull"]:
            self.registries.remove_all_but({*self.store.entities}, {*self.store.devices})
        self.registries.update_devices(changes.devices)
        if changes.added:
            for listener in self._entity_listeners:
                listener(changes.added)
        if message["isFull"]:
            self.store.notify_all()
        else:
            self.store.notify(changes.changed | changes.redescribed)

    @callback
    def _on_unreadable(self, error: InvalidMessage) -> None:
        """Refuse a message that the protocol does not allow, and say so once."""
        if error.message_id is not None:
            self.requests.pending.answer(error.message_id, "unreadable")
        if str(error) not in self._told_unreadable:
            self._told_unreadable.add(str(error))
            LOGGER.error("Homelab Steward sent what this integration does not understand: %s", error)

    @callback
    def _tell_overview(self, overview: dict[str, Any] | None) -> None:
        if self._overview_listener is not None:
            self._overview_listener(overview)

    @callback
    def _send_soon(self, message: protocol.FromIntegration) -> None:
        self._hass.async_create_task(self._send_if_connected(message), "message to Homelab Steward")

    async def _send_if_connected(self, message: protocol.FromIntegration) -> None:
        try:
            await self.connection.send(message)
        except NotConnected:
            LOGGER.debug("Not sent, there is no connection: %s", message["type"])
