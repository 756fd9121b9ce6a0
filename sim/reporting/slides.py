"""The report as slides: page one and two in words, and of the annex the pictures and the tables that a room can read."""

from collections.abc import Iterator, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.util import Emu, Inches, Pt

from sim.reporting import spans
from sim.reporting.office import draw_sharp, names, picture_in, widths
from sim.reporting.sections import Block, Facts, Illustration, Items, Section, Written
from sim.results.document import Column, Head, Table, Text
from sim.scenario.text.faults import harmless
from sim.views.render.html import blocks

WIDE, HIGH = Inches(13.333), Inches(7.5)
MARGIN, LOGO = Inches(0.6), Inches(0.7)  # LOGO: its height
TITLE, ONLY_TITLE = 0, 5  # layouts of PowerPoint's own template, and by custom of others
ROWS = 11  # of a table on a slide
COLUMNS = 8  # beyond these a table is for reading, and not for a room
LINES = 9  # of text on a slide, of LETTERS each
LETTERS = 95
INK: Any = RGBColor.from_string("1B2733")  # type: ignore[no-untyped-call]
FRONT = ("question", "answer", "advice")  # said in words
SHOWN = ("advice", "outcomes")  # with their tables; those of other sections are for reading


def slides(report: Any, template: Path | None = None) -> bytes:
    """Return a report as the bytes of a .pptx; layouts and looks are those of the client's `template` where given."""
    deck = Presentation(str(template) if template else None)
    if template is None:
        deck.slide_width, deck.slide_height = WIDE, HIGH
    writer = _DeckWriter(deck)
    writer.title(report)
    for section in report.sections:
        writer.section(section)
    deck.core_properties.title, deck.core_properties.author = names(report.scenario)
    file = BytesIO()
    deck.save(file)
    return file.getvalue()


