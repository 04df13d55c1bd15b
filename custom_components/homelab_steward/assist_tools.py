"""Tells Steward which tools of the Assist LLM API it may use."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from homeassistant.components.conversation import DOMAIN as CONVERSATION
from homeassistant.components.homeassistant.exposed_entities import async_listen_entity_updates
from homeassistant.core import CALLBACK_TYPE, Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.debounce import Debouncer
from homeassistant.helpers.entity_registry import EVENT_ENTITY_REGISTRY_UPDATED
from homeassistant.helpers.event import async_track_state_added_domain
from homeassistant.helpers.start import async_at_started
from homeassistant.util.ulid import ulid_now

from .assist_api import async_describe_tools
from .const import LOGGER
from .protocol import AssistTool, AssistTools, MessageRefused

SETTLE_SECONDS: Final = 2.0
LISTED_DOMAINS: Final = ("calendar", "todo")
"""Their names stand in the descriptions of the tools."""


class AssistToolsWatcher:
    """Sends the tools whenever they are others than those sent last, to a Steward that knows of them."""

    def __init__(self, hass: HomeAssistant, send: Callable[[AssistTools], Awaitable[None]]) -> None:
        """Watch nothing yet: see async_start()."""
        self._hass = hass
        self._send = send
        self._sent: list[AssistTool] | None = None
        self._last_id: str | None = None
        self._is_wanted = False
        self._debouncer = Debouncer(
            hass, LOGGER, cooldown=SETTLE_SECONDS, immediate=False, function=self._async_send_if_changed
        )
        self._unsubscribe: list[CALLBACK_TYPE] = []

    @callback
    def async_start(self) -> None:
        """Follow what is exposed to Assist, as far as it changes the descriptions."""
        hass = self._hass
        self._unsubscribe = [
            async_at_started(hass, self._on_started),
            async_listen_entity_updates(hass, CONVERSATION, self._debouncer.async_schedule_call),
            async_track_state_added_domain(hass, LISTED_DOMAINS, self._on_state),
            hass.bus.async_listen(EVENT_ENTITY_REGISTRY_UPDATED, self._on_entry, _is_listed),
        ]

    @callback
    def async_stop(self) -> None:
        """Stop following."""
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        self._unsubscribe = []
        self._debouncer.async_shutdown()

    async def async_send(self) -> None:
        """Send the tools to a Steward that has just connected."""
        self._sent = None
        self._is_wanted = True
        await self._async_send_if_changed()

    @callback
    def take_refusal(self, refused: MessageRefused) -> bool:
        """Return whether this Steward is older than the tools; then it is not told of them again."""
        if refused["id"] is None or refused["id"] != self._last_id or refused["code"] != "unknown-type":
            return False
        self._is_wanted = False
        LOGGER.debug("This Homelab Steward does not use the Assist LLM API")
        return True

    async def _async_send_if_changed(self) -> None:
        if not self._is_wanted:
            return
        try:
            tools = await async_describe_tools(self._hass)
        except HomeAssistantError as error:
            LOGGER.debug("There is no Assist LLM API: %s", error)
            tools = []
        if tools != self._sent:
            self._sent = tools
            self._last_id = ulid_now()
            await self._send({"type": "assist-tools", "id": self._last_id, "tools": tools})

    @callback
    def _on_started(self, _hass: HomeAssistant) -> None:
        self._debouncer.async_schedule_call()

    @callback
    def _on_state(self, _event: Event[EventStateChangedData]) -> None:
        self._debouncer.async_schedule_call()

    @callback
    def _on_entry(self, _event: Event[Any]) -> None:
        self._debouncer.async_schedule_call()


@callback
def _is_listed(event_data: Mapping[str, Any]) -> bool:
    return str(event_data["entity_id"]).partition(".")[0] in LISTED_DOMAINS
