"""Homelab Steward: the thin side inside Home Assistant. What anything means is decided in Steward."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import ConfigType
from homeassistant.loader import async_get_integration

from .callers import DATA_CALLERS, Callers
from .card import async_setup_card
from .const import DOMAIN, PLATFORMS
from .messages import MessageReader
from .overview import DATA_RELAY, async_setup_overview
from .services import async_setup_services
from .steward import Steward, StewardConfigEntry

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Set up what exists once: actions, the card and its data, and who called what."""
    callers = hass.data[DATA_CALLERS] = Callers()
    callers.async_listen(hass)
    async_setup_services(hass)
    async_setup_overview(hass)
    await async_setup_card(hass)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: StewardConfigEntry) -> None:
    """Set up a Steward. This does not wait for a connection: the house's agent must be there without one."""
    reader = await hass.async_add_executor_job(MessageReader)
    integration = await async_get_integration(hass, DOMAIN)
    steward = entry.runtime_data = Steward(hass, entry, reader, str(integration.version))
    steward.registries.ensure_hub()
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    relay = hass.data[DATA_RELAY]
    relay.attach(steward)
    entry.async_on_unload(lambda: relay.detach(steward))
    steward.async_start()


async def async_unload_entry(hass: HomeAssistant, entry: StewardConfigEntry) -> None:
    """Unload a Steward."""
    await hass.config_entries.async_unload_platforms_or_raise(entry, PLATFORMS)
