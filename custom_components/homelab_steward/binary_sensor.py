"""Binary sensors that Steward describes."""

from typing import Final, override

from homeassistant.components.binary_sensor import BinarySensorDeviceClass, BinarySensorEntity
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import protocol
from .entity import StewardEntity, add_described_entities, known
from .steward import StewardConfigEntry

PARALLEL_UPDATES: Final = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: StewardConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the binary sensors."""
    add_described_entities(hass, entry, Platform.BINARY_SENSOR, async_add_entities, StewardBinarySensor)


class StewardBinarySensor(StewardEntity, BinarySensorEntity):
    """A binary sensor that Steward describes."""

    @callback
    @override
    def describe(self, description: protocol.Entity) -> None:
        """Take over a description."""
        super().describe(description)
        self._attr_device_class = known(BinarySensorDeviceClass, description["deviceClass"])

    @property
    @override
    def is_on(self) -> bool | None:
        """Return whether it is on; none when that is not known."""
        value = None if self._state is None else self._state["value"]
        return value if isinstance(value, bool) else None
