"""What a report has beside the findings of documents: sections, an adviser's own words, lists, facts and illustrations."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from textwrap import fill

from sim.results.document import Element
from sim.views.plots import LEGIBLE, Picture

LEAST = 0.85  # part of its height that a figure keeps when it is drawn narrower: rows stay apart
WIDE, TALL = 7.165, 4.41  # inches: the room for a picture on A4 upright, as page.css says
SALT = "least resistance"  # the ids in a drawing are the same at every run


@dataclass(frozen=True)
class Written:
    """What an adviser wrote, as Markdown: never as markup of its own."""

    text: str


@dataclass(frozen=True)
class Items:
    """A list, each item a paragraph."""

    items: Sequence[str]


@dataclass(frozen=True)
class Facts:
    """Names and what belongs to them, a line each."""

    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Illustration:
    """A picture, with what it shows in words for who can't see it."""

    figure: Picture = field(repr=False, compare=False)
    shows: str

    @cached_property
    def address(self) -> str:
        """The picture as SVG in a data address."""
        return f"data:image/svg+xml;base64,{b64encode(self.drawn('svg')).decode()}"

    def drawn(self, form: str, dots: int = 200) -> bytes:
        """Return the picture as the bytes of a file: svg or png; letters are drawn, so that it looks the same everywhere."""
        import matplotlib

        file = BytesIO()
        with matplotlib.rc_context({"svg.hashsalt": SALT, "svg.fonttype": "path"}):
            said = {"Date": None, "Creator": None} if form == "svg" else {"Software": None}
            self.figure.savefig(file, format=form, dpi=dots, metadata=said)
        return file.getvalue()


Block = Element | Written | Items | Facts | Illustration


@dataclass(frozen=True)
class Section:
    """A part of the report; `name` is that of its anchor."""

    name: str
    title: str
    blocks: Sequence[Block]


def illustration(figure: Picture, shows: str, inches: float = 0.0, titled: bool = True) -> Illustration:
    """Return a figure as a block, `inches` wide where that is given."""
    if inches:
        width, height = figure.get_size_inches()
        figure.set_size_inches(inches, height * max(LEAST, inches / width))
    if not titled:
        figure.suptitle("")
    return Illustration(_legible(figure), shows)


def printed(figure: Picture) -> float:
    """Return how many times as large as drawn a figure is printed."""
    width, height = figure.get_size_inches()
    return float(min(WIDE / width, TALL / height))


def _legible(figure: Picture) -> Picture:
    """Return a figure with letters that can be read where it is printed."""
    from matplotlib.text import Text as Written

    figure.draw_without_rendering()  # ticks have their letters then
    for text in figure.findobj(Written):
        text.set_fontsize(max(text.get_fontsize(), LEGIBLE / printed(figure)))
    _broken(figure)
    return figure


def _broken(figure: Picture) -> None:
    """Break lines of the figure's own texts (a title, a note below it) that would run off the paper."""
    figure.draw_without_rendering()
    for text in figure.texts:
        box, lines = text.get_window_extent(), text.get_text().splitlines()
        if lines and box.x1 > figure.bbox.width:
            room = int(max(map(len, lines)) * (figure.bbox.width - box.x0) / box.width) - 1
            text.set_text(fill(" ".join(lines), max(room, 20)))
