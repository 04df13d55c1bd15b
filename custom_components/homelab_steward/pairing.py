"""What happens before the first connection: finding out who answers, and pairing by a code."""

import asyncio
from http import HTTPStatus
from typing import Final

from aiohttp import ClientError
from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from yarl import URL

from .messages import InvalidMessage, MessageReader
from .protocol import AboutAnswer, PairingAnswer, PairingRequest

TIMEOUT_SECONDS: Final = 10
CODE_DIGITS: Final = 8


class PairingError(Exception):
    """Why it did not work: a key of config.error in translations/en.json."""

    def __init__(self, reason: str) -> None:
        """Keep the key."""
        super().__init__(reason)
        self.reason = reason


def normalised_url(text: str) -> str:
    """Return an address as it is stored. Raises PairingError."""
    text = text.strip().rstrip("/")
    if "://" not in text:
        text = f"http://{text}"
    try:
        url = URL(text)
    except ValueError:
        raise PairingError("invalid_url") from None
    # A password in the address would end up in logs.
    if url.scheme not in {"http", "https"} or not url.host or url.user or url.query_string or url.fragment:
        raise PairingError("invalid_url")
    return text


async def async_about(hass: HomeAssistant, reader: MessageReader, url: str) -> AboutAnswer:
    """Ask who answers at an address. Raises PairingError."""
    status, text = await _request(hass, "GET", URL(url) / "integration" / "about")
    if status != HTTPStatus.OK:
        raise PairingError("not_steward")
    _refuse_foreign(reader, text)
    try:
        return reader.about(text)
    except InvalidMessage:
        raise PairingError("not_steward") from None


async def async_pair(hass: HomeAssistant, reader: MessageReader, url: str, code: str) -> PairingAnswer:
    """Exchange the code that Steward shows for a token. Raises PairingError."""
    digits = "".join(character for character in code if character not in " -")
    if len(digits) != CODE_DIGITS or not (digits.isascii() and digits.isdecimal()):
        raise PairingError("wrong_code")
    body: PairingRequest = {"code": digits, "homeAssistantName": hass.config.location_name[:255]}
    status, text = await _request(hass, "POST", URL(url) / "integration" / "pair", body)
    if status == HTTPStatus.FORBIDDEN:
        raise PairingError("wrong_code")
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        raise PairingError("too_many_tries")
    if status != HTTPStatus.OK:
        raise PairingError("not_steward")
    try:
        return reader.pairing(text)
    except InvalidMessage:
        raise PairingError("not_steward") from None


def _refuse_foreign(reader: MessageReader, text: str) -> None:
    try:
        if reader.foreign_protocol(text) is not None:
            raise PairingError("version_mismatch")
    except InvalidMessage:
        raise PairingError("not_steward") from None


async def _request(
    hass: HomeAssistant, method: str, url: URL, body: PairingRequest | None = None
) -> tuple[int, str]:
    try:
        async with (
            asyncio.timeout(TIMEOUT_SECONDS),
            async_get_clientsession(hass).request(method, url, json=body, allow_redirects=False) as response,
        ):
            return response.status, await response.text()
    except ClientError, TimeoutError, OSError, UnicodeDecodeError:
        raise PairingError("cannot_connect") from None
