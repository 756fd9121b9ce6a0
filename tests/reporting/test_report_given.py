"""What an adviser gives beside a scenario: question, client, author, logo and words of one's own; none of it is trusted."""

import pytest
from test_report import BARE, EVIL, Page

import sim
from sim.reporting import given

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
GIVEN = "question: Helps it?\nclient: The town\nauthor: Me & you\nlogo: town.png\n" + BARE


def test_they_stand_on_page_one_and_options_go_before_the_file(tmp_path):
    path = tmp_path / "bare.yaml"
    path.write_text(GIVEN)
    (tmp_path / "town.png").write_bytes(PNG)
    (tmp_path / "words.md").write_text("# Do *this*\n\n- first\n\n[x](javascript:alert(1)) <b onclick=a>b</b> ![i](http://a/b.png)\n")
    scenario = sim.load(path)
    html = sim.report(scenario, question=f"Really? {EVIL}", advice=tmp_path / "words.md").html
    seen = Page(html)
    assert "The town" in seen.text
    assert f"Really? {EVIL}" in seen.text
    assert "Helps it?" not in seen.text
    assert "data:image/png;base64," in html
    assert "<em>this</em>" in html
    assert "script" not in seen.tags
    assert "b" not in seen.tags
    assert not [link for link in seen.links if not link.startswith("data:image/")]


def test_a_file_with_them_is_the_same_scenario_otherwise():
    plain, told = sim.scenario(BARE), sim.scenario(GIVEN)
    assert told.hash != plain.hash
    assert told.model_copy(update=dict.fromkeys(("question", "client", "author", "logo"), "")).hash == plain.hash
    assert sim.scenario(told.to_yaml()).question == "Helps it?"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("logo: ../town.png", "beside the scenario's file"),
        ("logo: town.gif", "beside the scenario's file"),
        ("question: [a]", "text"),
        (f"question: {'long ' * 100}", "at most 400 characters"),
    ],
)
def test_what_is_wrong_is_said_by_its_line(line, said):
    with pytest.raises(sim.ScenarioError, match=said):
        sim.scenario(f"{line}\n{BARE}")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("gone.png", None, "can't be read"),
        ("text.png", b"no picture", "holds no .png picture"),
        ("large.svg", b"<svg" + bytes(1_000_000), "more than"),
        ("odd.gif", b"GIF89a", "allowed a file ending in"),
    ],
)
def test_a_logo_that_is_none_is_refused(tmp_path, name, data, said):
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(sim.Unusable, match=said):
        given.logo(sim.scenario(BARE), tmp_path / name)


def test_a_day_that_plays_is_linked_by_its_path():
    made = sim.report(sim.scenario(BARE))
    assert made.linked("sub/a <day>.html").day == "sub/a%20%3Cday%3E.html"
    links = Page(made.linked("sub/a <day>.html").html).links
    assert [link for link in links if link.endswith(".html")] == ["sub/a%20%3Cday%3E.html"]
    assert not [link for link in Page(made.html).links if link.endswith(".html")]
