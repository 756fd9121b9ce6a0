"""What a report is made of: sections with blocks, all of it plain text, so that the page can escape everything."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from typing import Literal

from sim.views.plots import Picture

LEAST = 0.85  # part of its height that a figure keeps when it is drawn narrower: rows stay apart
SALT = "least resistance"  # the ids in a drawing are the same at every run


@dataclass(frozen=True)
class Text:
    """A paragraph; `style` question and lead are said large, warning is not to be missed, note is said small."""

    text: str
    style: Literal["", "question", "lead", "warning", "note"] = ""
    sort: str = "text"


@dataclass(frozen=True)
class Head:
    """A heading within a section, with a verdict beside it where there is one."""

    text: str
    verdict: str = ""  # as the style sheet knows it
    said: str = ""  # as the reader does
    sort: str = "head"


@dataclass(frozen=True)
class Written:
    """What an adviser wrote, as Markdown: never as markup of its own."""

    text: str
    sort: str = "written"


@dataclass(frozen=True)
class Items:
    """A list, each item a paragraph."""

    items: Sequence[str]
    sort: str = "items"


@dataclass(frozen=True)
class Facts:
    """Names and what belongs to them, a line each."""

    rows: Sequence[tuple[str, str]]
    sort: str = "facts"


@dataclass(frozen=True)
class Grid:
    """A table: heads, rows as text, how many of the first columns are words; the rest are numbers."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    words: int = 1
    small: bool = False
    sort: str = "grid"


@dataclass(frozen=True)
class Drawing:
    """A picture, drawn when it is asked for, with what it shows in words for who can't see it."""

    figure: Picture = field(repr=False, compare=False)
    shows: str
    small: bool = False
    sort: str = "drawing"

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


Block = Text | Head | Written | Items | Facts | Grid | Drawing


@dataclass(frozen=True)
class Section:
    """A part of the report; `name` is that of its anchor."""

    name: str
    title: str
    blocks: Sequence[Block]


def drawing(figure: Picture, shows: str, small: bool = False, inches: float = 0.0, titled: bool = True) -> Drawing:
    """Return a figure as a block, `inches` wide where that is given."""
    if inches:
        width, height = figure.get_size_inches()
        figure.set_size_inches(inches, height * max(LEAST, inches / width))
    if not titled:
        figure.suptitle("")
    return Drawing(figure, shows, small)
