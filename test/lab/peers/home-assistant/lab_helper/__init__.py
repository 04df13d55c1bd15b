"""What the lab needs to do from inside Home Assistant, because no interface from outside does it.

- lab_helper.discover: what the Supervisor does when an app announces itself.
- lab_helper.list_llm_tools, lab_helper.call_llm_tool: what a conversation agent does when its model calls a tool.
"""

from homeassistant.config_entries import SOURCE_HASSIO
from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.helpers import discovery_flow, llm
from homeassistant.helpers.service_info.hassio import HassioServiceInfo
from homeassistant.helpers.typing import ConfigType

DOMAIN = "lab_helper"


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Register the actions."""

    async def discover(call: ServiceCall) -> None:
        """Start a config flow as Home Assistant does for a discovery message of the Supervisor."""
        info = HassioServiceInfo(
            config={**call.data["config"], "addon": call.data["name"]},
            name=call.data["name"],
            slug=call.data["slug"],
            uuid=call.data["uuid"],
        )
        discovery_flow.async_create_flow(hass, call.data["domain"], {"source": SOURCE_HASSIO}, info)

    async def llm_api(call: ServiceCall) -> llm.APIInstance:
        """Return an LLM API as an agent gets it in a conversation with the person who calls this action."""
        context = llm.LLMContext(
            platform=DOMAIN,
            context=call.context,
            language="en",
            assistant="conversation",
            device_id=None,
        )
        return await llm.async_get_api(hass, call.data["api"], context)

    async def list_llm_tools(call: ServiceCall) -> ServiceResponse:
        """Name the tools of an LLM API."""
        return {"tools": [tool.name for tool in (await llm_api(call)).tools]}

    async def call_llm_tool(call: ServiceCall) -> ServiceResponse:
        """Call a tool of an LLM API."""
        api = await llm_api(call)
        result = await api.async_call_tool(llm.ToolInput(call.data["tool"], call.data["arguments"]))
        return {"result": result.data}

    hass.services.async_register(DOMAIN, "discover", discover)
    for name, handler in (("list_llm_tools", list_llm_tools), ("call_llm_tool", call_llm_tool)):
        hass.services.async_register(DOMAIN, name, handler, supports_response=SupportsResponse.ONLY)
    return True
