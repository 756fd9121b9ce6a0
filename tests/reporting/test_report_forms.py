"""The report as Word and PowerPoint: all that the page says, in real tables, harmless whatever a file holds."""

import zipfile

import pytest
from docx import Document
from pptx import Presentation
from test_report import EVIL, HOSTILE

import sim
from sim.reporting import given, spans
from sim.reporting.sections import Facts, Illustration, Items
from sim.results.document import Head, Table, Text

OWN = (
    "# My *own* words\n\n1. first\n2. second **strong**\n\n- a\n  - b\n\n"
    "| a | b |\n|---|---|\n| 1 | 2 |\n\n[x](javascript:alert(1)) <b>c</b>\n"
)


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    folder = tmp_path_factory.mktemp("forms")
    (folder / "hostile.yaml").write_text(HOSTILE)
    (folder / "own.md").write_text(OWN)
    return sim.report(sim.load(folder / "hostile.yaml"), replications=3, advice=folder / "own.md")


@pytest.fixture(scope="module")
def paper(report, tmp_path_factory):
    path = tmp_path_factory.mktemp("paper") / "report.docx"
    report.save(path)
    return path


@pytest.fixture(scope="module")
def deck(report, tmp_path_factory):
    path = tmp_path_factory.mktemp("deck") / "report.pptx"
    report.save(path)
    return path


def said(report):
    """All texts of a report that are not in a picture."""
    for section in report.sections:
        yield section.title
        for block in section.blocks:
            match block:
                case Text(text) | Head(text):
                    yield text
                case Items(items):
                    yield from items
                case Facts(rows):
                    yield from (text for row in rows for text in row)
                case Table():
                    yield from (row.cell(one.key).text for row in block.screen for one in block.shown() if not one.once)
                case _:
                    pass


def written(path):
    paper = Document(path)
    cells = (cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])


def test_word_says_all_that_the_page_says(report, paper):
    text = written(paper)
    assert not [one for one in said(report) if one not in text]
    assert len(Document(paper).tables) == sum(isinstance(b, Table | Facts) for s in report.sections for b in s.blocks)
    assert len(Document(paper).inline_shapes) == sum(isinstance(b, Illustration) for s in report.sections for b in s.blocks)


def test_slides_say_page_one_and_have_every_picture(report, deck):
    slides = Presentation(deck).slides
    texts = "\n".join(shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame)
    assert report.sentence in texts
    pictures = [shape for slide in slides for shape in slide.shapes if shape.shape_type == 13]
    assert len(pictures) == sum(isinstance(b, Illustration) for s in report.sections for b in s.blocks)
    assert all(shape.left >= 0 and shape.top + shape.height <= Presentation(deck).slide_height for shape in pictures)


def test_what_a_file_holds_is_text_in_every_form(paper, deck):
    assert EVIL in written(paper)
    for path in (paper, deck):
        with zipfile.ZipFile(path) as inside:
            assert not [name for name in inside.namelist() if b"<script" in inside.read(name)]
            links = b"".join(inside.read(name) for name in inside.namelist() if name.endswith(".rels"))
        assert b"javascript" not in links
        assert b'TargetMode="External"' not in links


def test_an_advisers_own_words_keep_their_form():
    found = [(one.sort, one.depth, "".join(span.text for span in one.spans)) for one in spans.paragraphs(OWN)]
    assert found == [
        ("heading", 1, "My own words"), ("number", 1, "first"), ("number", 1, "second strong"), ("bullet", 1, "a"),
        ("bullet", 2, "b"), ("paragraph", 1, "a | b"), ("paragraph", 1, "1 | 2"),
        ("paragraph", 1, "[x](javascript:alert(1)) <b>c</b>"),
    ]  # fmt: skip
    assert [span.text for one in spans.paragraphs(OWN) for span in one.spans if span.strong] == ["strong"]


def test_a_clients_template_gives_the_looks(report, tmp_path):
    template = Document()
    template.add_paragraph("what stood here goes")
    template.sections[0].left_margin = template.sections[0].right_margin = 2_000_000
    template.save(tmp_path / "house.docx")
    report.save(tmp_path / "made.docx", template=tmp_path / "house.docx")
    made = Document(tmp_path / "made.docx")
    assert abs(made.sections[0].left_margin - 2_000_000) < 1000
    assert "what stood here" not in written(tmp_path / "made.docx")
    room = made.sections[0].page_width - 2 * made.sections[0].left_margin
    assert all(shape.width <= room + 1 for shape in made.inline_shapes)


@pytest.mark.parametrize(
    ("name", "ending", "why"),
    [("house.pptx", ".docx", "name both alike"), ("house.docx", ".docx", "save it anew"), ("none.docx", ".docx", "can't be read"),
     ("house.docx", ".html", "name both alike")],
)  # fmt: skip
def test_a_template_that_is_none_is_refused_in_a_line(name, ending, why, tmp_path):
    (tmp_path / "house.docx").write_text("no zip")
    with pytest.raises(sim.Unusable, match=why):
        given.template(tmp_path / name, ending)


def test_the_command_writes_them(command, small_file, tmp_path):
    code, _, error = command("report", small_file, "--out", tmp_path / "a.docx", "--replications", 2, "--no-store", "--no-turns")
    assert (code, Document(tmp_path / "a.docx").core_properties.title != "") == (0, True), error
    code, _, error = command("report", small_file, "--out", tmp_path / "b.html", "--template", tmp_path / "a.docx")
    assert code == 2
    assert "name both alike" in error
    assert not (tmp_path / "b.html").exists()
