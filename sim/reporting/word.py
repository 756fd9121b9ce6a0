"""The report as a Word document: real headings, lists and tables, so that an adviser can go on writing in it."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from sim.reporting import spans
from sim.reporting.office import MOST, draw_sharp, names, picture_in, widths
from sim.reporting.sections import Block, Facts, Illustration, Items, Section, Written
from sim.results.document import Column, Head, Table, Text
from sim.scenario.text.faults import harmless
from sim.views.render.html import blocks

if TYPE_CHECKING:
    from docx.document import Document as Paper

INK, PALE, BLUE, RED = (RGBColor.from_string(one) for one in ("1B2733", "55636F", "0072B2", "B94A00"))
TEXT, FACT, SMALL = Pt(10.5), Pt(9.5), Pt(8.5)
LINE = "D5DCE2"
MARGIN, LOGO = Cm(2.0), Cm(1.6)  # LOGO: its height
TALLEST, ON_PAGE_ONE = Cm(11.5), Cm(8.8)  # of a picture: so that two go on a page, and page one is one
NEW_PAGE = ("advice",)  # sections that begin one; the annex does as well
SPOKEN = {"nl": "nl-NL", "en": "en-GB"}  # for the spelling checker
_SHAPES = {  # of paragraphs: size, colour, bold, slanted
    "question": (Pt(11.5), INK, False, True),
    "lead": (Pt(11.5), INK, True, False),
    "warning": (TEXT, RED, True, False),
    "note": (SMALL, PALE, False, False),
    "sentence": (TEXT, INK, False, False),
}


def word(report: Any, template: Path | None = None) -> bytes:
    """Return a report as the bytes of a .docx; styles, headers and margins are those of the client's `template` where given."""
    paper = Document(str(template) if template else None)
    _emptied(paper)
    if template is None:
        _styled(paper, report.scenario.language)
    writer = _PaperWriter(paper)
    writer.front(report)
    for section in report.sections:
        writer.section(section, report)
    _known(paper, report)
    file = BytesIO()
    paper.save(file)
    return file.getvalue()


def _emptied(paper: "Paper") -> None:
    """Take away what a template has in its body, but for the page itself."""
    for element in list(paper.element.body):
        if element.tag != qn("w:sectPr"):
            paper.element.body.remove(element)


def _styled(paper: "Paper", language: str) -> None:
    """Set the page to A4, with a sober type, page numbers, and the language of the text."""
    page, normal = paper.sections[0], paper.styles["Normal"]
    page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
    normal.font.name, normal.font.size, normal.font.color.rgb = "Calibri", TEXT, INK
    normal.paragraph_format.space_after = Pt(5)
    tongue = OxmlElement("w:lang")
    tongue.set(qn("w:val"), SPOKEN.get(language, "en-GB"))
    normal.element.get_or_add_rPr().append(tongue)
    for level, size in ((1, 15), (2, 12), (3, 11)):
        style = paper.styles[f"Heading {level}"]
        style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), BLUE if level == 1 else INK
        for name in ("w:asciiTheme", "w:hAnsiTheme"):  # else the theme's own letter goes before the one set here
            style.element.rPr.rFonts.attrib.pop(qn(name), None)
        style.paragraph_format.space_before = Pt(16 if level == 1 else 10)
        style.paragraph_format.space_after = Pt(4)
    _numbered(page.footer.paragraphs[0])


def _numbered(paragraph: Any) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _known(paper: "Paper", report: Any) -> None:
    """Write whose it is where a file manager looks for it."""
    known = paper.core_properties
    known.title, known.author = names(report.scenario)
    known.comments = "; ".join(f"{name}: {said}" for name, said in report.origin)[:MOST]


