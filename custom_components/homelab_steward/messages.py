"""Reading Steward's messages: nothing gets past here that the protocol does not know."""

import json
from pathlib import Path
from typing import Any, cast

from homeassistant.util.json import JSON_DECODE_EXCEPTIONS, json_loads
import probatio

from .protocol import (
    INCOMING_DEFINITIONS,
    PROTOCOL_VERSION,
    AboutAnswer,
    PairingAnswer,
    ToIntegration,
)


class InvalidMessage(Exception):
    """A message that the protocol does not allow.

    The text says where and why, and never quotes the message: it may hold secrets.
    """

    def __init__(self, reason: str, message_id: str | None = None) -> None:
        """Remember which request the message would have answered."""
        super().__init__(reason)
        self.message_id = message_id


class MessageReader:
    """Checks what Steward says against the generated JSON Schema."""

    def __init__(self) -> None:
        """Load the schema. This reads a file: call it in the executor."""
        schema = json.loads((Path(__file__).parent / "protocol.schema.json").read_text("utf-8"))
        self._definitions: dict[str, Any] = schema["$defs"]
        self._messages = {kind: self._validator(name) for kind, name in INCOMING_DEFINITIONS.items()}
        self._about = self._validator("aboutAnswer")
        self._pairing = self._validator("pairingAnswer")

    def message(self, text: str) -> ToIntegration:
        """Read a message from the WebSocket. Raises InvalidMessage."""
        data = _object(text)
        message_id = data.get("id")
        if not isinstance(message_id, str):
            message_id = None
        kind = data.get("type")
        if not isinstance(kind, str) or (validate := self._messages.get(kind)) is None:
            raise InvalidMessage(f"unknown message type {str(kind)[:40]!r}", message_id)
        try:
            return cast("ToIntegration", validate(data))
        except probatio.Invalid as error:
            raise InvalidMessage(f"message {kind!r} is not valid: {_reason(error)}", message_id) from None

    def foreign_protocol(self, text: str) -> int | None:
        """Return the protocol that a welcome or an answer of /integration/about names, if it is not ours.

        To be asked before anything else is read: of another protocol, nothing more is known than this.
        """
        data = _object(text)
        if data.get("type") != "welcome" and data.get("product") != "homelab-steward":
            return None
        protocol = data.get("protocol")
        return protocol if isinstance(protocol, int) and protocol != PROTOCOL_VERSION else None

    def about(self, text: str) -> AboutAnswer:
        """Read the answer of /integration/about. Raises InvalidMessage."""
        return cast("AboutAnswer", _validated(self._about, text))

    def pairing(self, text: str) -> PairingAnswer:
        """Read the answer of /integration/pair. Raises InvalidMessage."""
        return cast("PairingAnswer", _validated(self._pairing, text))

    def _validator(self, name: str) -> probatio.Schema:
        return probatio.from_json_schema({"$ref": f"#/$defs/{name}", "$defs": self._definitions})


def _validated(validate: probatio.Schema, text: str) -> Any:
    try:
        return validate(_object(text))
    except probatio.Invalid as error:
        raise InvalidMessage(f"the answer is not valid: {_reason(error)}") from None


def _object(text: str) -> dict[str, Any]:
    try:
        data = json_loads(text)
    except JSON_DECODE_EXCEPTIONS:
        raise InvalidMessage("not JSON") from None
    if not isinstance(data, dict):
        raise InvalidMessage("not a JSON object")
    return data


def _reason(error: probatio.Invalid) -> str:
    """Say what is wrong and where, without the value."""
    path = ".".join(str(part)[:60] for part in error.path)
    return f"{error.msg} at {path}" if path else error.msg