class _DeckWriter:
    """Writes a report as slides, one thing on each."""

    def __init__(self, deck: Any) -> None:
        self.deck = deck
        self.wide, self.high = deck.slide_width, deck.slide_height
        layouts = deck.slide_layouts
        self._first, self._rest = layouts[TITLE], layouts[min(ONLY_TITLE, len(layouts) - 1)]

    def title(self, report: Any) -> None:
        made = self.deck.slides.add_slide(self._first)
        texts = (report.scenario.title, " · ".join(report.about))
        for place, text in zip(made.placeholders, texts, strict=False):
            place.text = harmless(text)
            self._fit(place, place.top, self.wide)
        if (logo := picture_in(report.logo)) is not None:
            made.shapes.add_picture(logo, MARGIN, MARGIN, height=LOGO)

    def section(self, section: Section) -> None:
        """Write a section: what is said in bullets on one slide or more, each picture and each table on a slide of its own."""
        said, head = list[str](), section.title
        for block in section.blocks:
            if isinstance(block, Illustration):
                self._say(head, said)
                said = []
                self._picture(head, block)
            elif isinstance(block, Table) and section.name in SHOWN:
                self._say(head, said)
                said = []
                self._table(block.title or head, block)
            elif isinstance(block, Head):
                self._say(head, said)
                said, head = [], f"{section.title}: {block.text}" + (f" ({block.said})" if block.said else "")
            elif section.name in FRONT:
                said += list(_lines(block))
        self._say(head, said)

    def _say(self, head: str, said: Sequence[str]) -> None:
        """Write lines of text on as many slides as they need."""
        for some in _filled(said):
            made, top = self._slide(head)
            frame = made.shapes.add_textbox(MARGIN, top, self.wide - 2 * MARGIN, self.high - top - MARGIN).text_frame
            frame.word_wrap = True
            for at, text in enumerate(some):
                paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
                paragraph.text, paragraph.space_after = harmless(text), Pt(8)
                paragraph.font.size, paragraph.font.color.rgb = Pt(18), INK

    def _slide(self, head: str) -> tuple[Any, int]:
        """Return a new slide with a heading, and where the room below that begins."""
        made = self.deck.slides.add_slide(self._rest)
        title = made.shapes.title
        if title is None:
            title = made.shapes.add_textbox(MARGIN, MARGIN, self.wide - 2 * MARGIN, Inches(0.8))
        title.text_frame.text = harmless(head)
        self._fit(title, Inches(0.35), self.wide)
        title.height = Inches(0.9)
        for paragraph in title.text_frame.paragraphs:
            paragraph.font.size, paragraph.font.bold, paragraph.alignment = Pt(26), True, PP_ALIGN.LEFT
        return made, Inches(1.35)

    @staticmethod
    def _fit(shape: Any, top: int, wide: int) -> None:
        shape.left, shape.top, shape.width, shape.height = MARGIN, top, wide - 2 * MARGIN, shape.height

    def _picture(self, head: str, one: Illustration) -> None:
        made, top = self._slide(head)
        inches = one.figure.get_size_inches()
        room = self.wide - 2 * MARGIN, self.high - top - Inches(0.3)
        scale = min(room[0] / inches[0], room[1] / inches[1])
        width, height = (Emu(int(scale * size)) for size in inches)
        left = (self.wide - width) // 2
        drawn = made.shapes.add_picture(BytesIO(one.drawn("png")), left, top, width, height)
        drawn._element.nvPicPr.cNvPr.set("descr", harmless(one.shows))
        draw_sharp(drawn._element, one.drawn("svg"), partial(_kept, made.part))

    def _table(self, head: str, table: Table) -> None:
        """Write a table on as many slides as its rows need; one of more columns than a room can read is left to the report."""
        columns = table.shown()
        rows = list(blocks(table, columns))
        if not 0 < len(columns) <= COLUMNS:
            return
        for first in range(0, len(rows), ROWS):
            made, top = self._slide(head)
            some = rows[first : first + ROWS]
            frame = made.shapes.add_table(
                len(some) + 1, len(columns), MARGIN, top, self.wide - 2 * MARGIN, Inches(0.4) * (len(some) + 1)
            )
            self._fill(frame.table, columns, some)

    def _fill(self, grid: Any, columns: Sequence[Column], rows: Sequence[Sequence[tuple[Column, Any, int]]]) -> None:
        for at, part in enumerate(widths(columns, rows)):
            grid.columns[at].width = Emu(int((self.wide - 2 * MARGIN) * part))
            _in_cell(grid.cell(0, at), columns[at].head, columns[at], True)
        for number, row in enumerate(rows, start=1):
            for column, cell, _ in row:
                _in_cell(grid.cell(number, columns.index(column)), cell.text, column, cell.strong)


def _kept(slide: Any, name: str, sort: str, data: bytes) -> str:
    """Keep a part in the file; return the id by which a slide knows it."""
    place = slide.package.next_partname(f"/ppt{name.format(n='%d')}")
    return str(slide.relate_to(Part(place, sort, slide.package, data), RT.IMAGE))


def _in_cell(cell: Any, text: str, column: Column, strong: bool) -> None:
    cell.text = harmless(text)
    cell.margin_top = cell.margin_bottom = Pt(2)
    for paragraph in cell.text_frame.paragraphs:
        paragraph.font.size, paragraph.font.bold = Pt(12), strong
        paragraph.alignment = PP_ALIGN.RIGHT if column.kind == "number" else PP_ALIGN.LEFT


def _lines(block: Block) -> Iterator[str]:
    """Yield what a block says, a paragraph at a time."""
    match block:
        case Text(text, kind) if kind != "note":
            yield text
        case Items(items):
            yield from (f"• {item}" for item in items)
        case Facts(rows):
            yield from (f"{name}: {said}" for name, said in rows)
        case Written(text):
            yield from ("".join(span.text for span in one.spans) for one in spans.paragraphs(text))
        case _:
            pass


def _filled(said: Sequence[str]) -> Iterator[list[str]]:
    """Yield the lines of one slide after another."""
    some, lines = list[str](), 0
    for text in said:
        needs = 1 + len(text) // LETTERS
        if some and lines + needs > LINES:
            yield some
            some, lines = [], 0
        some, lines = [*some, text], lines + needs
    if some:
        yield some
