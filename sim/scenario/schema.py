"""The JSON Schema of scenario files, for completion and checks while typing in an editor."""

from typing import Any

from sim.scenario.forms import FORMS
from sim.scenario.model import Scenario
from sim.scenario.words import WORDS

Schema = dict[str, Any]
NONE: Schema = {"enum": ["none", None]}
MARKS: Schema = {
    "source": {"type": "string", "description": "Where the value comes from."},
    "assumption": {"type": "boolean", "description": "true: no source supports this value."},
    "note": {"type": "string", "description": "A remark that is kept with the value."},
}
OPEN = (
    "Design",
    "Role",
    "Step",
    "Channel",
    "Return",
    "DesignChasing",
)  # incomplete where a design extends one
SWITCHED = (
    "Mind", "PerceivedWait", "HandOver", "Outcome", "Disconfirmation", "Expectation", "Episode", "Leaving",
    "Handling", "WorldChasing", "Return",
)  # fmt: skip


def schema() -> Schema:
    """Return the JSON Schema (2020-12) of a scenario file; `load` checks more than a schema can say."""
    raw = Scenario.model_json_schema(mode="validation")
    parts = {name: _part(name, part) for name, part in raw.pop("$defs").items() if name != "Note"}
    whole = _part("Scenario", raw)
    for ours in ("notes", "path", "warnings"):
        del whole["properties"][ours]
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Scenario"}
    return {**head, **whole, "$defs": {**parts, **FORMS}}


def _part(name: str, raw: Schema) -> Schema:
    if "properties" not in raw:
        return raw
    fields = {**raw["properties"], **_sugar(name)}
    properties = {field: _field(f"{name}.{field}", form) for field, form in fields.items()}
    found: Schema = {"type": "object", "description": WORDS.get(name, raw.get("description", ""))}
    if name not in OPEN and raw.get("required"):
        found["required"] = raw["required"]
    found |= {"properties": {**properties, **MARKS}, "additionalProperties": False}
    return _shortened(name, found)


def _sugar(name: str) -> Schema:
    return {
        "Design": {"extends": {"type": "string"}},
        "Step": {"self_service": {"form": "self_service"}},
        "Mind": {"decay": {"form": "switch"}},
    }.get(name, {})


def _shortened(name: str, full: Schema) -> Schema:
    """Allow the short form of a part beside the mapping."""
    if name == "Channel":
        return {"anyOf": [full, _form("probability")], "description": full["description"]}
    if name in SWITCHED:
        words: Schema = {"enum": ["on", "off", "default", "none", True, False]}
        return {"anyOf": [full, words], "description": full["description"]}
    return full


def _field(name: str, raw: Schema) -> Schema:
    form = _translated(
        {key: value for key, value in raw.items() if key not in ("title", "default", "description")}
    )
    wrapped = {
        "type": "object",
        "properties": {"value": form, **MARKS},
        "required": ["value"],
        "additionalProperties": False,
    }
    found: Schema = {"anyOf": [form, wrapped, NONE], "description": WORDS.get(name, "")}
    if "default" in raw and isinstance(raw["default"], str | int | float) and "form" not in str(raw):
        found["default"] = raw["default"]
    return found


def _translated(raw: Any) -> Any:
    """Return a form of ours in place of each field type, with numbers also as text (40_000)."""
    if isinstance(raw, list):
        return [_translated(item) for item in raw]
    if not isinstance(raw, dict):
        return raw
    if "form" in raw:
        return _form(raw["form"])
    if raw.get("type") in ("number", "integer"):
        return _form("number")
    if "additionalProperties" in raw and isinstance(raw["additionalProperties"], dict):
        return _named(raw)
    return {key: _translated(value) for key, value in raw.items() if key != "minItems" and key != "maxItems"}


def _named(raw: Schema) -> Schema:
    """A mapping of named parts, one of which may be deleted by none."""
    entry = {"anyOf": [_translated(raw["additionalProperties"]), NONE]}
    return {"type": "object", "properties": MARKS, "additionalProperties": entry}


def _form(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}
