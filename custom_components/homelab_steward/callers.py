"""Who is behind a call, as Home Assistant itself says; never what the call's data claims."""

from collections import OrderedDict
from typing import Final

from homeassistant.components.automation import EVENT_AUTOMATION_TRIGGERED
from homeassistant.components.script import EVENT_SCRIPT_STARTED
from homeassistant.const import ATTR_NAME
from homeassistant.core import Context, Event, HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from .const import DOMAIN
from .protocol import Caller

REMEMBERED_RUNS: Final = 1000


class Callers:
    """Remembers which automations and scripts ran in which context, to name them."""

    def __init__(self) -> None:
        """Start with no run known."""
        self._names: OrderedDict[str, str] = OrderedDict()

    @callback
    def async_listen(self, hass: HomeAssistant) -> None:
        """Follow the runs of automations and scripts, for as long as Home Assistant runs."""
        hass.bus.async_listen(EVENT_AUTOMATION_TRIGGERED, self._remember)
        hass.bus.async_listen(EVENT_SCRIPT_STARTED, self._remember)

    @callback
    def _remember(self, event: Event) -> None:
        # The first to run in a context is behind everything else in it: an automation behind the scripts it calls.
        self._names.setdefault(event.context.id, str(event.data.get(ATTR_NAME, ""))[:255])
        while len(self._names) > REMEMBERED_RUNS:
            self._names.popitem(last=False)

    def describe(self, context: Context) -> Caller:
        """Return who is behind a context."""
        automation = self._names.get(context.id)
        if automation is None and context.parent_id is not None:
            automation = self._names.get(context.parent_id)
        return {
            "userId": context.user_id,
            "parentContextId": context.parent_id,
            "automation": automation or None,
        }


DATA_CALLERS: HassKey[Callers] = HassKey(f"{DOMAIN}_callers")
