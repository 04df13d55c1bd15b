"""A camera that always sees the same red pixel."""

from base64 import b64decode

from homeassistant.components.camera import Camera
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddEntitiesCallback
from homeassistant.helpers.typing import ConfigType, DiscoveryInfoType

PIXEL = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"
)


async def async_setup_platform(
    hass: HomeAssistant,
    config: ConfigType,
    async_add_entities: AddEntitiesCallback,
    discovery_info: DiscoveryInfoType | None = None,
) -> None:
    """Add the camera of the rack and the one of the bedroom."""
    async_add_entities([LabCamera("rack"), LabCamera("bedroom")])


class LabCamera(Camera):
    """A camera that always sees the same red pixel."""

    def __init__(self, room: str) -> None:
        """Name it after the room."""
        super().__init__()
        self.content_type = "image/png"
        self._attr_name = f"{room} camera"
        self._attr_unique_id = f"lab_{room}"

    async def async_camera_image(
        self, width: int | None = None, height: int | None = None
    ) -> bytes | None:
        """Return the pixel."""
        return PIXEL
