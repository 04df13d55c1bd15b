"""Buttons that Steward describes. A press opens a request; a person approves it or not."""

from typing import Final, override

from homeassistant.components.button import ButtonDeviceClass, ButtonEntity
from homeassistant.const import Platform
from homeassistant.core import Context, HomeAssistant, callback
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
    """Add the buttons."""
    add_described_entities(hass, entry, Platform.BUTTON, async_add_entities, StewardButton)


class StewardButton(StewardEntity, ButtonEntity):
    """A button that Steward describes."""

    @callback
    @override
    def describe(self, description: protocol.Entity) -> None:
        """Take over a description."""
        super().describe(description)
        self._attr_device_class = known(ButtonDeviceClass, description["deviceClass"])

    @override
    async def async_press(self) -> None:
        """Ask Steward for what the button stands for, in the name of who pressed it."""
        await self._steward.requests.press(self._key, self._context or Context())
