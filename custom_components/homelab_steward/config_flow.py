"""Set-up: by Supervisor discovery, or by hand with a pairing code."""

from collections.abc import Mapping
from typing import Any, override

from homeassistant.config_entries import SOURCE_IGNORE, ConfigFlow, ConfigFlowResult
from homeassistant.const import CONF_CODE, CONF_HOST, CONF_PORT, CONF_TOKEN, CONF_URL
from homeassistant.helpers.selector import TextSelector, TextSelectorConfig, TextSelectorType
from homeassistant.helpers.service_info.hassio import HassioServiceInfo
import probatio

from .const import CONF_APP, DEFAULT_URL, DOMAIN, NAME
from .messages import MessageReader
from .pairing import PairingError, async_about, async_pair, normalised_url
from .protocol import AboutAnswer, PairingAnswer

URL_FIELD = TextSelector(TextSelectorConfig(type=TextSelectorType.URL))
CODE_SCHEMA = probatio.Schema({probatio.Required(probatio.Secret(CONF_CODE)): str})
DISCOVERY_SCHEMA = probatio.Schema(
    {
        probatio.Required(CONF_HOST): str,
        probatio.Required(CONF_PORT): probatio.Port(),
        probatio.Required(CONF_TOKEN): probatio.All(str, probatio.Length(min=1, max=256)),
        probatio.Required("steward_id"): probatio.All(str, probatio.Length(min=1)),
    },
    extra=probatio.ALLOW_EXTRA,
)


class StewardConfigFlow(ConfigFlow, domain=DOMAIN):
    """The steps of set-up, reauthentication and reconfiguration."""

    VERSION = 1

    _reader: MessageReader | None = None
    _discovered: dict[str, str]

    async def _async_about(self, url: str) -> AboutAnswer:
        return await async_about(self.hass, await self._async_reader(), url)

    async def _async_pair(self, url: str, code: str) -> PairingAnswer:
        # Before the code is used up: whether it is Steward, in a version that fits.
        await self._async_about(url)
        return await async_pair(self.hass, await self._async_reader(), url, code)

    async def _async_reader(self) -> MessageReader:
        if self._reader is None:
            self._reader = await self.hass.async_add_executor_job(MessageReader)
        return self._reader

    @override
    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for the address and the pairing code."""
        errors: dict[str, str] = {}
        if user_input is not None:
            try:
                url = normalised_url(user_input[CONF_URL])
                paired = await self._async_pair(url, user_input[CONF_CODE])
            except PairingError as error:
                errors["base"] = error.reason
            else:
                data = {CONF_URL: url, CONF_TOKEN: paired["token"]}
                await self.async_set_unique_id(paired["stewardId"], raise_on_progress=False)
                self._abort_if_unique_id_configured(updates=data)
                return self.async_create_entry(title=paired["name"], data=data)
        suggested = user_input or {CONF_URL: DEFAULT_URL}
        schema = probatio.Schema({probatio.Required(CONF_URL): URL_FIELD}).extend(CODE_SCHEMA.schema)
        return self.async_show_form(
            step_id="user",
            data_schema=self.add_suggested_values_to_schema(schema, {CONF_URL: suggested[CONF_URL]}),
            errors=errors,
        )

    @override
    async def async_step_hassio(self, discovery_info: HassioServiceInfo) -> ConfigFlowResult:
        """Take up what the app told the Supervisor about itself."""
        try:
            config = DISCOVERY_SCHEMA(discovery_info.config)
        except probatio.Invalid:
            return self.async_abort(reason="invalid_discovery_info")
        self._discovered = {
            CONF_URL: f"http://{config[CONF_HOST]}:{config[CONF_PORT]}",
            CONF_TOKEN: config[CONF_TOKEN],
            CONF_APP: discovery_info.slug,
        }
        entry = await self.async_set_unique_id(config["steward_id"])
        if entry is not None and entry.source != SOURCE_IGNORE:
            if entry.data.get(CONF_APP, discovery_info.slug) != discovery_info.slug:
                return self.async_abort(reason="other_steward")
            # The app is back with another address or token; that ends a waiting reauthentication too.
            return self.async_update_reload_and_abort(
                entry,
                data_updates=self._discovered,
                reason="already_configured",
                reload_even_if_entry_is_unchanged=False,
            )
        self._abort_if_unique_id_configured()
        self.context.update(
            {
                "title_placeholders": {"name": discovery_info.name},
                "configuration_url": f"homeassistant://config/app/{discovery_info.slug}/info",
            }
        )
        return await self.async_step_hassio_confirm()

    async def async_step_hassio_confirm(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask whether to use the discovered app."""
        errors: dict[str, str] = {}
        if user_input is not None:
            try:
                about = await self._async_about(self._discovered[CONF_URL])
            except PairingError as error:
                errors["base"] = error.reason
            else:
                if about["stewardId"] == self.unique_id:
                    return self.async_create_entry(title=about["name"], data=self._discovered)
                errors["base"] = "other_steward"
        return self.async_show_form(
            step_id="hassio_confirm",
            description_placeholders={"app": self.context["title_placeholders"].get("name", NAME)},
            errors=errors,
        )

    async def async_step_reauth(self, entry_data: Mapping[str, Any]) -> ConfigFlowResult:
        """Start over with a new token."""
        return await self.async_step_reauth_confirm()

    async def async_step_reauth_confirm(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for a new pairing code."""
        errors: dict[str, str] = {}
        entry = self._get_reauth_entry()
        if user_input is not None:
            try:
                paired = await self._async_pair(entry.data[CONF_URL], user_input[CONF_CODE])
            except PairingError as error:
                errors["base"] = error.reason
            else:
                await self.async_set_unique_id(paired["stewardId"])
                self._abort_if_unique_id_mismatch(reason="other_steward")
                return self.async_update_reload_and_abort(entry, data_updates={CONF_TOKEN: paired["token"]})
        return self.async_show_form(
            step_id="reauth_confirm",
            data_schema=CODE_SCHEMA,
            description_placeholders={"url": entry.data[CONF_URL]},
            errors=errors,
        )

    async def async_step_reconfigure(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for another address of the same Steward."""
        errors: dict[str, str] = {}
        entry = self._get_reconfigure_entry()
        if user_input is not None:
            try:
                url = normalised_url(user_input[CONF_URL])
                about = await self._async_about(url)
            except PairingError as error:
                errors["base"] = error.reason
            else:
                await self.async_set_unique_id(about["stewardId"])
                self._abort_if_unique_id_mismatch(reason="other_steward")
                return self.async_update_reload_and_abort(entry, data_updates={CONF_URL: url})
        return self.async_show_form(
            step_id="reconfigure",
            data_schema=self.add_suggested_values_to_schema(
                probatio.Schema({probatio.Required(CONF_URL): URL_FIELD}), entry.data
            ),
            errors=errors,
        )
