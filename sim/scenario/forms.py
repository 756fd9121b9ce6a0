"""Forms in which values are written, as JSON Schema; named in parts.py, used by schema.py."""

from typing import Any

Schema = dict[str, Any]


def _text(pattern: str, *examples: str, description: str) -> Schema:
    return {"type": "string", "pattern": pattern, "examples": list(examples), "description": description}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _mapping(others: Schema, *needed: str, **properties: Schema) -> Schema:
    found: Schema = {"type": "object", "properties": properties, "additionalProperties": others or False}
    return found | ({"required": list(needed)} if needed else {})


DIGITS = r"[-+]?[0-9._]+(?:[eE][-+]?[0-9]+)?"
UNIT = r"(?:s|sec|seconds?|mins?|minutes?|h|hours?|days?|weeks?|months?|years?)"
LAWS = "fixed|exponential|uniform|triangular|erlang|gamma|lognormal|weibull|normal"
ANY: Schema = {}
NUMBERS: Schema = {"type": "array", "items": {"$ref": "#/$defs/number"}, "minItems": 1}
SOURCED: Schema = {
    "source": {"type": "string"},
    "assumption": {"type": "boolean"},
    "note": {"type": "string"},
}
WRAPPED = _mapping({}, "value", value=ANY, **SOURCED)
HOURS = "Days and hours with a number each, such as mon-fri 08:30-17:00: 3; overlaps add up."

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
    "durations": {"anyOf": [_ref("duration"), {"type": "array", "items": _ref("duration")}]},
    "probability": {
        "anyOf": [
            {"type": "number", "minimum": 0, "maximum": 1},
            _text(rf"^\s*{DIGITS}\s*%?\s*$", "87%", description="A percentage."),
        ],
        "description": "A probability or share: 0 to 1, or a percentage.",
    },
    "shares": {
        "anyOf": [_ref("probability"), _mapping({"anyOf": [_ref("probability"), WRAPPED]}, **SOURCED)]
    },
    "threshold": _ref("probability")
    | {"description": "A smallest effect that matters: a number or a percentage."},
    "money": {
        "anyOf": [
            {"type": "number"},
            _text(rf"^\s*{DIGITS}\s*(?:/\s*\w+)?\s*$", "12_000 / year", description="Cost."),
        ],
        "description": "An amount, per year unless another period is named.",
    },
    "names": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
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
            _ref("duration"),
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
                {}, "empirical", empirical={"type": "array", "items": _ref("duration")}, weights=NUMBERS
            ),
            _mapping({}, "zero", "otherwise", zero=_ref("probability"), otherwise=_ref("distribution")),
        ],
        "description": "How long something takes: a duration, or a distribution of durations.",
    },
    "marks": {
        "anyOf": [
            _ref("number"),
            _text(
                rf"^\s*(?:{LAWS})\s.+$", "normal 6 0.5", "uniform 5 8", description="A distribution of marks."
            ),
            _mapping({}, "empirical", empirical=NUMBERS, weights=NUMBERS),
            _mapping({}, "zero", "otherwise", zero=_ref("probability"), otherwise=_ref("marks")),
        ],
        "description": "A mark, or a distribution of marks.",
    },
    "profile": {
        "anyOf": [
            {"enum": ["flat", "weekdays", "office_hours"]},
            _mapping({}, "weekdays", weekdays=NUMBERS, hours={"type": "string"}, **SOURCED),
            _mapping({}, "cycle", cycle=_ref("duration"), weights=NUMBERS, sine=_ref("number"), **SOURCED),
            {"type": "object", "propertyNames": {"pattern": r"[a-z]"}, "additionalProperties": True},
        ],
        "description": "Relative intensity over the week (or another cycle).",
    },
    "staff": {
        "anyOf": [_ref("number"), {"const": "unlimited"}, _mapping(_ref("number"), **SOURCED)],
        "description": "How many there are: a number, unlimited, or a number by days and hours. " + HOURS,
    },
    "opening": {
        "anyOf": [
            {"type": "string"},
            {"type": "array", "items": {"type": "string"}},
            _mapping(_ref("number"), **SOURCED),
        ],
        "description": "Opening hours: always, or days and hours such as mon-fri 09:00-17:00.",
    },
    "self_service": _mapping(
        {},
        "reaches",
        fails=_ref("probability"),
        reaches={"type": "string"},
        share=_ref("probability"),
        **SOURCED,
    ),
    "branch": {
        "anyOf": [
            _ref("probability"),
            _mapping({}, "share", share=_ref("probability"), after=_ref("distribution"), **SOURCED),
            WRAPPED,
        ]
    },
    "then": {
        "anyOf": [{"type": "string"}, _mapping(_ref("branch"), **SOURCED)],
        "description": "What comes next: a step, resolved, withdrawn, lost or unresolved; or several.",
    },
}
