"""Constants of the Homelab Steward integration."""

import logging
from typing import Final

from homeassistant.const import Platform

DOMAIN: Final = "homelab_steward"
NAME: Final = "Homelab Steward"
LOGGER: Final = logging.getLogger(__package__)

PLATFORMS: Final = [
    Platform.BINARY_SENSOR,
    Platform.BUTTON,
    Platform.CONVERSATION,
    Platform.EVENT,
    Platform.SENSOR,
]

DEFAULT_URL: Final = "http://localhost:8098"

CONF_APP: Final = "app"
"""Slug of the app that was discovered: only the same one may change where Steward is."""

HUB_DEVICE_KEY: Final = "steward"
"""Key of the device that stands for Steward itself; everything else hangs on it."""

ISSUE_VERSION_MISMATCH: Final = "version_mismatch"
STEWARD_ISSUES: Final = {
    "approver_phone_forgeable": ("approver", "phone"),
    "approver_unknown": ("approver",),
    "approver_without_phone": ("approver",),
    "system_unreachable": ("error", "mend", "system"),
    "tracker_behind": ("error", "mend", "tracker"),
}
"""The Repairs issues of Steward that translations/en.json describes, each with its placeholders."""

# Ids that dashboards and automations of the documentation rely on; all others Home Assistant makes of the names.
SUGGESTED_ENTITY_IDS: Final = {f"{HUB_DEVICE_KEY}/cloud_bytes": "sensor.steward_cloud_bytes"}
