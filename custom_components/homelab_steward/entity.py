"""Base of all entities: each is made from Steward's description and adds nothing to it."""

from collections.abc import Callable
from enum import StrEnum
from typing import override

from homeassistant.const import EntityCategory, Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import protocol
from .const import LOGGER, SUGGESTED_ENTITY_IDS
from .steward import Steward, StewardConfigEntry


class StewardEntity(Entity):
    """An entity that Steward describes."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(self, steward: Steward, description: protocol.Entity) -> None:
        """Make the entity; its state is looked up when it is written."""
        self._steward = steward
        self._key = description["key"]
        self._description = description
        self._attr_unique_id = steward.registries.unique_id(self._key)
        self._attr_device_info = DeviceInfo(
            identifiers={steward.registries.identifier(description["deviceKey"])}
        )
        if (suggested := SUGGESTED_ENTITY_IDS.get(self._key)) is not None:
            self.entity_id = suggested
        self._attr_entity_registry_enabled_default = description["isEnabledByDefault"]
        self.describe(description)

    @callback
    def describe(self, description: protocol.Entity) -> None:
        """Take over a description: the first one, and every later one."""
        self._attr_translation_key = description["translationKey"]
        self._attr_translation_placeholders = description.get("translationPlaceholders", {})
        category = description["category"]
        self._attr_entity_category = None if category is None else EntityCategory(category)

    @override
    async def async_added_to_hass(self) -> None:
        """Follow what Steward says."""
        await super().async_added_to_hass()
        self.async_on_remove(self._steward.store.listen(self._key, self._on_change))

    @callback
    def _on_change(self) -> None:
        description = self._steward.store.entities.get(self._key)
        if description is not None and description != self._description:
            self._description = description
            self.describe(description)
        self.async_write_ha_state()

    @property
    def _state(self) -> protocol.EntityState | None:
        return self._steward.store.states.get(self._key)

    @property
    @override
    def available(self) -> bool:
        """Return whether Steward is connected and knows the state."""
        return self._steward.store.is_live and (self._state is None or self._state["isAvailable"])

    @property
    @override
    def extra_state_attributes(self) -> dict[str, object] | None:
        """Return the attributes that Steward gives."""
        return {**self._state["attributes"]} if self._state else None


def known[T: StrEnum](values: type[T], value: str | None) -> T | None:
    """Return a device class or the like of this Home Assistant, or none if it has no such."""
    if value is None:
        return None
    try:
        return values(value)
    except ValueError:
        LOGGER.error("Homelab Steward describes an entity with %s, which is no %s", value, values.__name__)
        return None


@callback
def add_described_entities(
    hass: HomeAssistant,
    entry: StewardConfigEntry,
    platform: Platform,
    async_add_entities: AddConfigEntryEntitiesCallback,
    make: Callable[[Steward, protocol.Entity], Entity],
) -> None:
    """Add the entities of one platform that Steward describes, now and later."""
    steward = entry.runtime_data

    @callback
    def add(descriptions: list[protocol.Entity]) -> None:
        if wanted := [make(steward, each) for each in descriptions if each["platform"] == platform]:
            async_add_entities(wanted)

    entry.async_on_unload(steward.listen_for_entities(add))
    add(list(steward.store.entities.values()))
