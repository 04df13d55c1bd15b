"""The actions for automations and scripts. None of them approves anything."""

from enum import StrEnum
from typing import Final, cast

from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv
import probatio

from .const import DOMAIN
from .requests import ReportSubject, Requests
from .steward import StewardConfigEntry


class StewardAction(StrEnum):
    """Names of the actions."""

    ASK = "ask"
    PROPOSE = "propose"
    REPORT = "report"


ASK_SCHEMA: Final = probatio.Schema(
    {
        probatio.Required("text"): probatio.All(cv.string, probatio.Length(min=1, max=4000)),
        probatio.Optional("language"): cv.language,
    }
)
PROPOSE_SCHEMA: Final = probatio.Schema(
    {
        probatio.Required("workflow"): probatio.All(cv.string, probatio.Length(min=1, max=128)),
        probatio.Optional("parameters", default=dict): {
            cv.string: probatio.Any(bool, int, float, str),
        },
        probatio.Optional("reason"): probatio.All(cv.string, probatio.Length(max=1000)),
    }
)
REPORT_SCHEMA: Final = probatio.Schema(
    {probatio.Required("subject"): probatio.In(["overview", "approvals", "runs", "problems"])}
)


async def _async_ask(call: ServiceCall) -> ServiceResponse:
    """Ask a question or request a change."""
    language = call.data.get("language", call.hass.config.language)
    return await _requests(call.hass).ask(call.data["text"], language, call.context)


async def _async_propose(call: ServiceCall) -> ServiceResponse:
    """Open a request that a person then approves or not."""
    return await _requests(call.hass).propose(
        call.data["workflow"], call.data["parameters"], call.data.get("reason"), call.context
    )


async def _async_report(call: ServiceCall) -> ServiceResponse:
    """Read a report."""
    return await _requests(call.hass).report(cast("ReportSubject", call.data["subject"]), call.context)


def _requests(hass: HomeAssistant) -> Requests:
    entries: list[StewardConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    if not entries:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="not_set_up")
    return entries[0].runtime_data.requests


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register the actions."""
    hass.services.async_register(DOMAIN, StewardAction.ASK, _async_ask, ASK_SCHEMA, SupportsResponse.OPTIONAL)
    hass.services.async_register(
        DOMAIN, StewardAction.PROPOSE, _async_propose, PROPOSE_SCHEMA, SupportsResponse.OPTIONAL
    )
    hass.services.async_register(
        DOMAIN, StewardAction.REPORT, _async_report, REPORT_SCHEMA, SupportsResponse.ONLY
    )
