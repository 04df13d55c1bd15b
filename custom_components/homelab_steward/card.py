"""Serves the Lovelace card, so that it needs no set-up of its own."""

import hashlib
from pathlib import Path
from typing import Final

from homeassistant.components.frontend import add_extra_js_url
from homeassistant.components.http import StaticPathConfig
from homeassistant.core import HomeAssistant

from .const import DOMAIN, LOGGER

URL_PATH: Final = f"/{DOMAIN}"
FILE_NAME: Final = "steward-card.js"


async def async_setup_card(hass: HomeAssistant) -> None:
    """Serve the card and have the frontend load it."""
    folder = Path(__file__).parent / "frontend"
    digest = await hass.async_add_executor_job(_digest, folder / FILE_NAME)
    if digest is None:
        LOGGER.error("The card is missing from this installation: install the integration again")
        return
    await hass.http.async_register_static_paths([StaticPathConfig(URL_PATH, str(folder), cache_headers=True)])
    # Another file has another address, so that no browser shows an old card.
    add_extra_js_url(hass, f"{URL_PATH}/{FILE_NAME}?v={digest}")


def _digest(file: Path) -> str | None:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()[:12]
    except FileNotFoundError:
        return None
