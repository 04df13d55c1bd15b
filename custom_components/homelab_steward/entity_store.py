"""What Steward says exists, and how it is: the one source of all entities."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from homeassistant.core import CALLBACK_TYPE, callback

from .const import LOGGER
from .protocol import Device, Entities, Entity, EntityState, Event


@dataclass(frozen=True)
class Changes:
    """What a message changed, by key."""

    devices: list[Device] = field(default_factory=list)
    """New ones, and ones with another description."""
    added: list[Entity] = field(default_factory=list)
    redescribed: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    """Entities with another state."""
    removed_entities: set[str] = field(default_factory=set)
    removed_devices: set[str] = field(default_factory=set)


def _is_other_entity(old: Entity, new: Entity) -> bool:
    """Whether an entity must be made anew: these cannot change under a living one."""
    return old["platform"] != new["platform"] or old["deviceKey"] != new["deviceKey"]


class EntityStore:
    """Descriptions and states by key. `is_live` tells whether they are still being kept up to date."""

    def __init__(self) -> None:
        """Start with nothing known."""
        self.is_live = False
        self.devices: dict[str, Device] = {}
        self.entities: dict[str, Entity] = {}
        self.states: dict[str, EntityState] = {}
        self._listeners: dict[str, Callable[[], None]] = {}
        self._event_listeners: dict[str, Callable[[Event], None]] = {}

    @callback
    def apply(self, message: Entities) -> Changes:
        """Take over a message and tell what is different now. Does not call listeners."""
        new_devices = {device["key"]: device for device in message["devices"]}
        new_entities = {entity["key"]: entity for entity in message["entities"]}
        removed_devices = set(message["removedDevices"])
        removed_entities = set(message["removedEntities"])
        if message["isFull"]:
            self.is_live = True
            removed_devices |= self.devices.keys() - new_devices.keys()
            removed_entities |= self.entities.keys() - new_entities.keys()
        removed_entities |= {
            key for key, entity in self.entities.items() if entity["deviceKey"] in removed_devices
        }
        removed_entities |= {
            key
            for key, entity in new_entities.items()
            if key in self.entities and _is_other_entity(self.entities[key], entity)
        }
        for key in removed_entities:
            self.entities.pop(key, None)
            self.states.pop(key, None)
        for key in removed_devices:
            self.devices.pop(key, None)

        changes = Changes(
            devices=[device for key, device in new_devices.items() if self.devices.get(key) != device],
            added=[entity for key, entity in new_entities.items() if key not in self.entities],
            redescribed={
                key
                for key, entity in new_entities.items()
                if key in self.entities and self.entities[key] != entity
            },
            changed={key for key, state in message["states"].items() if self.states.get(key) != state},
            removed_entities=removed_entities,
            removed_devices=removed_devices,
        )
        self.devices |= new_devices
        self.entities |= new_entities
        self.states |= message["states"]
        return changes

    @callback
    def listen(self, key: str, listener: Callable[[], None]) -> CALLBACK_TYPE:
        """Call the listener whenever description, state or liveness of that entity changed."""
        self._listeners[key] = listener
        return lambda: self._forget(key, listener)

    @callback
    def listen_for_events(self, key: str, listener: Callable[[Event], None]) -> CALLBACK_TYPE:
        """Call the listener for each event of that entity."""
        self._event_listeners[key] = listener

        def forget() -> None:
            if self._event_listeners.get(key) == listener:
                del self._event_listeners[key]

        return forget

    @callback
    def notify(self, keys: Iterable[str]) -> None:
        """Tell those entities that something about them changed."""
        for key in keys:
            if (listener := self._listeners.get(key)) is None:
                continue
            try:
                listener()
            except ValueError:
                # Home Assistant refuses the state or the description; all others must not suffer from it.
                LOGGER.exception("Home Assistant does not take what Homelab Steward says about %s", key)

    @callback
    def fire(self, event: Event) -> None:
        """Hand an event to its entity, if that is in use."""
        if (listener := self._event_listeners.get(event["entityKey"])) is not None:
            listener(event)

    @callback
    def go_stale(self) -> None:
        """Nothing is known any more: tell every entity."""
        self.is_live = False
        self.notify_all()

    @callback
    def notify_all(self) -> None:
        """Tell every entity that something about it changed."""
        self.notify(list(self._listeners))

    def _forget(self, key: str, listener: Callable[[], None]) -> None:
        # An entity that is made anew may have taken the key already.
        if self._listeners.get(key) == listener:
            del self._listeners[key]
