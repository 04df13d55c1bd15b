"""The conversation agent: words go to Steward with who really said them, and its reply streams back."""

from collections.abc import AsyncGenerator
from typing import Final, Literal, override

from homeassistant.components import conversation
from homeassistant.const import MATCH_ALL
from homeassistant.core import HomeAssistant
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    intent,
)
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import errors
from .const import HUB_DEVICE_KEY
from .house_agent import async_hand_over, async_try
from .protocol import ReplyDelta, ReplyFinal
from .steward import Steward, StewardConfigEntry

PARALLEL_UPDATES: Final = 0
LONGEST_TEXT: Final = 4000


async def async_setup_entry(
    hass: HomeAssistant,
    entry: StewardConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the agent. It is there without a connection too: it may be the only agent of the house."""
    async_add_entities([StewardConversationEntity(entry.runtime_data)])


class StewardConversationEntity(conversation.ConversationEntity):
    """Steward in Assist."""

    _attr_has_entity_name = True
    _attr_name = None
    _attr_supports_streaming = True
    # What is not about the homelab goes to Home Assistant's own agent, which controls the house.
    _attr_supported_features = conversation.ConversationEntityFeature.CONTROL

    def __init__(self, steward: Steward) -> None:
        """Make the agent of one Steward."""
        self._steward = steward
        self._attr_unique_id = steward.registries.unique_id(HUB_DEVICE_KEY)
        self._attr_device_info = DeviceInfo(identifiers={steward.registries.identifier(HUB_DEVICE_KEY)})

    @property
    @override
    def supported_languages(self) -> list[str] | Literal["*"]:
        """Return that any language may be tried: which ones Steward speaks, it says itself."""
        return MATCH_ALL

    @override
    async def async_prepare(self, language: str | None = None) -> None:
        """Load Home Assistant's own sentences, for the turns that are handed over."""
        agent = conversation.async_get_agent(self.hass, conversation.HOME_ASSISTANT_AGENT)
        if agent is not None:
            await agent.async_prepare(language)

    @override
    async def _async_handle_message(
        self, user_input: conversation.ConversationInput, chat_log: conversation.ChatLog
    ) -> conversation.ConversationResult:
        """Answer one turn."""
        if not self._steward.connection.is_connected:
            if (result := await async_try(self.hass, user_input, chat_log)) is not None:
                return result
            raise errors.unreachable()
        if len(user_input.text) > LONGEST_TEXT:
            raise errors.too_long(LONGEST_TEXT)

        replies = self._steward.requests.turn(
            user_input.text,
            user_input.context,
            language=user_input.language,
            conversation_id=chat_log.conversation_id,
            device_id=user_input.device_id,
            satellite_id=user_input.satellite_id,
            area=_area_name(self.hass, user_input),
        )
        try:
            first = await anext(replies)
            if first["type"] == "reply-final" and first["outcome"] == "delegate":
                return await async_hand_over(self.hass, user_input, chat_log)
            final = await self._stream(first, replies, chat_log)
        finally:
            await replies.aclose()
        return _result(final, user_input, chat_log)

    async def _stream(
        self,
        first: ReplyDelta | ReplyFinal,
        rest: AsyncGenerator[ReplyDelta | ReplyFinal],
        chat_log: conversation.ChatLog,
    ) -> ReplyFinal:
        """Pass the pieces on to the chat log as they come, and return the final one."""
        finals: list[ReplyFinal] = []

        async def deltas() -> AsyncGenerator[conversation.AssistantContentDeltaDict]:
            yield {"role": "assistant"}
            spoken = ""
            reply = first
            while reply["type"] == "reply-delta":
                spoken += reply["text"]
                yield {"content": reply["text"]}
                reply = await anext(rest)
            finals.append(reply)
            if (remainder := reply["speech"].removeprefix(spoken)) and remainder != reply["speech"]:
                yield {"content": remainder}
            elif not spoken:
                yield {"content": reply["speech"]}

        async for _content in chat_log.async_add_delta_content_stream(self.entity_id, deltas()):
            pass
        return finals[0]


def _result(
    final: ReplyFinal, user_input: conversation.ConversationInput, chat_log: conversation.ChatLog
) -> conversation.ConversationResult:
    response = intent.IntentResponse(language=user_input.language)
    if final["outcome"] == "error":
        response.async_set_error(intent.IntentResponseErrorCode.FAILED_TO_HANDLE, final["speech"])
    else:
        response.async_set_speech(final["speech"])
        response.response_type = (
            intent.IntentResponseType.QUERY_ANSWER
            if final["outcome"] == "query"
            else intent.IntentResponseType.ACTION_DONE
        )
    return conversation.ConversationResult(
        response=response,
        conversation_id=chat_log.conversation_id,
        continue_conversation=final["continueConversation"],
    )


def _area_name(hass: HomeAssistant, user_input: conversation.ConversationInput) -> str | None:
    """Return the area of the satellite, or of the device, that the caller claims to be."""
    area_id: str | None = None
    device_id = user_input.device_id
    if user_input.satellite_id is not None:
        satellite = er.async_get(hass).async_get(user_input.satellite_id)
        if satellite is not None:
            area_id = satellite.area_id
            device_id = satellite.device_id or device_id
    if area_id is None and device_id is not None:
        device = dr.async_get(hass).async_get(device_id, include_child_devices=True)
        if device is not None:
            area_id = dr.async_get_effective_area_id(hass, device)
    if area_id is None:
        return None
    area = ar.async_get(hass).async_get_area(area_id)
    return None if area is None else area.name
