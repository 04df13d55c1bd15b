"""Diagnostics for a bug report: how things stand, without names, addresses and secrets."""

from collections import Counter
from typing import Any

from homeassistant.core import HomeAssistant

from .protocol import PROTOCOL_VERSION
from .steward import StewardConfigEntry


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: StewardConfigEntry
) -> dict[str, Any]:
    """Return diagnostics made of what is known to be harmless; nothing is copied and then blackened."""
    steward = entry.runtime_data
    store = steward.store
    welcome = steward.welcome
    directory = steward.directory.latest
    available = {key for key, state in store.states.items() if state["isAvailable"]}
    return {
        "protocol": PROTOCOL_VERSION,
        "source": entry.source,
        "connection": {
            "is_connected": steward.connection.is_connected,
            "last_error": steward.connection.last_error,
            "steward_version": welcome and welcome["stewardVersion"],
            "is_demo": welcome and welcome["isDemo"],
        },
        "entities": {
            "is_live": store.is_live,
            "devices": len(store.devices),
            "described": Counter(
                f"{entity['platform']}.{entity['translationKey']}" for entity in store.entities.values()
            ),
            "unavailable": Counter(
                f"{entity['platform']}.{entity['translationKey']}"
                for key, entity in store.entities.items()
                if key in store.states and key not in available
            ),
        },
        "directory": directory
        and {
            "people": len(directory["people"]),
            "phones": [
                {
                    "operating_system": phone["operatingSystem"],
                    "is_encrypted": phone["isEncrypted"],
                    "has_push_url": phone["hasPushUrl"],
                    "has_websocket_push": phone["hasWebsocketPush"],
                }
                for phone in directory["phones"]
            ],
        },
        "issues": Counter(steward.issues.reported_keys),
    }
