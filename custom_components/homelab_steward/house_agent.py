"""Hands a turn to Home Assistant's own agent, with the rights and the conversation of the person who speaks."""

from homeassistant.components import conversation
from homeassistant.core import HomeAssistant
from homeassistant.helpers import intent


async def async_hand_over(
    hass: HomeAssistant,
    user_input: conversation.ConversationInput,
    chat_log: conversation.ChatLog,
) -> conversation.ConversationResult:
    """Let Home Assistant's own agent answer, whatever it says.

    It joins the chat log of this turn, since conversation and words are the same.
    """
    return await conversation.async_converse(
        hass,
        user_input.text,
        chat_log.conversation_id,
        user_input.context,
        language=user_input.language,
        agent_id=conversation.HOME_ASSISTANT_AGENT,
        device_id=user_input.device_id,
        satellite_id=user_input.satellite_id,
        extra_system_prompt=user_input.extra_system_prompt,
    )


async def async_try(
    hass: HomeAssistant,
    user_input: conversation.ConversationInput,
    chat_log: conversation.ChatLog,
) -> conversation.ConversationResult | None:
    """Let Home Assistant's own agent answer if it understands the sentence; otherwise nothing happens."""
    text = await conversation.async_handle_sentence_triggers(hass, user_input, chat_log)
    if text is not None:
        response = intent.IntentResponse(language=user_input.language)
        response.async_set_speech(text)
    else:
        matched = await conversation.async_handle_intents(hass, user_input, chat_log)
        if matched is None:
            return None
        response = matched
    speech: str = response.speech.get("plain", {}).get("speech", "")
    chat_log.async_add_assistant_content_without_tools(
        conversation.AssistantContent(agent_id=conversation.HOME_ASSISTANT_AGENT, content=speech)
    )
    return conversation.ConversationResult(response=response, conversation_id=chat_log.conversation_id)
