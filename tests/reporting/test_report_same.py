"""A number in a table of the report is that of the document of its analysis, and so that of a terminal, a notebook and a sheet."""

import re

import pytest
from town import TOWN

import sim
from sim.reporting.side_by_side import FORMS, forms, page, sources
from sim.results.document import Table

ALONE = TOWN[: TOWN.index("  more:")] + TOWN[TOWN.index("goals:") :]
WITHIN = {"length: 8 weeks": "length: 4 days", "replications: 6": "replications: 3"}


def made(text, **how):
    for old, new in WITHIN.items():
        text = text.replace(old, new)
    return sim.report(sim.scenario(text), jobs=1, **how)


@pytest.fixture(scope="module", params=["en", "nl"])
def several(request):
    return made(TOWN, language=request.param)


def test_every_number_in_a_table_is_that_of_the_document(several):
    seen = [one for one in sources(several) if isinstance(one.block, Table)]
    assert {one.analysis for one in seen} == {"judge", "compare", "goals", "paths"}
    compared = 0
    for one in seen:
        columns = [column.key for column in one.block.shown()]
        for row in one.block.rows:
            if one.analysis == "paths" and row.on == "screen":
                continue  # all others together: for people only
            there = one.row(row)
            for key in columns:
                assert row.cell(key).value == there.cell(key).value, (one.analysis, key)
                compared += isinstance(there.cell(key).value, float)
    assert compared > 50


def test_the_same_words_stand_in_the_page_of_the_report(several):
    html = several.html
    for one in (one for one in sources(several) if isinstance(one.block, Table)):
        for row in one.block.screen:
            for column in one.block.shown():
                if column.kind == "number":
                    assert f">{row.cell(column.key).text}<" in html


def test_all_verdicts_on_page_two_are_cells_of_the_findings(several):
    overview = next(block for section in several.sections for block in section.blocks if getattr(block, "name", "") == "overview")
    findings = several.found.judgement.document(several.found.scenario.language).tables["findings"]
    known = {(row.cell("change").value, row.cell("measure").value): row for row in findings.records}
    measures = [column.key for column in overview.columns if column.key not in ("change", "verdict", "cost_per_year")]
    assert measures
    for row in overview.rows:
        change = row.cell("change").value
        for measure in measures:
            there = known.get((change, measure))
            assert row.cell(measure).value == (there.cell("effect").value if there else None)
            assert there is None or row.cell("cost_per_year").value == there.cell("cost_per_year").value


def test_one_design_alone_has_the_measures_of_its_run():
    (one,) = [one for one in sources(made(ALONE)) if one.analysis == "run"]
    for row in one.block.rows:
        there = one.row(row)
        assert [row.cell(key).value for key in ("mean", "n")] == [there.cell(key).value for key in ("mean", "n")]


def test_a_finding_stands_in_six_forms_side_by_side(several):
    for one in (one for one in sources(several) if isinstance(one.block, Table)):
        found = forms(one)
        assert tuple(found) == FORMS
        (column, *_), row = [c for c in one.document.tables[one.block.name].fields if c.kind == "number"], one.block.rows[0]
        full = re.escape(repr(row.cell(column.key).value))
        assert all(re.search(full, found[form]) for form in ("JSON", "CSV", "sheet")), one.analysis
    assert len({one.analysis for one in sources(several)}) >= 5
    text = page(several)
    assert text.count('class="form"') == 6 * len({one.analysis for one in sources(several)})
