"""Issues in Home Assistant's Repairs: those that Steward reports, and versions that do not fit."""

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from .const import DOMAIN, ISSUE_VERSION_MISMATCH, LOGGER, STEWARD_ISSUES
from .protocol import PROTOCOL_VERSION, Issue


class Issues:
    """The issues of one Steward."""

    def __init__(self, hass: HomeAssistant, entry_id: str) -> None:
        """Start with none; they do not survive a restart of Home Assistant."""
        self._hass = hass
        self._entry_id = entry_id
        self._reported: dict[str, str] = {}

    @property
    def reported_keys(self) -> list[str]:
        """Translation keys of the issues that Steward reports."""
        return sorted(self._reported.values())

    @callback
    def report(self, issues: list[Issue]) -> None:
        """Take over Steward's list: what is not in it is mended."""
        known = [issue for issue in issues if issue["translationKey"] in STEWARD_ISSUES]
        for issue in issues:
            if issue["translationKey"] not in STEWARD_ISSUES:
                LOGGER.error(
                    "Homelab Steward reports %s, which this integration does not know: update it",
                    issue["translationKey"],
                )
        reported = {self._id(issue["issueId"]): issue["translationKey"] for issue in known}
        for issue_id in self._reported.keys() - reported.keys():
            ir.async_delete_issue(self._hass, DOMAIN, issue_id)
        for issue in known:
            ir.async_create_issue(
                self._hass,
                DOMAIN,
                self._id(issue["issueId"]),
                is_fixable=False,
                severity=ir.IssueSeverity(issue["severity"]),
                translation_key=issue["translationKey"],
                # What Steward left out must not stand there in braces.
                translation_placeholders={
                    name: issue["placeholders"].get(name, "?")
                    for name in STEWARD_ISSUES[issue["translationKey"]]
                },
            )
        self._reported = reported

    @callback
    def version_mismatch(self, supported: list[int]) -> None:
        """Say that one side must be updated, and which."""
        ir.async_create_issue(
            self._hass,
            DOMAIN,
            self._id(ISSUE_VERSION_MISMATCH),
            is_fixable=False,
            severity=ir.IssueSeverity.ERROR,
            translation_key=ISSUE_VERSION_MISMATCH,
            translation_placeholders={
                "integration": str(PROTOCOL_VERSION),
                "steward": ", ".join(str(version) for version in supported) or "?",
            },
        )

    @callback
    def versions_fit(self) -> None:
        """Withdraw the issue about versions."""
        ir.async_delete_issue(self._hass, DOMAIN, self._id(ISSUE_VERSION_MISMATCH))

    @callback
    def clear(self) -> None:
        """Withdraw everything, when the integration is unloaded."""
        self.report([])
        self.versions_fit()

    def _id(self, issue_id: str) -> str:
        return f"{self._entry_id}_{issue_id}"
