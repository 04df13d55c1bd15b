"""What people are told when Steward does not answer. The words are in translations/en.json."""

from homeassistant.exceptions import HomeAssistantError

from .const import DOMAIN
from .protocol import ActionResultError


def unreachable() -> HomeAssistantError:
    """Nothing was sent."""
    return HomeAssistantError(translation_domain=DOMAIN, translation_key="unreachable")


def reply_lost() -> HomeAssistantError:
    """Something was sent, and nobody knows what became of it: it is never sent again by itself."""
    return HomeAssistantError(translation_domain=DOMAIN, translation_key="reply_lost")


def reply_late() -> HomeAssistantError:
    """Steward is connected and does not answer."""
    return HomeAssistantError(translation_domain=DOMAIN, translation_key="reply_late")


def reply_unreadable() -> HomeAssistantError:
    """Steward answered something that the protocol does not allow."""
    return HomeAssistantError(translation_domain=DOMAIN, translation_key="reply_unreadable")


def message_refused(message: str) -> HomeAssistantError:
    """Steward did not take the message."""
    return HomeAssistantError(
        translation_domain=DOMAIN,
        translation_key="message_refused",
        translation_placeholders={"message": message},
    )


def refused(error: ActionResultError | None) -> HomeAssistantError:
    """Steward understood and said no; it says what to do too."""
    if error is None:
        return reply_unreadable()
    return HomeAssistantError(
        translation_domain=DOMAIN,
        translation_key="refused",
        translation_placeholders={"message": error["message"], "mend": error["mend"]},
    )


def too_long(longest: int) -> HomeAssistantError:
    """Nothing was sent: the sentence has too many characters."""
    return HomeAssistantError(
        translation_domain=DOMAIN,
        translation_key="too_long",
        translation_placeholders={"longest": str(longest)},
    )
