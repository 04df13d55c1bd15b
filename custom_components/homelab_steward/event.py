"""Event entities that Steward describes."""

from typing import Final, override

from homeassistant.components.event import EventDeviceClass, EventEntity
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import protocol
from .const import LOGGER
from .entity import StewardEntity, add_described_entities, known
from .steward import StewardConfigEntry

PARALLEL_UPDATES: Final = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: StewardConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the event entities."""
    add_described_entities(hass, entry, Platform.EVENT, async_add_entities, StewardEvent)


class StewardEvent(StewardEntity, EventEntity):
    """An event entity that Steward describes. Events are told once and never repeated."""

    @callback
    @override
    def describe(self, description: protocol.Entity) -> None:
        """Take over a description."""
        super().describe(description)
        self._attr_device_class = known(EventDeviceClass, description["deviceClass"])
        self._attr_event_types = description["eventTypes"] or []

    @override
    async def async_added_to_hass(self) -> None:
        """Follow what Steward says."""
        await super().async_added_to_hass()
        self.async_on_remove(self._steward.store.listen_for_events(self._key, self._on_event))

    @callback
    def _on_event(self, event: protocol.Event) -> None:
        if event["eventType"] not in self.event_types:
            LOGGER.error("%s has no event type %s", self.entity_id, event["eventType"])
            return
        self._trigger_event(event["eventType"], {**event["attributes"]})
        self.async_write_ha_state()
