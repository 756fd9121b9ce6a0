"""The JSON Schema of scenario files, for completion and checks while typing in an editor."""

from typing import Any

from sim.scenario.fields.model import Scenario
from sim.scenario.fields.observed import COUNTED
from sim.scenario.fields.words import WORDS

Schema = dict[str, Any]
NONE: Schema = {"enum": ["none", None]}
MARKS: Schema = {
    "source": {"type": "string", "description": "Where the value comes from."},
    "assumption": {"type": "boolean", "description": "true: no source supports this value."},
    "note": {"type": "string", "description": "A remark that is kept with the value."},
    "range": {
        "type": "array",
        "minItems": 2,
        "maxItems": 2,
        "description": "Lowest and highest that the value may be: [4 min, 12 min].",
    },
}
OPEN = (
    "Design",
    "Role",
    "Step",
    "Channel",
    "Return",
    "DesignChasing",
    "Spells",
)  # incomplete where a design extends one
SWITCHED = (
    "Mind", "PerceivedWait", "HandOver", "Outcome", "Disconfirmation", "Expectation", "Episode", "Leaving", "WordOfMouth", "Voice",
    "Energy", "Absence", "Turnover", "Whims", "Recovery",
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
        "Need": {"arrivals": {"form": "arrivals"}},
        "HalfHours": {key: {"type": "string"} for key in ("file", "date", "time", *COUNTED, "wait")} | {"without": {"form": "dates"}},
        "Backlog": {key: {"type": "string"} for key in ("file", "date", "age", "need")},
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


def _text(pattern: str, *examples: str, description: str) -> Schema:
    return {"type": "string", "pattern": pattern, "examples": list(examples), "description": description}


def _mapping(others: Schema, *needed: str, **properties: Schema) -> Schema:
    found: Schema = {"type": "object", "properties": properties, "additionalProperties": others or False}
    return found | ({"required": list(needed)} if needed else {})


DIGITS = r"[-+]?[0-9._]+(?:[eE][-+]?[0-9]+)?"
UNIT = r"(?:s|sec|seconds?|mins?|minutes?|h|hours?|days?|weeks?|months?|years?)"
LAWS = "fixed|exponential|uniform|triangular|erlang|gamma|lognormal|weibull|normal"
ANY: Schema = {}
NUMBERS: Schema = {"type": "array", "items": {"$ref": "#/$defs/number"}, "minItems": 1}
WRAPPED = _mapping({}, "value", value=ANY, **MARKS)
_BY_SEGMENT = {"type": "object", "additionalProperties": {"anyOf": [_form("probability"), WRAPPED]}}
_BANDS = {"type": "object", "propertyNames": {"pattern": r"^\d"}, "additionalProperties": {"anyOf": [_form("number"), WRAPPED]}}
_STRETCH = r"^\d{4}-\d\d-\d\d(\.\.\d{4}-\d\d-\d\d)?$"
_DAYS = _text(_STRETCH, "2026-05-15", "2026-07-13..2026-08-23", description="A day, or a stretch of days.")
_WORKING = _text(
    rf"^\s*{DIGITS}\s*working\s+(?:hours?|days?)\s*$", "2 working days", "4 working hours", description="Working time."
)
HOURS = "Days and hours with a number each, such as mon-fri 08:30-17:00: 3; they do not overlap."

FORMS: Schema = {
    "number": {"anyOf": [{"type": "number"}, _text(rf"^\s*{DIGITS}\s*$", "40_000", description="A number.")]},
    "duration": {
        "anyOf": [
            _text(
                rf"^\s*(?:{DIGITS}\s*{UNIT}\s*)+$", "6 min", "3 days", description="A number and its unit."
            ),
            {"enum": [0, "0"]},
        ],
        "description": "A duration: a number and its unit (s, min, h, days, weeks, months, years).",
    },
    "norm": {
        "anyOf": [_form("duration"), _WORKING],
        "description": "A duration, or working time such as 2 working days.",
    },
    "delay": {"anyOf": [_form("distribution"), _WORKING], "description": "A law of delays, or one delay in working time."},
    "durations": {"anyOf": [_form("duration"), {"type": "array", "items": _form("duration")}]},
    "probability": {
        "anyOf": [
            {"type": "number", "minimum": 0, "maximum": 1},
            _text(rf"^\s*{DIGITS}\s*%?\s*$", "87%", description="A percentage."),
        ],
        "description": "A probability or share: 0 to 1, or a percentage.",
    },
    "shares": {
        "anyOf": [_form("probability"), _mapping({"anyOf": [_form("probability"), _BY_SEGMENT, WRAPPED]}, **MARKS)]
    },
    "by_need": {"anyOf": [_form("probability"), _mapping({"anyOf": [_form("probability"), WRAPPED]}, **MARKS)]},
    "threshold": {
        "anyOf": [_form("number"), _form("probability"), _form("duration"), _form("money")],
        "description": "A smallest effect that matters: a number, a percentage, or an amount in the measure's unit.",
    },
    "money": {
        "anyOf": [
            {"type": "number"},
            _text(rf"^\s*{DIGITS}\s*(?:/\s*\w+)?\s*$", "12_000 / year", description="Cost."),
        ],
        "description": "An amount, per year unless another period is named.",
    },
    "wage": _text(
        rf"^\s*{DIGITS}\s*/\s*(?:h|hour|year)\s*$",
        "45 / hour",
        "72_000 / year",
        description="Cost of one member of staff, per hour or per year.",
    ),
    "bound": {
        "anyOf": [_form("probability"), _form("duration"), _form("money")],
        "description": "A bound in the unit of the measure: a percentage, a duration, an amount or a number.",
    },
    "names": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
    "labels": {"anyOf": [{"type": "string"}, _mapping({}, en={"type": "string"}, nl={"type": "string"}, **MARKS)]},
    "logo": _text(
        r"^[^/\\]+\.(?:[pP][nN][gG]|[jJ][pP][eE]?[gG]|[sS][vV][gG])$", "logo.svg",
        description="The name of a picture beside the file.",
    ),
    "ages": {"anyOf": [_form("durations"), _BANDS, _mapping({"anyOf": [_form("durations"), _BANDS]})]},
    "mix": {"anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"anyOf": [_form("probability"), WRAPPED]}}]},
    "sizes": {
        "anyOf": [
            _form("number"),
            {"type": "object", "propertyNames": {"pattern": r"^(of )?\d+$"}, "additionalProperties": _form("probability")},
        ]
    },
    "spread": {"anyOf": [_form("number"), _text(rf"^\s*{DIGITS}\s*%\s*$", "30%", description="A percentage.")]},
    "switch": {"enum": [True, False, "on", "off", "yes", "no"]},
    "rate": _text(
        rf"^\s*{DIGITS}\s*(?:/|per)\s*.+$",
        "48 / hour",
        "4.2 / weekday",
        "0.5 / year per customer",
        description="How often: a number per unit of time, of all customers or per customer.",
    ),
    "distribution": {
        "anyOf": [
            _form("duration"),
            _text(
                rf"^\s*(?:{LAWS})\s.+$",
                "exponential 6 min",
                "uniform 10 30 min",
                "triangular 5 10 30 min",
                "lognormal 4 min cv 1.2",
                "gamma 4 min cv 0.5",
                "erlang 3 4 min",
                "weibull 0.9 389 s",
                "lognormal median 107 s sigma 0.94",
                description="A distribution with its parameters.",
            ),
            _mapping(
                {}, "empirical", empirical={"type": "array", "items": _form("duration")}, weights=NUMBERS
            ),
            _mapping({}, "zero", "otherwise", zero=_form("probability"), otherwise=_form("distribution")),
        ],
        "description": "How long something takes: a duration, or a distribution of durations.",
    },
    "marks": {
        "anyOf": [
            _form("number"),
            _text(
                rf"^\s*(?:{LAWS})\s.+$", "normal 6 0.5", "uniform 5 8", description="A distribution of marks."
            ),
            _mapping({}, "empirical", empirical=NUMBERS, weights=NUMBERS),
            _mapping({}, "zero", "otherwise", zero=_form("probability"), otherwise=_form("marks")),
        ],
        "description": "A mark, or a distribution of marks.",
    },
    "profile": {
        "anyOf": [
            {"enum": ["flat", "weekdays", "office_hours"]},
            _mapping({}, "weekdays", weekdays=NUMBERS, hours={"type": "string"}, **MARKS),
            _mapping({}, "cycle", cycle=_form("duration"), weights=NUMBERS, sine=_form("number"), **MARKS),
            {"type": "object", "propertyNames": {"pattern": r"[a-z]"}, "additionalProperties": True},
        ],
        "description": "Relative intensity over the week (or another cycle).",
    },
    "staff": {
        "anyOf": [
            _form("number"),
            {"const": "unlimited"},
            _mapping(_form("number"), **MARKS),
            _mapping({}, "weeks", weeks={"type": "array", "items": _form("staff"), "minItems": 2}, **MARKS),
        ],
        "description": "How many there are: a number, unlimited, or a number by days and hours; of rosters over several weeks "
        "{weeks: [...]} with one such for each. " + HOURS,
    },
    "opening": {
        "anyOf": [
            {"type": "string"},
            {"type": "array", "items": {"type": "string"}},
            _mapping(_form("number"), **MARKS),
        ],
        "description": "Opening hours: always, or days and hours such as mon-fri 09:00-17:00.",
    },
    "date": _text(r"^\d{4}-\d\d-\d\d$", "2026-01-05", description="A Monday."),
    "dates": {"anyOf": [_DAYS, {"type": "array", "items": _DAYS}], "description": "Days, or stretches of days."},
    "holidays": {
        "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
        "description": "A country by its code, such as NL, or one of its parts, such as DE-NW; days besides, and days that are "
        "none (but 2026-04-03).",
    },
    "arrivals": _mapping(
        {},
        "file",
        file={"type": "string"},
        **{part: {"type": "string"} for part in ("date", "time", "count")},
        without=_form("dates"),
        scale=_form("number"),
        **{"as": {"enum": ["profile", "replay"]}},
        **MARKS,
    ),
    "observed": {
        "type": "object",
        "additionalProperties": {"anyOf": [_form("bound"), {"type": "string"}, WRAPPED]},
        "description": "Measures with what was seen of each: {role.desk.service_level: 62%, role.desk.visits: 900 / weekday}.",
    },
    "season": {
        "type": "object",
        "propertyNames": {"pattern": r"^[a-z]{3}(-[a-z]{3})?$"},
        "additionalProperties": {"anyOf": [_form("number"), WRAPPED]},
        "description": "How busy months are, times the rate, such as {jul-aug: 0.7, dec: 1.3}.",
    },
    "trend": _text(rf"^\s*{DIGITS}\s*%\s*/\s*year$", "5% / year", description="Growth a year."),
    "exceptions": {
        "type": "object",
        "propertyNames": {"pattern": rf"{_STRETCH}|^holidays$"},
        "additionalProperties": {"anyOf": [_form("staff"), WRAPPED]},
        "description": "Staff on days that are not as usual, such as {2026-07-13..2026-08-23: 2, holidays: 0}.",
    },
    "self_service": _mapping(
        {},
        "reaches",
        fails=_form("probability"),
        reaches={"type": "string"},
        share=_form("probability"),
        **MARKS,
    ),
    "branch": {
        "anyOf": [
            _form("probability"),
            _mapping(
                {},
                "share",
                share={"anyOf": [_form("probability"), WRAPPED]},
                after={"anyOf": [_form("delay"), WRAPPED]},
                failure=_form("switch"),
                **MARKS,
            ),
            WRAPPED,
        ]
    },
    "pace": {
        "type": "object",
        "propertyNames": {"pattern": r"^(from )?\d+$"},
        "additionalProperties": {"anyOf": [_form("number"), WRAPPED]},
        "description": "Speed of work by number of customers, such as {from 3: 1.15, from 10: 0.9}.",
    },
    "then": {
        "anyOf": [{"type": "string"}, _mapping(_form("branch"), **MARKS)],
        "description": "What comes next: a step, resolved, withdrawn, lost or unresolved; or several.",
    },
}
