"""Relays Steward's overview to the cards, for as long as one is open."""

from typing import Any, Final

from homeassistant.components import websocket_api
from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey
import probatio

from .const import DOMAIN
from .steward import Steward

SUBSCRIBE: Final = f"{DOMAIN}/overview/subscribe"


class OverviewRelay:
    """Joins open cards and Steward; it outlives a reload of the integration, as the cards do."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Start with no card and no Steward."""
        self._hass = hass
        self._cards: set[tuple[websocket_api.ActiveConnection, int]] = set()
        self._steward: Steward | None = None
        self._latest: dict[str, Any] | None = None

    @callback
    def attach(self, steward: Steward) -> None:
        """Relay what this Steward sends."""
        self._steward = steward
        steward.listen_for_overviews(self._on_overview)
        self._want(bool(self._cards))

    @callback
    def detach(self, steward: Steward) -> None:
        """Forget a Steward that is being unloaded."""
        if self._steward is steward:
            self._steward = None
            self._on_overview(None)

    @callback
    def open(self, connection: websocket_api.ActiveConnection, message_id: int) -> None:
        """Relay to one more card."""
        card = (connection, message_id)
        self._cards.add(card)
        connection.subscriptions[message_id] = lambda: self._close(card)
        connection.send_result(message_id)
        connection.send_event(message_id, self._latest)
        if len(self._cards) == 1:
            self._want(True)

    @property
    def has_steward(self) -> bool:
        """Whether the integration is set up."""
        return self._steward is not None

    @callback
    def _close(self, card: tuple[websocket_api.ActiveConnection, int]) -> None:
        self._cards.discard(card)
        if not self._cards:
            self._latest = None
            self._want(False)

    @callback
    def _want(self, is_wanted: bool) -> None:
        if self._steward is not None:
            self._steward.want_overviews(is_wanted)

    @callback
    def _on_overview(self, overview: dict[str, Any] | None) -> None:
        """Pass on an overview; none: Steward is not connected."""
        self._latest = overview
        for connection, message_id in self._cards:
            connection.send_event(message_id, overview)


DATA_RELAY: HassKey[OverviewRelay] = HassKey(f"{DOMAIN}_overview_relay")


@callback
def async_setup_overview(hass: HomeAssistant) -> None:
    """Offer the command of the card."""
    hass.data[DATA_RELAY] = OverviewRelay(hass)
    websocket_api.async_register_command(hass, _subscribe)


@callback
@websocket_api.websocket_command({probatio.Required("type"): SUBSCRIBE})
def _subscribe(
    hass: HomeAssistant, connection: websocket_api.ActiveConnection, message: dict[str, Any]
) -> None:
    """Send the overview now and whenever it changes; null while Steward is not connected."""
    relay = hass.data[DATA_RELAY]
    if not relay.has_steward:
        connection.send_error(message["id"], websocket_api.ERR_NOT_FOUND, "Homelab Steward is not set up")
        return
    relay.open(connection, message["id"])
