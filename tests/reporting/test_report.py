"""The report for a client: whole, in both languages, never at odds with the verdicts, and safe to open."""

import csv
import io
from html.parser import HTMLParser

import openpyxl
import pytest
from town import TOWN

import sim
from sim.reporting import ground
from sim.views import verdict_words

EVIL = "<script>document.title='taken'</script>"
HOSTILE = f"""
title: "A desk {EVIL}"
description: "Costs $5 or $6 & <img src=x onerror=document.title='taken'> {EVIL}"
world:
  needs:
    question: {{rate: {{value: 20 / hour, source: "{EVIL}"}}, norm: 1 h}}
  patience: {{value: exponential 6 min, assumption: true, note: "=cmd|' /C calc'!A0 {EVIL}"}}
  mind: default
designs:
  today:
    title: "One </title></style>{EVIL}"
    description: "{EVIL}"
    roles: {{desk: {{staff: 1}}}}
    steps:
      answer: {{role: desk, takes: exponential 2 min, right_first_time: 0.9}}
  more:
    extends: today
    title: "Two {EVIL}"
    roles: {{desk: {{staff: 2}}}}
changes:
  quick: {{design: today, title: "=1+1 {EVIL}", why: "{EVIL}", cost: 1_000, set: {{steps.answer.takes: exponential 1 min}}}}
  logo: {{design: today, title: "A new logo", set: {{}}}}
goals:
  in_time: {{measure: within_norm, at_least: 80%, title: "{EVIL}"}}
currency: "{EVIL[:8]}"
judge: {{baseline: today}}
run: {{length: 2 days, warm_up: 2 h, replications: 4}}
"""
BARE = """
title: Bare
world: {needs: {question: {rate: 20 / hour}}}
designs: {today: {roles: {desk: {staff: 1}}, steps: {answer: {role: desk, takes: exponential 2 min}}}}
run: {length: 1 day, replications: 2}
"""
NOBODY = """
title: Nobody comes
world: {needs: {question: {rate: 1 / year}}, mind: default}
designs: {today: {roles: {desk: {staff: 1}}, steps: {answer: {role: desk, takes: exponential 2 min}}}}
changes: {slower: {design: today, set: {steps.answer.takes: 3 min}}}
run: {length: 1 day, replications: 2}
"""
IN_VAIN = """
title: One of two helps
world: {needs: {question: {rate: 20 / hour}}, patience: 1 min}
designs:
  today: {roles: {desk: {staff: 1}}, steps: {answer: {role: desk, takes: 2 min}}}
  closed: {extends: today, roles: {desk: {staff: {sun 08:00-09:00: 1}}}}
run: {length: 1 day, replications: 2}
"""
MARKET = """
title: Two shops
world: {customers: {population: 100}, needs: {cut: {rate: 30 / year per customer}}, mind: default}
designs:
  near: {roles: {chair: {staff: 1}}, steps: {cut: {role: chair, takes: exponential 20 min}}}
  far: {extends: near, roles: {chair: {staff: 2}}}
markets: {both: {providers: {near: near, far: far}}}
run: {length: 8 weeks, replications: 2}
"""


