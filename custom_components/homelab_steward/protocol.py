"""The messages between Homelab Steward and this integration, as types.

Generated from src/homeassistant/protocol by `npm run gen`: change it there.
"""

from typing import Any, Final, Literal, NotRequired, TypedDict

PROTOCOL_VERSION: Final = 1


class AboutAnswer(TypedDict):
    product: Literal["homelab-steward"]
    stewardVersion: str
    stewardId: str
    protocol: int
    name: str


class ActionResultError(TypedDict):
    code: str
    message: str
    mend: str


class ActionResult(TypedDict):
    type: Literal["action-result"]
    id: str
    isOk: bool
    response: dict[str, Any]
    error: ActionResultError | None


class Ask(TypedDict):
    type: Literal["ask"]
    id: str
    """Chosen by the sender, unique on this connection; answers carry it."""
    text: str
    language: str
    caller: Caller


class AssistResultError(TypedDict):
    code: Literal["refused", "invalid", "found-nothing", "too-large", "late", "failed"]
    message: str


class AssistResult(TypedDict):
    type: Literal["assist-result"]
    id: str
    """Of the call that it answers."""
    data: dict[str, Any] | None
    """What the tool gave, as it is; null when there is an error."""
    error: AssistResultError | None


class AssistTool(TypedDict):
    name: str
    """Home Assistant’s own name of it, e.g. homeassistant__GetLiveContext."""
    description: str
    parameters: dict[str, Any]
    """JSON Schema of an object."""


class AssistTools(TypedDict):
    type: Literal["assist-tools"]
    id: str
    """Chosen by the sender, unique on this connection; answers carry it."""
    tools: list[AssistTool]


class CallAssistTool(TypedDict):
    type: Literal["call-assist-tool"]
    id: str
    tool: str
    arguments: dict[str, Any]
    language: str
    """Of the answer, BCP 47."""
    conversationId: str | None
    """Of the turn that asks: while that is open, its person and device are those that ask."""
    timeoutMs: int
    """How long Steward waits for the answer."""


class Caller(TypedDict):
    """Real identity: from the call’s own context, never from its data."""

    userId: str | None
    """Home Assistant user id; null when Home Assistant knows none."""
    parentContextId: str | None
    """Set when an automation or a script is behind it."""
    automation: str | None
    """Name of that automation or script, if it can be told."""


class CancelTurn(TypedDict):
    type: Literal["cancel-turn"]
    id: str
    """Chosen by the sender, unique on this connection; answers carry it."""


class Device(TypedDict):
    key: str
    """Stable, e.g. proxmox:home/guest/101. The hub is `steward`."""
    name: str
    model: str
    manufacturer: str
    swVersion: str | None
    viaDevice: str | None
    """Key of the device that it hangs on; null for the hub."""
    configurationUrl: str | None


class Directory(TypedDict):
    type: Literal["directory"]
    people: list[Person]
    phones: list[Phone]


class Entities(TypedDict):
    type: Literal["entities"]
    isFull: bool
    """True: this is everything, whatever is not in it is gone. False: a change."""
    devices: list[Device]
    entities: list[Entity]
    states: dict[str, EntityState]
    removedDevices: list[str]
    removedEntities: list[str]


class Entity(TypedDict):
    key: str
    """Stable and unique: the unique_id is built from it."""
    deviceKey: str
    platform: Literal["sensor", "binary_sensor", "event", "button"]
    translationKey: str
    """Name and icon come from the integration’s translations."""
    translationPlaceholders: NotRequired[dict[str, str]]
    """What stands for the placeholders in the name; absent: it has none."""
    deviceClass: str | None
    stateClass: Literal["measurement", "total", "total_increasing"] | None
    unit: str | None
    options: list[str] | None
    """For device class enum."""
    eventTypes: list[str] | None
    """For platform event."""
    category: Literal["diagnostic", "config"] | None
    isEnabledByDefault: bool
    precision: int | None
    """Suggested display precision."""


class EntityState(TypedDict):
    value: str | float | bool | None
    """For timestamps ISO 8601; for binary sensors a boolean; null: unknown."""
    isAvailable: bool
    attributes: dict[str, str | float | bool | list[str | float | bool | None] | None]


class Event(TypedDict):
    type: Literal["event"]
    entityKey: str
    eventType: str
    attributes: dict[str, str | float | bool | None]


