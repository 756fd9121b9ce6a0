"""What is wrong or odd in a log: a stable code, the place, what was given, what is right, and what was done about it."""

from collections.abc import Iterable
from dataclasses import dataclass

from sim.catalogue.numbers import count, pick
from sim.scenario.text.faults import Fault, ScenarioError, in_a_line, short, where

Given = str | tuple[str, str]
STOPS = ("L01", "L02", "L03", "L04")
# By code: what is allowed, and what was done or is to be done, in English and Dutch. Codes are never given anew.
CODES: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "L01": (("a log with rows", "een logbestand met regels"), ("export it again", "exporteer het opnieuw")),
    "L02": (
        ("a column for case, activity and time (or for calls: arrival, wait or answer, outcome)",
         "een kolom voor zaak, activiteit en tijd (of voor gesprekken: binnenkomst, wacht- of opneemtijd, afloop)"),
        ("name the columns with --case, --activity, --start, --end, --resource",
         "noem de kolommen met --case, --activity, --start, --end, --resource"),
    ),
    "L03": (("at least 2 cases", "minstens 2 zaken"), ("export more of it", "exporteer er meer van")),
    "L04": (
        ("a text file (CSV, .csv.gz) or XES of at most 5 million rows",
         "een tekstbestand (CSV, .csv.gz) of XES van hoogstens 5 miljoen regels"),
        ("export it in one of these forms", "exporteer het in een van deze vormen"),
    ),
    "L10": (("a case and an activity in each row", "een zaak en een activiteit op elke regel"), ("left out", "weggelaten")),
    "L11": (
        ("a date with a time, such as 2026-03-31 14:05", "een datum met tijd, zoals 2026-03-31 14:05"),
        ("left out", "weggelaten"),
    ),
    "L12": (("an end at or after the start", "een einde op of na het begin"), ("left out", "weggelaten")),
    "L13": (("each event once", "elke gebeurtenis één keer"), ("doubles left out", "dubbele weggelaten")),
    "L14": (("rows in the order of time", "regels op volgorde van tijd"), ("sorted", "gesorteerd")),
    "L15": (("a whole last line", "een hele laatste regel"), ("left out; export it again", "weggelaten; exporteer opnieuw")),
    "L16": (
        ("one way to write dates", "één schrijfwijze van datums"),
        ("read as best they can be; check some", "zo goed mogelijk gelezen; controleer er een paar"),
    ),
    "L17": (
        ("the day or the month first, to be seen from the dates", "aan de datums te zien of dag of maand voorop staat"),
        ("read with the day first", "gelezen met de dag voorop"),
    ),
    "L18": (("one zone, or none", "één tijdzone, of geen"), ("the clock on the wall is kept", "de wandkloktijd is aangehouden")),
    "L19": (
        ("most work by day, on weekdays", "het meeste werk overdag, op werkdagen"),
        ("ask in which zone the times are", "vraag in welke tijdzone de tijden zijn"),
    ),
    "L20": (
        ("a start and an end of each activity", "van elke activiteit een begin en een einde"),
        ("handling times are assumptions", "behandeltijden zijn aannames"),
    ),
    "L21": (
        ("activities that take time", "activiteiten die tijd kosten"),
        ("taken as automatic", "opgevat als automatisch"),
    ),
    "L22": (("more than one activity", "meer dan één activiteit"), ("fitted without routes", "gefit zonder routes")),
    "L23": (
        ("one thing at a time in a case", "per zaak één ding tegelijk"),
        ("run one after the other: lead times come out too long", "na elkaar gezet: doorlooptijden vallen te lang uit"),
    ),
    "L24": (
        ("one thing at a time per person", "per persoon één ding tegelijk"),
        ("the staff count says less", "de bezetting zegt minder"),
    ),
    "L25": (
        ("cases that cross the end of the log", "zaken die over het einde van het logbestand heen lopen"),
        ("those left out are made up for by weights", "wat is weggelaten, is door weging aangevuld"),
    ),
    "L26": (
        ("cases that are finished", "zaken die af zijn"),
        ("cut cases count as far as they go", "afgebroken zaken tellen mee voor zover ze lopen"),
    ),
    "L27": (
        ("activities seen 30 times or more", "activiteiten die minstens 30 keer voorkomen"),
        ("thin ones rest on few figures", "zeldzame rusten op weinig cijfers"),
    ),
    "L28": (
        ("as many fields in each line as in the head", "op elke regel evenveel velden als in de kop"),
        ("left out", "weggelaten"),
    ),
    "L29": (
        ("a resource in each row", "een medewerker op elke regel"),
        ("the count of staff is an assumption", "de bezetting is een aanname"),
    ),
    "L31": (
        ("calls that waited, or were answered", "gesprekken die wachtten of werden aangenomen"),
        ("left out: who hangs up at once gave nobody up", "weggelaten: wie meteen ophangt haakt niet af uit de wachtrij"),
    ),
    "L30": (
        ("an outcome of each call: answered or given up", "van elk gesprek een afloop: beantwoord of afgehaakt"),
        ("left out: no call", "weggelaten: geen gesprek"),
    ),
}  # fmt: skip
_ROWS = ("{n} rows", "{n} regels")


_LINE = (
    "{code} {place}: given {given}, allowed {allowed}, {advice}{more}",
    "{code} {place}: gegeven {given}, bedoeld is {allowed}, {advice}{more}",
)


@dataclass(frozen=True)
class Finding(Fault):
    """One thing wrong or odd in a log, by a stable code; `rows` says in how many rows."""

    code: str = ""
    rows: int = 1
    language: str = "en"

    def __str__(self) -> str:
        more = f" ({pick(_ROWS, self.language).format(n=count(self.rows, self.language))})" if self.rows > 1 else ""
        place = where(self.file, self.line, short(self.field))
        parts = {"code": self.code, "place": place, "given": self.given, "allowed": self.allowed, "advice": self.advice}
        return in_a_line(pick(_LINE, self.language).format(**parts, more=more))

    @property
    def stops(self) -> bool:
        """Whether nothing can be fitted with it."""
        return self.code in STOPS


class LogError(ScenarioError):
    """A log that nothing can be fitted to; `faults` has what is wrong with it."""


@dataclass
class Findings:
    """Collects what is found in one file, in the language of who reads it."""

    file: str
    language: str
    found: list[Finding]

    def add(self, code: str, given: Given, line: int = 0, column: str = "", rows: int = 1, **values: object) -> None:
        """Note a finding, of what was given in English and Dutch; raises LogError for one with which nothing can be fitted."""
        allowed, done = (pick(texts, self.language) for texts in CODES[code])
        said = given if isinstance(given, str) else pick(given, self.language).format(**values)
        one = Finding(self.file, line, column or "log", said, allowed, done, code, rows, self.language)
        self.found.append(one)
        if one.stops:
            raise LogError(self.found)


def codes(found: Iterable[Finding]) -> list[str]:
    """Return the codes of what was found, each once."""
    return list(dict.fromkeys(one.code for one in found))
