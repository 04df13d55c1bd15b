"""Print the pip requirements of the integrations that the lab loads.

Their manifests alone are not enough: mobile_app, for one, imports camera and cloud without declaring them, and with a
package missing an integration is silently absent. So the top-level imports of each module are followed too.

Usage: resolve.py FOLDER_OF_THE_HOMEASSISTANT_PACKAGE
"""

import ast
from collections.abc import Iterator
import json
from pathlib import Path
import re
import sys

WANTED = """
ai_task api assist_pipeline automation button calendar config conversation diagnostics event frontend history http
input_boolean intent intent_script isal light local_calendar local_todo logbook lovelace mcp mcp_server mobile_app
notify persistent_notification recorder repairs script search sensor switch system_health system_log template todo
trace update webhook websocket_api wyoming
""".split()

# Imported for optional platforms only.
UNWANTED = {"cast"}


def bootstrapped(core: Path) -> Iterator[str]:
    """Yield the integrations that Home Assistant sets up whatever its configuration says."""
    block = re.search(r"^DEFAULT_INTEGRATIONS = \{(.*?)^\}", (core / "bootstrap.py").read_text(), re.S | re.M)
    if block is None:
        raise SystemExit("bootstrap.py has no DEFAULT_INTEGRATIONS: this Home Assistant is not understood")
    yield from re.findall(r'^    "(\w+)"', block.group(1), re.M)
    yield from re.findall(r'^    \w+ = "(\w+)"', (core / "generated" / "entity_platforms.py").read_text(), re.M)


def imported(module: Path) -> Iterator[str]:
    """Yield the integrations that a module imports at its top level."""
    for node in ast.parse(module.read_text()).body:
        if not isinstance(node, ast.ImportFrom) or node.module is None or node.level != 0:
            continue
        if node.module == "homeassistant.components":
            yield from (alias.name for alias in node.names)
        elif node.module.startswith("homeassistant.components."):
            yield node.module.split(".")[2]


def requirements(core: Path) -> set[str]:
    """Return the requirements of all wanted integrations and of what they load."""
    components = core / "components"
    queue = [*WANTED, *bootstrapped(core)]
    seen = set(UNWANTED)
    found: set[str] = set()
    while queue:
        domain = queue.pop()
        manifest = components / domain / "manifest.json"
        if domain in seen or not manifest.exists():
            continue
        seen.add(domain)
        described = json.loads(manifest.read_text())
        queue += described.get("dependencies", [])
        found |= set(described.get("requirements", []))
        for module in (components / domain).glob("*.py"):
            queue += imported(module)
    return found


if __name__ == "__main__":
    print("\n".join(sorted(requirements(Path(sys.argv[1])))))
