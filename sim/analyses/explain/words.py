"""What parts of a difference are called, in English and Dutch."""

from sim.analyses.explain.split import ALONE, BETWEEN, GIVE_UP, NOWHERE, PartKey
from sim.catalogue.numbers import pick

Text = tuple[str, str]
_CAUSES: dict[str, Text] = {  # what takes longer or shorter; then what there is more or less of; then cases
    "wait": ("waiting {where}", "wachten {where}"),
    "handling": ("handling {where}", "behandeling {where}"),
    "delay": ("time between steps", "tijd tussen stappen"),
    "hand_overs": (
        "transfers, telling it again and hand-overs {where}",
        "doorverbinden, opnieuw vertellen en overdragen {where}",
    ),
    "contacts": ("contacts {where}", "contacten {where}"),
    "moments": ("what contacts that end {where} leave behind", "wat contacten die {where} eindigen, achterlaten"),
    "route": ("number of visits {where}", "aantal bezoeken {where}"),
    "rework": ("rework {where}", "herstelwerk {where}"),
    "failure_demand": ("failure demand {where}", "faalvraag {where}"),
    "chasing": ("chasing {where}", "navraag {where}"),
    "giving_up": ("giving up and calling again {where}", "afhaken en terugbellen {where}"),
    "closed": ("finding it closed {where}", "een gesloten deur {where}"),
    "making_good": ("making good {where}", "goedmaken {where}"),
    "brought_along": ("goodwill brought along {where}", "meegebrachte goodwill {where}"),
    "in_between": ("fading, talk and other needs {where}", "wegebben, praatjes en andere behoeften {where}"),
    "before_the_run": (
        "what the backlog brings from before the run {where}",
        "wat de werkvoorraad van voor de run meebrengt {where}",
    ),
    "other_ending": ("cases that end otherwise {where}", "zaken die anders aflopen {where}"),
    "other_need": ("needs that come in one of the two only {where}", "behoeften die er maar in een van beide zijn {where}"),
    "edge": ("cases open at the start or end of the run", "zaken open aan begin of eind van de run"),
}  # fmt: skip
_GIVE_UP: tuple[Text, Text] = (  # where fewer do; where more do
    ("people who no longer give up {where}", "mensen die niet meer afhaken {where}"),
    ("people who now give up {where}", "mensen die nu afhaken {where}"),
)
_WHERE: dict[str, Text] = {
    NOWHERE: ("", ""),
    BETWEEN: ("between contacts", "tussen contacten"),
    ALONE: ("by customers alone", "door klanten zelf"),
}
OTHER = ("all else together", "al het andere samen")
_AT = ("at {}", "bij {}")


def named(key: PartKey, language: str, fewer_give_up: int) -> str:
    """Return what a part is called: "waiting at desk"; of a role or segment alone its name."""
    if not key.cause:
        return (where(key.role, language) or key.segment).replace("_", " ")
    texts = _GIVE_UP[fewer_give_up < 0] if key.cause == GIVE_UP else _CAUSES[key.cause]
    return " ".join(pick(texts, language).format(where=where(key.role, language)).split())


def where(role: str, language: str) -> str:
    """Return where a part is: "at desk"."""
    return (
        pick(_WHERE[role], language) if role in _WHERE else pick(_AT, language).format(role.replace("_", " "))
    )