class Hello(TypedDict):
    type: Literal["hello"]
    protocol: int
    """The protocol version that the integration speaks."""
    token: str
    """From Supervisor discovery or from pairing."""
    integrationVersion: str
    homeAssistantVersion: str
    language: str
    """Home Assistant’s own language, BCP 47."""


class Issue(TypedDict):
    issueId: str
    translationKey: str
    severity: Literal["warning", "error", "critical"]
    placeholders: dict[str, str]


class MessageRefused(TypedDict):
    type: Literal["message-refused"]
    id: str | None
    """Id of the message that was refused, if it had one."""
    code: Literal["unknown-type", "invalid", "too-large"]
    message: str


class Overview(TypedDict):
    type: Literal["overview"]
    overview: dict[str, Any]
    """core/overview.ts, passed on to the card as it is."""


class OverviewSubscription(TypedDict):
    type: Literal["overview-subscription"]
    isWanted: bool
    """Whether any card is open. Overviews are sent only while it is."""


class PairingAnswer(TypedDict):
    token: str
    stewardId: str
    name: str
    protocol: int


class PairingRequest(TypedDict):
    code: str
    """Eight digits, valid for ten minutes, used once."""
    homeAssistantName: str
    """Shown in Steward’s log."""


class Person(TypedDict):
    userId: str
    name: str
    isAdmin: bool


class Phone(TypedDict):
    notifyService: str
    """Service in the notify domain, e.g. mobile_app_pixel_8."""
    deviceName: str
    userId: str
    operatingSystem: str
    isEncrypted: bool
    hasPushUrl: bool
    hasWebsocketPush: bool


class Press(TypedDict):
    type: Literal["press"]
    id: str
    """Chosen by the sender, unique on this connection; answers carry it."""
    entityKey: str
    caller: Caller


class Propose(TypedDict):
    type: Literal["propose"]
    id: str
    """Chosen by the sender, unique on this connection; answers carry it."""
    workflow: str
    """Name of a workflow, e.g. restart-guest."""
    parameters: dict[str, str | float | bool]
    reason: str | None
    caller: Caller


class Refused(TypedDict):
    type: Literal["refused"]
    code: Literal["protocol-unsupported", "auth-failed", "hello-expected", "replaced"]
    message: str
    mend: str
    supportedProtocols: list[int]


class Repairs(TypedDict):
    type: Literal["repairs"]
    issues: list[Issue]


class ReplyDelta(TypedDict):
    type: Literal["reply-delta"]
    id: str
    text: str


class ReplyFinal(TypedDict):
    type: Literal["reply-final"]
    id: str
    speech: str
    """The whole text; the deltas before it add up to it."""
    continueConversation: bool
    outcome: Literal["query", "action", "error", "delegate"]
    approvalId: str | None
    data: dict[str, Any]


class Report(TypedDict):
    type: Literal["report"]
    id: str
    """Chosen by the sender, unique on this connection; answers carry it."""
    subject: Literal["overview", "approvals", "runs", "problems"]
    caller: Caller


class Turn(TypedDict):
    type: Literal["turn"]
    id: str
    """Chosen by the sender, unique on this connection; answers carry it."""
    text: str
    language: str
    conversationId: str
    caller: Caller
    deviceId: str | None
    """The caller’s own claim."""
    satelliteId: str | None
    """The caller’s own claim."""
    area: str | None
    """Name of the area of that device or satellite."""


class Welcome(TypedDict):
    type: Literal["welcome"]
    protocol: int
    stewardVersion: str
    stewardId: str
    """Stable id of this installation: the config entry’s unique id."""
    isDemo: bool


type FromIntegration = (
    Hello
    | Directory
    | Turn
    | CancelTurn
    | Ask
    | Propose
    | Report
    | Press
    | OverviewSubscription
    | AssistTools
    | AssistResult
)
type ToIntegration = (
    Welcome
    | Refused
    | Entities
    | Event
    | ReplyDelta
    | ReplyFinal
    | ActionResult
    | Overview
    | Repairs
    | MessageRefused
    | CallAssistTool
)

INCOMING_DEFINITIONS: Final = {
    "welcome": "welcome",
    "refused": "refused",
    "entities": "entities",
    "event": "event",
    "reply-delta": "replyDelta",
    "reply-final": "replyFinal",
    "action-result": "actionResult",
    "overview": "overview",
    "repairs": "repairs",
    "message-refused": "messageRefused",
    "call-assist-tool": "callAssistTool",
}
"""The message types that Steward sends, and where protocol.schema.json defines each."""
