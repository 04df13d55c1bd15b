"""What only code inside Home Assistant can know: who lives here, and which phones can be notified.

Nothing by which a phone could be impersonated leaves: no webhook id, no secret, no push token.
"""

from collections.abc import Awaitable, Callable
from typing import Any, Final

from homeassistant.auth import EVENT_USER_ADDED, EVENT_USER_REMOVED, EVENT_USER_UPDATED
from homeassistant.config_entries import SIGNAL_CONFIG_ENTRY_CHANGED, ConfigEntry, ConfigEntryChange
from homeassistant.const import ATTR_DOMAIN, EVENT_SERVICE_REGISTERED, EVENT_SERVICE_REMOVED, Platform
from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, callback
from homeassistant.helpers.debounce import Debouncer
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from .const import LOGGER
from .protocol import Directory, Person, Phone

MOBILE_APP: Final = "mobile_app"
SETTLE_SECONDS: Final = 0.5
"""A new phone shows up in several steps; wait until they are over."""


async def async_read_directory(hass: HomeAssistant) -> Directory:
    """Read people and phones."""
    people: list[Person] = [
        {"userId": user.id, "name": user.name or "", "isAdmin": user.is_admin}
        for user in await hass.auth.async_get_users()
        if user.is_active and not user.system_generated
    ]
    return {"type": "directory", "people": people, "phones": _phones(hass)}


@callback
def _phones(hass: HomeAssistant) -> list[Phone]:
    if MOBILE_APP not in hass.config.components:
        return []
    # Importing it needs packages that are installed only where it is set up.
    from homeassistant.components.mobile_app.util import get_notify_service  # noqa: PLC0415

    phones: list[Phone] = []
    for entry in hass.config_entries.async_loaded_entries(MOBILE_APP):
        try:
            service = get_notify_service(hass, entry.data["webhook_id"])
        except KeyError:
            # The notify platform of mobile_app is not set up yet; its service says when it is.
            return []
        if service is not None:
            phones.append(_phone(service, entry.data))
    return sorted(phones, key=lambda phone: phone["notifyService"])


def _phone(service: str, registration: Any) -> Phone:
    app_data = registration.get("app_data", {})
    return {
        "notifyService": service,
        "deviceName": registration["device_name"],
        "userId": registration["user_id"],
        "operatingSystem": registration.get("os_name", ""),
        "isEncrypted": bool(registration.get("supports_encryption")),
        "hasPushUrl": "push_url" in app_data and "push_token" in app_data,
        "hasWebsocketPush": bool(app_data.get("push_websocket_channel")),
    }


class DirectoryWatcher:
    """Sends the directory whenever it is another than the one sent last."""

    def __init__(self, hass: HomeAssistant, send: Callable[[Directory], Awaitable[None]]) -> None:
        """Watch nothing yet: see async_start()."""
        self._hass = hass
        self._send = send
        self._sent: Directory | None = None
        self._debouncer = Debouncer(
            hass, LOGGER, cooldown=SETTLE_SECONDS, immediate=False, function=self._async_send_if_changed
        )
        self._unsubscribe: list[CALLBACK_TYPE] = []

    @property
    def latest(self) -> Directory | None:
        """The directory as Steward has it."""
        return self._sent

    @callback
    def async_start(self) -> None:
        """Follow users, registrations and notify actions."""
        listen = self._hass.bus.async_listen
        self._unsubscribe = [
            async_dispatcher_connect(self._hass, SIGNAL_CONFIG_ENTRY_CHANGED, self._on_entry),
            *(
                listen(event_type, self._on_user)
                for event_type in (EVENT_USER_ADDED, EVENT_USER_UPDATED, EVENT_USER_REMOVED)
            ),
            *(
                listen(event_type, self._on_service)
                for event_type in (EVENT_SERVICE_REGISTERED, EVENT_SERVICE_REMOVED)
            ),
        ]

    @callback
    def async_stop(self) -> None:
        """Stop following."""
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        self._unsubscribe = []
        self._debouncer.async_shutdown()

    async def async_send(self) -> None:
        """Send the directory, to a Steward that has just connected."""
        self._sent = None
        await self._async_send_if_changed()

    async def _async_send_if_changed(self) -> None:
        directory = await async_read_directory(self._hass)
        if directory != self._sent:
            self._sent = directory
            await self._send(directory)

    @callback
    def _on_entry(self, _change: ConfigEntryChange, entry: ConfigEntry) -> None:
        if entry.domain == MOBILE_APP:
            self._debouncer.async_schedule_call()

    @callback
    def _on_user(self, _event: Event) -> None:
        self._debouncer.async_schedule_call()

    @callback
    def _on_service(self, event: Event) -> None:
        if event.data[ATTR_DOMAIN] == Platform.NOTIFY:
            self._debouncer.async_schedule_call()
