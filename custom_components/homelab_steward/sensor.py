"""Sensors that Steward describes."""

from datetime import date, datetime
from typing import Final, override

from homeassistant.components.sensor import SensorDeviceClass, SensorEntity, SensorStateClass
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from . import protocol
from .entity import StewardEntity, add_described_entities, known
from .steward import StewardConfigEntry

PARALLEL_UPDATES: Final = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: StewardConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the sensors."""
    add_described_entities(hass, entry, Platform.SENSOR, async_add_entities, StewardSensor)


class StewardSensor(StewardEntity, SensorEntity):
    """A sensor that Steward describes."""

    @callback
    @override
    def describe(self, description: protocol.Entity) -> None:
        """Take over a description."""
        super().describe(description)
        self._attr_device_class = known(SensorDeviceClass, description["deviceClass"])
        self._attr_state_class = known(SensorStateClass, description["stateClass"])
        self._attr_native_unit_of_measurement = description["unit"]
        self._attr_options = description["options"]
        self._attr_suggested_display_precision = description["precision"]

    @property
    @override
    def native_value(self) -> str | float | date | datetime | None:
        """Return the value, or none where it is not what the description promises."""
        value = None if self._state is None else self._state["value"]
        if value is None:
            return None
        if self.device_class is SensorDeviceClass.TIMESTAMP:
            return dt_util.parse_datetime(value) if isinstance(value, str) else None
        if self.device_class is SensorDeviceClass.DATE:
            return dt_util.parse_date(value) if isinstance(value, str) else None
        if isinstance(value, bool):
            return None
        if self.options is not None:
            return value if value in self.options else None
        if self._numeric_state_expected:
            return value if isinstance(value, int | float) else None
        return value
