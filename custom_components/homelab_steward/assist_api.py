"""Home Assistant's Assist LLM API, as far as it reads: the one list of what Steward may ever have called."""

from typing import Any, Final

from homeassistant.components.conversation import DOMAIN as CONVERSATION
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import llm
import probatio

from .const import DOMAIN
from .protocol import AssistTool

READ_TOOLS: Final = frozenset({"homeassistant__GetLiveContext", "calendar__get_events", "todo__get_items"})
"""Whatever acts is not here: Steward acts by its own workflows, and those are approved by a person."""


async def async_read_api(
    hass: HomeAssistant, context: Context | None, language: str, device_id: str | None
) -> llm.APIInstance:
    """Return the API with nothing but its tools that read, so that no other can be called through it.

    A tool has to be on the list, to come from the part of Home Assistant that its name says, and to say of itself
    that it reads only.
    """
    api = await llm.async_get_api(
        hass,
        llm.LLM_API_ASSIST,
        llm.LLMContext(
            platform=DOMAIN,
            context=context,
            language=language,
            assistant=CONVERSATION,
            device_id=device_id,
        ),
    )
    api.tools = [
        tool
        for tool in api.tools
        if tool.name in READ_TOOLS
        and tool.annotations.read_only
        and tool.integration == tool.name.partition("__")[0]
    ]
    return api


async def async_describe_tools(hass: HomeAssistant) -> list[AssistTool]:
    """Describe the tools that read, with the calendars and lists that are exposed to Assist now."""
    api = await async_read_api(hass, None, hass.config.language, None)
    return [
        {
            "name": tool.name,
            "description": (tool.description or "")[:4000],
            "parameters": _json_schema(tool, api),
        }
        for tool in api.tools
    ]


def _json_schema(tool: llm.Tool, api: llm.APIInstance) -> dict[str, Any]:
    return probatio.to_openapi(
        tool.parameters, custom_serializer=api.custom_serializer, openapi_version="3.1.0"
    )