class _PaperWriter:
    """Writes the parts of a report below each other."""

    def __init__(self, paper: "Paper") -> None:
        self.paper = paper
        page: Any = paper.sections[0]
        self.width = page.page_width - page.left_margin - page.right_margin

    def front(self, report: Any) -> None:
        if (logo := picture_in(report.logo)) is not None:
            self.paper.add_picture(logo, height=LOGO)
        self.paper.add_heading(harmless(report.scenario.title), 0)
        self._words(" · ".join(report.about), "note")

    def section(self, section: Section, report: Any) -> None:
        begins = section.name == report.annex
        heading = self.paper.add_heading(harmless(section.title), 1)
        heading.paragraph_format.page_break_before = begins or section.name in NEW_PAGE
        if begins:
            heading.insert_paragraph_before(harmless(report.annexed), "Subtitle").paragraph_format.page_break_before = True
            heading.paragraph_format.page_break_before = False
        for block in section.blocks:
            self.block(block, ON_PAGE_ONE if section.name == "answer" else TALLEST)

    def block(self, block: Block, tallest: int = TALLEST) -> None:
        match block:
            case Text(text, kind):
                self._words(text, kind)
            case Head():
                self._head(block)
            case Items(items):
                for item in items:
                    self._paragraph("List Bullet").add_run(harmless(item))
            case Facts(rows):
                self._facts(rows)
            case Table():
                self._table(block)
            case Illustration():
                self._picture(block, tallest)
            case Written(text):
                self._written(text)

    def _paragraph(self, style: str) -> Any:
        """Return a new paragraph, in a style where the paper has it: a client's template may not."""
        return self.paper.add_paragraph(style=style if style in self.paper.styles else None)

    def _words(self, text: str, kind: str) -> None:
        size, colour, strong, slanted = _SHAPES[kind]
        run = self.paper.add_paragraph().add_run(harmless(text))
        run.font.size, run.font.color.rgb, run.bold, run.italic = size, colour, strong, slanted

    def _head(self, head: Head) -> None:
        heading = self.paper.add_heading(harmless(head.text), 2)
        if head.said:
            run = heading.add_run(f"  [{harmless(head.said)}]")
            run.font.size, run.font.color.rgb = SMALL, PALE

    def _facts(self, rows: Sequence[tuple[str, str]]) -> None:
        grid = self._grid((0.2, 0.8))
        for name, said in rows:
            made, other = grid.add_row().cells
            _in_cell(made, name, True, PALE, FACT)
            _in_cell(other, said, False, INK, FACT)
        self.paper.add_paragraph()

    def _table(self, table: Table) -> None:
        if table.title:
            self._paragraph("Caption").add_run(harmless(table.title))
        columns = table.shown()
        rows = blocks(table, columns)
        grid = self._grid(widths(columns, rows))
        made = grid.add_row()
        for cell, column in zip(made.cells, columns, strict=True):
            _in_cell(cell, column.head, True, PALE, SMALL, column.kind == "number")
        _repeats(made)
        for row in rows:
            self._row(grid, columns, row)
        self.paper.add_paragraph()

    def _grid(self, parts: Sequence[float]) -> Any:
        """Return a new table without rows, as wide as the page, its columns these parts of it, with a line below each row."""
        grid = self.paper.add_table(0, len(parts))
        grid.autofit = False
        for column, part in zip(grid.columns, parts, strict=True):
            column.width = int(self.width * part)
        lines = OxmlElement("w:tblBorders")
        for side in ("top", "bottom", "insideH"):
            line = OxmlElement(f"w:{side}")
            for name, value in (("val", "single"), ("sz", "4"), ("color", LINE)):
                line.set(qn(f"w:{name}"), value)
            lines.append(line)
        grid._tbl.tblPr.append(lines)
        return grid

    def _row(self, grid: Any, columns: Sequence[Column], row: Sequence[tuple[Column, Any, int]]) -> None:
        made = grid.add_row()
        _whole(made)
        for column, cell, _ in row:
            place = made.cells[columns.index(column)]
            _in_cell(place, cell.text, cell.strong, INK, SMALL, column.kind == "number")
            for line in cell.more:
                place.add_paragraph()
                _in_cell(place, line, False, PALE, SMALL, column.kind == "number", -1)

    def _picture(self, one: Illustration, tallest: int) -> None:
        wide, high = one.figure.get_size_inches()
        width = min(self.width, int(tallest * wide / high))
        drawn = self.paper.add_picture(BytesIO(one.drawn("png")), width=width)
        drawn._inline.docPr.set("descr", harmless(one.shows))
        draw_sharp(drawn._inline, one.drawn("svg"), self._kept)

    def _kept(self, name: str, sort: str, data: bytes) -> str:
        """Keep a part in the file; return the id by which the text knows it."""
        package = self.paper.part.package
        place = package.next_partname(f"/word{name.format(n='%d')}")
        return str(self.paper.part.relate_to(Part(place, sort, data, package), RT.IMAGE))

    def _written(self, text: str) -> None:
        styles = {"bullet": "List Bullet", "number": "List Number", "paragraph": "Normal"}
        for one in spans.paragraphs(text):
            if one.sort == "heading":
                paragraph = self.paper.add_heading(level=min(9, one.depth + 1))
            else:
                paragraph = self._paragraph(styles[one.sort])
            for span in one.spans:
                run = paragraph.add_run(harmless(span.text))
                run.bold, run.italic = span.strong, span.slanted


def _in_cell(cell: Any, text: str, strong: bool, colour: RGBColor, size: Any, right: bool = False, at: int = 0) -> None:
    """Write text into a paragraph of a cell."""
    paragraph = cell.paragraphs[at]
    paragraph.paragraph_format.space_after = Pt(1)
    run = paragraph.add_run(harmless(text))
    run.bold, run.font.color.rgb, run.font.size = strong, colour, size
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _repeats(row: Any) -> None:
    """Let a row stand above the table on each of its pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _whole(row: Any) -> None:
    """Keep a row on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
