"""What a reader may count on, in the report of every scenario of the library and in both languages."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

import sim
from sim.reporting import page
from sim.reporting.gathered import ReportOptions, gather
from sim.reporting.sections import Facts, Illustration, Items
from sim.results.document import Head, Table, Text
from sim.views import answer_picture

LARGE = ("tax_line", "benefits")  # half a minute each
FILES = sorted(one for one in (Path(__file__).parents[2] / "scenarios").glob("*.yaml") if one.stem not in LARGE)
ENGLISH = "the and with from instead which whether rather should would these resolved better worse needs".split()
LONGEST = 5 * 1440.0  # minutes of a run: what is said is looked at, not the figures


@pytest.fixture(scope="module", params=FILES, ids=[path.stem for path in FILES])
def found(request):
    scenario = sim.load(request.param)
    run = scenario.run.model_copy(update={"length": min(scenario.run.length, LONGEST), "warm_up": 0.0})
    changes = [*scenario.designs, *scenario.changes]
    judged = [name for name in changes if name != scenario.default_design][:3]
    return gather(scenario.model_copy(update={"run": run}), ReportOptions(judged or None, replications=2))


@pytest.fixture(scope="module", params=["en", "nl"])
def sections(request, found):
    told = found.scenario.model_copy(update={"language": request.param})
    made = replace(found, scenario=told)
    for result in made.results.values():
        object.__setattr__(result.blueprint, "language", request.param)
    return request.param, made, [section for maker in page.SECTIONS if (section := maker(made))]


def texts(blocks):
    """All that is said in blocks, but for pictures."""
    for block in blocks:
        if isinstance(block, Text | Head):
            yield block.text
        elif isinstance(block, Items):
            yield from block.items
        elif isinstance(block, Facts):
            yield from (text for row in block.rows for text in row)
        elif isinstance(block, Table):
            yield from (column.head for column in block.shown())
            yield from (row.cell(column.key).text for row in block.screen for column in block.shown())


def own(scenario):
    """What the scenario itself says, which stays as it is: titles, names, remarks and sources."""
    return Path(scenario.path).read_text(encoding="utf-8").replace("_", " ")


def test_nothing_of_the_file_or_of_this_machine_is_in_it(sections):
    _, found, made = sections
    said = [text for section in made for text in texts(section.blocks)]
    of_the_file = [note.source or note.note or "" for note in found.scenario.notes]
    ours = [text for text in said if not any(one and one in text for one in of_the_file)]
    odd = re.compile(r"[{}]|->|→|›| > |/(?:work|home|tmp|Users)/|\.ya?ml\b|\b[0-9a-f]{40,}\b|\bsim \w+ |--\w|:\d+: ")
    described = {design.description.strip() for design in found.scenario.designs.values()}
    assert [text for text in ours if odd.search(text) and text not in described] == []


def test_a_dutch_body_is_dutch(sections):
    language, found, made = sections
    if language == "en":
        return
    given = set(re.findall(r"\w+", own(found.scenario).lower()))
    looked_for = [word for word in ENGLISH if word not in given]
    said = [text for section in made for text in texts(section.blocks)]
    sentences = [text for one in found.why.values() for text in (one.sentence, one.plain)]  # made in the scenario's own language
    english = re.compile(rf"\b(?:{'|'.join(looked_for)})\b")
    assert [text for text in said if english.search(text) and text not in sentences] == []


def test_decimal_signs_are_those_of_the_language(sections):
    language, found, made = sections
    given = own(found.scenario)
    wrong = re.compile(r"(?<![\d.,])\d+\.\d(?!\d\d\b)" if language == "nl" else r"(?<![\d.,])\d+,\d(?!\d\d\b)")
    said = [text for section in made if section.name != "provenance" for text in texts(section.blocks)]
    sentences = {text for one in found.why.values() for text in (one.sentence, one.plain)}
    sentences |= {text for text in said if "Verhoef" in text}  # what defaults rest on, as it was published
    hits = [(text, wrong.search(text)[0]) for text in said if wrong.search(text) and text not in sentences]
    assert [text for text, hit in hits if hit not in given] == []


def test_page_one_answers_in_at_most_three_sentences(sections):
    _, found, made = sections
    question, answer = made[:2]
    assert (question.name, answer.name) == ("question", "answer")
    lead = next(block.text for block in answer.blocks if isinstance(block, Text) and block.kind == "lead")
    unquoted = re.sub("“[^”]*”", "x", lead)
    assert 1 <= len(re.findall(r"[.?!](?: |$)", unquoted)) <= 3
    heads = [name for block in answer.blocks if isinstance(block, Facts) for name, _ in block.rows]
    assert len(heads) >= (4 if found.judgement else 2)
    assert sum(isinstance(block, Illustration) for block in answer.blocks) <= 1


def test_a_goal_that_is_not_met_stands_on_page_one(sections):
    _, found, made = sections
    warned = " ".join(block.text for block in made[1].blocks if isinstance(block, Text) and block.kind == "warning")
    missed = [one for one in found.results[found.baseline].goals.values() if one.verdict == "not met"]
    assert all((one.goal.title or "") in warned for one in missed)


def test_a_measure_has_one_unit_in_a_table(sections):
    _, _, made = sections
    outcomes = next((section for section in made if section.name == "outcomes"), None)
    made_of = [block for block in outcomes.blocks if isinstance(block, Table) and block.name == "means"] if outcomes else []
    for table in made_of:
        cells = [row.cell(column.key).text for row in table.rows for column in table.columns[1:]]
        assert [cell for cell in cells if re.search(r"\d ?(?:min|h|uur|days|dagen|%)", cell)] == []


def test_marks_are_drawn_between_1_and_10(sections):
    _, found, _ = sections
    if found.judgement is None:
        return
    figure = answer_picture.picture(found.scenario, found.judgement, found.results)
    for axes in figure.axes:
        if axes.get_xlabel() in ("mark", "cijfer"):
            low, high = axes.get_xlim()
            assert 0.7 <= low < high <= 10.3


def test_what_makes_no_difference_at_all_has_no_table(sections):
    _, _, made = sections
    for section in (one for one in made if one.name == "changes"):
        rows = [row for block in section.blocks if isinstance(block, Table) for row in block.rows]
        assert not [row for row in rows if row.cell("effect").text == "0" and not row.cell("interval").text]
