"""A page that was saved: one file, in which sliders move over points computed beforehand; nothing is asked for elsewhere."""

import sys
from itertools import product
from pathlib import Path

import pytest
from playful import PLAYFUL

import sim
from sim.live.saved import MOST, thinned

sys.path.insert(0, str(Path(__file__).parents[2] / "notebooks"))
import exhibit


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    path = tmp_path_factory.mktemp("saved") / "page.html"
    sim.live(sim.scenario(PLAYFUL)).save(path)
    return path


def test_no_more_points_than_that_with_the_ends_and_the_scenarios_own():
    sliders = sim.live(sim.scenario(PLAYFUL)).sliders
    for some in (sliders[:1], sliders[:2], sliders[:3]):
        found = thinned(some)
        assert len(list(product(*(one.values for one in found)))) <= MOST
        for before, after in zip(some, found, strict=True):
            assert {before.values[0], before.values[-1], before.quantity.now} <= {*after.values}


def test_it_is_small_and_nothing_is_overwritten(saved):
    assert saved.stat().st_size < 200_000
    assert "<script>" not in saved.read_text(encoding="utf-8").partition('<script type="module">')[0]
    with pytest.raises(FileExistsError):
        sim.live(sim.scenario(PLAYFUL)).save(saved)


def test_its_sliders_move_without_a_server(browser, saved):
    context, wrong = browser.new_context(offline=True), []
    page = context.new_page()
    page.on("console", lambda said: wrong.append(said.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda asked: asked.url == saved.as_uri() or wrong.append(asked.url))
    page.goto(saved.as_uri())
    page.wait_for_selector(".lr-label")
    assert page.locator("h1").inner_text() == "A desk <b>& more</b>"
    before = page.locator("[data-part=differences]").inner_text()
    page.locator("input[name=staff]").focus()
    page.keyboard.press("End")
    page.locator("[data-slider=staff] output", has_text="3 people").wait_for()
    assert page.locator("[data-part=differences]").inner_text() != before
    assert "computed beforehand" in page.locator("[data-part=status]").inner_text()
    page.keyboard.press("Home")
    page.wait_for_selector("text=A and B are the same")
    page.locator("input[name=file]").focus()
    page.keyboard.press("Home")  # nobody comes at the file: that is no process
    page.get_by_role("alert").get_by_text("This position does not fit").wait_for()
    context.close()
    assert wrong == []


def test_a_scenario_is_saved_too(tmp_path):
    live = sim.live(sim.scenario(PLAYFUL))
    live.set("roles.desk.staff", 2)
    live.save(tmp_path / "b.yaml")
    assert sim.load(tmp_path / "b.yaml").changes["tried"].set == {"roles.desk.staff": 2}


BARE = PLAYFUL.partition("play:")[0] + "run: {length: 4 hours, replications: 2}"


def test_without_sliders_of_its_own_it_has_those_that_do_most(tmp_path, browser):
    live = sim.live(sim.scenario(BARE))
    live.save(tmp_path / "page.html")
    assert live.widest.done
    page = browser.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    page.wait_for_selector("[data-slider]")
    named = page.locator("input[type=range]").evaluate_all("those => those.map(one => one.name)")
    assert named == [one.name for one in live.sliders[:2]]
    assert [one.path for one in live.sliders[1:2]] == [next(one.path for one in live.widest.telling if one.staff)]
    assert "These do most" in page.locator("[data-part=why]").inner_text()
    page.close()


def test_an_exhibit_opens_from_the_disk(tmp_path, browser):
    exhibit.written(tmp_path / "pages", {"terrace": 2})
    context, wrong = browser.new_context(offline=True), []
    page = context.new_page()
    page.on("console", lambda said: wrong.append(said.text))
    page.goto((tmp_path / "pages" / "index.html").as_uri())
    addresses = page.locator("a").evaluate_all("those => those.map(one => one.href)")
    assert len(addresses) == 2
    for address, there in zip(addresses, (".lr-label", "#day:not([aria-busy])"), strict=True):
        page.goto(address)
        page.wait_for_selector(there)
    context.close()
    assert wrong == []
