"""What an adviser gives beside a scenario: a logo, and words of one's own in Markdown; both read within bounds, neither trusted."""

from base64 import b64encode
from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from markdown_it import MarkdownIt
from markdown_it.token import Token
from pydantic import TypeAdapter, ValidationError

from sim.results.results import Unusable
from sim.scenario.fields.model import Scenario
from sim.scenario.text.field_types import Line, Question

LARGEST_LOGO, LARGEST_ADVICE, LARGEST_TEMPLATE = 1_000_000, 100_000, 20_000_000  # bytes
LARGEST_UNPACKED = 200_000_000  # bytes
_SVG = "svg+xml"
OFFICE = {".docx": "word/document.xml", ".pptx": "ppt/presentation.xml"}
_TYPES = {".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".svg": _SVG}
_BEGINS = {"png": b"\x89PNG\r\n\x1a\n", "jpeg": b"\xff\xd8\xff"}


def told(scenario: Scenario, **said: str | None) -> Scenario:
    """Return a scenario with what is said of a report in place of its own; Unusable where a text is too long or steers a screen."""
    given = {name: _checked(name, text) for name, text in said.items() if text is not None}
    return scenario.model_copy(update=given)


def _checked(name: str, text: str) -> str:
    try:
        return str(TypeAdapter(Question if name == "question" else Line).validate_python(text))
    except ValidationError as found:
        why = found.errors()[0]
        raise Unusable(f"{name}: {why['msg']}") from None


def logo(scenario: Scenario, given: str | Path | None = None) -> str:
    """Return the logo, that given or else that of the scenario, as a data address; '' where there is none.

    Raises Unusable where it can't be read, is too large, or is no picture.
    """
    if given is None and not scenario.logo:
        return ""
    path = Path(given) if given is not None else Path(scenario.file).parent / scenario.logo
    kind = _TYPES.get(path.suffix.lower())
    if kind is None:
        raise Unusable(f"logo: given {path.name!r}, allowed a file ending in {', '.join(_TYPES)}, save it as one of these")
    data = _read(path, "logo", LARGEST_LOGO)
    if not (b"<svg" in data[:4000] if kind == _SVG else data.startswith(_BEGINS[kind])):
        raise Unusable(f"logo: given {path.name!r}, which holds no {path.suffix} picture, allowed one that does, save it anew")
    return f"data:image/{kind};base64,{b64encode(data).decode()}"


def advice(path: str | Path | None) -> str:
    """Return the adviser's own words as written; '' where there are none."""
    if path is None:
        return ""
    try:
        return _read(Path(path), "advice", LARGEST_ADVICE).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unusable(f"advice: given {Path(path).name!r}, allowed text in UTF-8, save it as UTF-8") from None


def template(path: str | Path | None, ending: str) -> Path | None:
    """Return the client's template for a report of that ending; Unusable where it is of another sort, too large or no such file."""
    if path is None:
        return None
    if Path(path).suffix.lower() != ending or ending not in OFFICE:
        allowed = "one that ends as the report does (.docx or .pptx)"
        raise Unusable(f"template: given {Path(path).name!r}, allowed {allowed}, name both alike")
    if not _holds(_read(Path(path), "template", LARGEST_TEMPLATE), OFFICE[ending]):
        raise Unusable(f"template: given {Path(path).name!r}, allowed a file that holds a {ending}, save it anew")
    return Path(path)


def _holds(data: bytes, part: str) -> bool:
    """Whether a file is an archive with a part in it, that is not much larger when it is unpacked."""
    try:
        with ZipFile(BytesIO(data)) as inside:
            return part in inside.namelist() and sum(one.file_size for one in inside.infolist()) <= LARGEST_UNPACKED
    except (BadZipFile, NotImplementedError):
        return False


def _read(path: Path, what: str, most: int) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise Unusable(f"{what}: given {path.name!r}, which can't be read ({error.strerror}), name a file that is there") from None
    if len(data) > most:
        raise Unusable(f"{what}: given a file of more than {most:,} bytes, allowed at most that, make it smaller")
    return data


def markup(text: str) -> str:
    """Return Markdown as HTML that has headings, paragraphs, lists, tables and emphasis, and nothing else: all other is text."""
    return str(_reader().render(text))


def tokens(text: str) -> list[Token]:
    """Return Markdown in its parts, in order; what stands in a cell of a table says so."""
    found = _reader().parse(text)
    for before, one in pairwise(found):
        if before.type in ("th_open", "td_open"):
            one.meta["cell"] = True
    return found


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    return reader.disable(["image", "link", "autolink", "html_block", "html_inline", "reference"])
