"""Keeps Home Assistant's device and entity registries like Steward's descriptions."""

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from yarl import URL

from .const import DOMAIN, HUB_DEVICE_KEY, LOGGER, NAME
from .protocol import Device


class Registries:
    """The devices and entities of one Steward in Home Assistant's registries."""

    def __init__(self, hass: HomeAssistant, entry_id: str, steward_id: str) -> None:
        """Look after what belongs to that config entry."""
        self._entry_id = entry_id
        self._steward_id = steward_id
        self._devices = dr.async_get(hass)
        self._entities = er.async_get(hass)

    def unique_id(self, key: str) -> str:
        """Return the unique id of an entity: its key, and whose it is."""
        return f"{self._steward_id}:{key}"

    def identifier(self, key: str) -> tuple[str, str]:
        """Return the identifier of a device: its key, and whose it is."""
        return (DOMAIN, f"{self._steward_id}:{key}")

    @callback
    def ensure_hub(self) -> None:
        """Register Steward itself, which exists before the first connection."""
        self._devices.async_get_or_create(
            config_entry_id=self._entry_id,
            identifiers={self.identifier(HUB_DEVICE_KEY)},
            entry_type=dr.DeviceEntryType.SERVICE,
            name=NAME,
        )

    @callback
    def update_devices(self, devices: list[Device]) -> None:
        """Register devices or update them, each after the one that it hangs on."""
        waiting = {device["key"]: device for device in devices}

        def register(device: Device) -> None:
            waiting.pop(device["key"], None)
            via_device = device["viaDevice"]
            if via_device is not None and (parent := waiting.get(via_device)) is not None:
                register(parent)
            self._register(device)

        while waiting:
            register(next(iter(waiting.values())))

    def _register(self, device: Device) -> None:
        via_device = device["viaDevice"]
        self._devices.async_get_or_create(
            config_entry_id=self._entry_id,
            identifiers={self.identifier(device["key"])},
            entry_type=dr.DeviceEntryType.SERVICE,
            name=device["name"],
            model=device["model"],
            manufacturer=device["manufacturer"],
            sw_version=device["swVersion"],
            configuration_url=_usable_url(device["configurationUrl"]),
            via_device_id=None if via_device is None else self._device_id(via_device),
        )

    def _device_id(self, key: str) -> str | None:
        device = self._devices.async_get_device_by_identifier(self.identifier(key), self._entry_id)
        return None if device is None else device.id

    @callback
    def remove_entities(self, keys: set[str]) -> None:
        """Remove entities for good, with everything that people set on them."""
        unique_ids = {self.unique_id(key) for key in keys}
        for entry in er.async_entries_for_config_entry(self._entities, self._entry_id):
            if entry.unique_id in unique_ids:
                self._entities.async_remove(entry.entity_id)

    @callback
    def remove_devices(self, keys: set[str]) -> None:
        """Remove devices for good; the hub stays."""
        for key in keys - {HUB_DEVICE_KEY}:
            if (device_id := self._device_id(key)) is not None:
                self._devices.async_remove_device(device_id)

    @callback
    def remove_all_but(self, entity_keys: set[str], device_keys: set[str]) -> None:
        """Remove whatever went away while Home Assistant or this integration was not running."""
        unique_ids = {self.unique_id(key) for key in {*entity_keys, HUB_DEVICE_KEY}}
        for entry in er.async_entries_for_config_entry(self._entities, self._entry_id):
            if entry.unique_id not in unique_ids:
                LOGGER.debug("Removing %s: Steward does not have it any more", entry.entity_id)
                self._entities.async_remove(entry.entity_id)
        identifiers = {self.identifier(key) for key in {*device_keys, HUB_DEVICE_KEY}}
        for device in dr.async_entries_for_config_entry(self._devices, self._entry_id):
            if device.identifiers.isdisjoint(identifiers):
                self._devices.async_remove_device(device.id)


def _usable_url(url: str | None) -> str | None:
    """Return the address of a device's own page if Home Assistant can link to it."""
    if url is None:
        return None
    try:
        parsed = URL(url)
    except ValueError:
        return None
    is_link = parsed.scheme in {"http", "https", "homeassistant"} and parsed.host is not None
    return url if is_link else None