class Page(HTMLParser):
    """What a browser would see: elements with their attributes, and the text."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.links, self.said, self.sections = [], [], [], []
        self.feed(html)
        self.text = " ".join(" ".join(self.said).split())

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in ("src", "href")]
        assert not any(name.startswith("on") for name, _ in attrs)
        if tag == "section":
            self.sections.append(dict(attrs)["id"])

    def handle_data(self, data):
        self.said.append(data)


def made(tmp_path_factory, text, **how):
    path = tmp_path_factory.mktemp("report") / "scenario.yaml"
    path.write_text(text, encoding="utf-8")
    return sim.report(sim.load(path), **how)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    return made(tmp_path_factory, HOSTILE)


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    return made(tmp_path_factory, TOWN)


def test_texts_of_a_scenario_stay_text(hostile):
    seen = Page(hostile.html)
    assert "script" not in seen.tags
    assert seen.tags.count("title") == 1
    assert seen.text.count(EVIL) >= 8  # as text, to be read
    assert all(link.startswith("data:image/svg+xml;base64,") for link in seen.links)
    assert "default-src 'none'" in hostile.html


def test_it_has_all_that_a_client_asks(town):
    seen = Page(town.html)
    assert seen.sections == (
        "question answer advice designs changes outcomes day mirrors resistance paths assumptions method provenance".split()
    )
    assert town.sentence in seen.text
    assert {"img", "table", "dl"} <= set(seen.tags)
    for said in ("One at the desk", "Within the budget", "signs", "to the last digit", "same luck"):
        assert said in seen.text


def test_verdicts_and_intervals_are_those_of_judge(tmp_path):
    path = tmp_path / "town.yaml"
    path.write_text(TOWN, encoding="utf-8")
    scenario = sim.load(path)
    found, report = sim.judge(scenario), sim.report(scenario)
    text = Page(report.html).text
    assert sum(len(item.outcomes) for item in found.items.values()) > 5
    for item in found.items.values():
        assert report.found.judgement.items[item.name].outcomes == item.outcomes
        for one in (one for one in item.outcomes.values() if not one.within or one in item.rests_on):
            assert verdict_words.effect(one, "en") in text
            assert verdict_words.interval(one, "en").replace("..", " to ") in text


def test_a_design_that_is_judged_has_no_second_interval(tmp_path_factory):
    report = made(tmp_path_factory, HOSTILE, changes=["more", "quick"])
    assert set(report.found.judgement.items) == {"more", "quick"}
    once = report.found.differences("more")
    assert "lead_time" in once
    assert not set(once) & set(report.found.judgement.items["more"].outcomes)


def test_english_or_dutch(tmp_path_factory, town):
    seen = Page(made(tmp_path_factory, TOWN, language="nl", replications=2).html)
    assert "De vraag" in seen.text
    assert "The question" in Page(town.html).text
    english = ("The answer", "Why this verdict", "What differs", "matters from", "interval of", "Means over")
    assert not [said for said in english if said in seen.text]


def test_without_changes_the_designs_are_judged(tmp_path_factory):
    report = made(tmp_path_factory, MARKET)
    assert set(report.found.judgement.items) == {"far"}
    assert "“far”" in report.sentence


def test_one_design_alone_is_told_of(tmp_path_factory):
    report = made(tmp_path_factory, BARE)
    seen = Page(report.html)
    assert report.found.judgement is None
    assert "changes" not in seen.sections
    assert "lead time" in report.sentence


@pytest.mark.parametrize("text", [NOBODY, IN_VAIN], ids=["nobody comes", "nobody is helped"])
def test_also_where_nothing_came_out(tmp_path_factory, text):
    seen = Page(made(tmp_path_factory, text).html)
    assert {"answer", "mirrors", "resistance", "paths"} <= set(seen.sections)
    assert "nan" not in seen.text.split()


def test_the_same_again_but_for_the_date(tmp_path_factory):
    one, other = (made(tmp_path_factory, HOSTILE, replications=2) for _ in range(2))

    def timeless(report):
        made_at, path = report.found.provenance.date, report.found.scenario.path
        day = ground.day(made_at, "en")
        assert day.endswith(made_at[:4])
        return report.html.replace(made_at, "").replace(day, "").replace(path, "")

    assert timeless(one) == timeless(other)


def test_figures_for_excel(hostile, tmp_path):
    hostile.save_figures(tmp_path / "figures.xlsx")
    book = openpyxl.load_workbook(tmp_path / "figures.xlsx")
    looks = ("two mirrors", "resistance", "paths", "day by half-hours", "assumptions and sources")
    assert book.sheetnames == ["verdicts", "outcomes", "differences", *(["why"] if hostile.found.why else []), *looks]
    head, *rows = book["verdicts"].iter_rows(values_only=True)
    found = {(row[head.index("change")], row[head.index("measure")]): row for row in rows}
    item = hostile.found.judgement.items["quick"]
    one = item.outcomes["resistance"]
    row = found[f"=1+1 {EVIL}", "resistance"]
    assert row[head.index("from")] == pytest.approx(one.low, rel=1e-12)
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert not [cell for cell in cells if cell.data_type == "f"]  # no formulas


def test_figures_as_csv_for_dutch_spreadsheets(hostile, tmp_path):
    hostile.save_figures(tmp_path / "figures.csv")
    raw = (tmp_path / "figures.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    head = rows[1]
    change, measure = head.index("change"), head.index("measure")
    of = [row for row in rows if len(row) == len(head) and row[measure] == "resistance"]
    row = next(row for row in of if "=1+1" in row[change])
    assert row[change].startswith("'=1+1")  # text, not a formula
    low = hostile.found.judgement.items["quick"].outcomes["resistance"].low
    assert float(row[head.index("from")].replace(",", ".")) == pytest.approx(low, rel=1e-9)


def test_the_command(command, small_file, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, out, err = command(
        "report", small_file, "--figures", "f.csv", "--language", "nl", "--replications", 3
    )
    assert code == 0, err
    assert "small_report.html f.csv" in out
    assert 'lang="nl"' in (tmp_path / "small_report.html").read_text(encoding="utf-8")
    assert {path.name for path in tmp_path.iterdir()} == {"small_report.html", "f.csv"}
    code, _, err = command("report", small_file)
    assert (code, "exists already" in err) == (1, True)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--out", "r.pdf"], "has to end in .html"),
        (["--figures", "f.ods"], "has to end in .xlsx or .csv"),
        (["--out", "nowhere/r.html"], "there is no folder nowhere"),
        (["--language", "fr"], "'fr'"),
    ],
)
def test_bad_arguments_are_refused_before_anything_runs(
    command, small_file, tmp_path, monkeypatch, given, said
):
    monkeypatch.chdir(tmp_path)
    code, _, err = command("report", small_file, *given)
    assert code in (1, 2)
    assert said in err
    assert not list(tmp_path.iterdir())
