"""The page of `sim open` in a real browser: by mouse and keyboard, in two languages, and from two browsers at once."""

import re

import pytest
from playful import PLAYFUL

import sim

LANGUAGES = ("en", "nl")


class Page:
    """A page that is looked at, and all that goes wrong on it."""

    def __init__(self, browser, server, width=1280):
        self.context = browser.new_context(viewport={"width": width, "height": 900}, accept_downloads=True)
        self.page, self.wrong = self.context.new_page(), []
        self.page.on("console", lambda said: self.wrong.append(said.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", lambda asked: asked.url.startswith(server.address) or self.wrong.append(asked.url))
        self.page.goto(server.address)
        self.settled()

    def settled(self):
        self.page.wait_for_selector(".lr-label", timeout=60_000)
        self.page.wait_for_selector("#live:not(.lr-moving)")

    def slider(self, name):
        return self.page.locator(f"input[name={name}]")

    def text(self, part):
        return self.page.locator(f"[data-part={part}]").inner_text()

    def said(self, name):
        return self.page.locator(f"[data-slider={name}] output").inner_text()

    def row(self, label):
        return self.page.locator(".lr-row", has_text=label).first


@pytest.fixture
def open_page(browser, server):
    """Open the page; in the end nothing went wrong, and nothing was asked for elsewhere."""
    opened = []

    def call(width=1280):
        opened.append(Page(browser, server, width))
        return opened[-1]

    yield call
    for one in opened:
        one.context.close()
        assert one.wrong == []


def test_it_begins_with_words_and_shows_what_a_slider_does(open_page):
    shown = open_page()
    assert shown.page.locator("h1").inner_text() == "A desk <b>& more</b>"
    assert "Nobody knows yet" in shown.page.locator(".lr-question").inner_text()
    assert "move a slider" in shown.text("answer")
    before = shown.text("differences")
    shown.slider("staff").focus()
    shown.page.keyboard.press("ArrowRight")
    shown.settled()
    assert shown.said("staff") == "2 people"
    assert shown.text("differences") != before
    shown.row("Desk: waiting time").get_by_text("better").wait_for()  # a few pairs may not tell yet
    assert "B costs" in shown.text("money")
    assert shown.page.locator("[data-part=differences] svg").first.get_attribute("aria-label").startswith("Desk: service level")


def test_the_mouse_moves_a_slider_and_a_design_can_be_chosen(open_page):
    shown = open_page()
    box = shown.slider("staff").bounding_box()
    shown.page.mouse.click(box["x"] + box["width"] - 9, box["y"] + box["height"] / 2)
    shown.settled()
    assert shown.said("staff") == "3 people"
    assert shown.said("counter") == "not in this design"
    assert shown.slider("counter").is_disabled()
    shown.page.select_option("select", "counter")
    shown.settled()
    shown.page.wait_for_selector("input[name=counter]:not(:disabled)")
    assert shown.said("staff") == "3 people"


def test_twelve_quick_moves_end_at_the_right_picture(open_page):
    shown = open_page()
    shown.slider("demand").focus()
    for key in ["ArrowRight"] * 4 + ["ArrowLeft"] * 7 + ["ArrowRight"]:
        shown.page.keyboard.press(key)
    shown.settled()
    assert shown.said("demand") == "80%"
    shown.page.wait_for_selector("[data-part=status]:empty", state="attached", timeout=60_000)  # no more pairs come
    there = sim.live(sim.scenario(PLAYFUL))
    there.set("world.needs.*.rate", 0.8)
    n = int(shown.page.locator("#live").get_attribute("data-pairs"))
    mean = there.found(n).results["B"].measures["role.desk.utilisation"].mean
    shown_mean = shown.page.locator("tr", has_text="desk: utilisation").locator("td").last.inner_text()
    assert float(shown_mean.removesuffix("%")) == pytest.approx(100 * mean, abs=0.06)


def test_pinned_undone_and_reset(open_page):
    shown = open_page()
    shown.slider("staff").focus()
    shown.page.keyboard.press("End")
    shown.settled()
    shown.page.click("[data-do=pin]")
    shown.page.wait_for_selector("text=A and B are the same")
    assert "A: 3 people" in shown.page.locator("[data-slider=staff]").inner_text()
    shown.page.click("[data-do=undo]")
    shown.page.wait_for_selector("text=A: 1 person")
    assert shown.said("staff") == "3 people"
    shown.page.click("[data-do=reset]")
    shown.page.wait_for_selector("text=A and B are the same")
    assert shown.said("staff") == "1 person"


def test_a_position_that_does_not_fit_is_said_in_words_and_the_old_picture_marked(open_page):
    shown = open_page()
    shown.page.click("[data-do=language]")
    shown.page.wait_for_selector("html[lang=nl]")
    shown.slider("file").focus()
    shown.page.keyboard.press("End")
    shown.settled()
    shown.slider("back").focus()
    shown.page.keyboard.press("End")
    alert = shown.page.get_by_role("alert")
    alert.get_by_text("Deze stand kan niet: de aandelen zijn samen meer dan 100%").wait_for()
    assert shown.page.locator(".lr-old").count() == 1
    assert "eerdere stand" in shown.text("results")
    shown.page.click("[data-do=undo]")
    shown.page.wait_for_selector(".lr-old", state="detached")
    assert alert.inner_text() == ""


def test_a_verdict_is_given_and_goes_when_a_slider_moves(open_page):
    shown = open_page()
    shown.slider("staff").focus()
    shown.page.keyboard.press("End")
    shown.settled()
    shown.page.click("[data-do=judge]")
    shown.page.wait_for_selector(".lr-verdict", timeout=60_000)
    assert re.match("relevant|harmful|undecided|hobby", shown.page.locator(".lr-verdict").inner_text())
    shown.slider("demand").focus()
    shown.page.keyboard.press("ArrowRight")
    shown.page.wait_for_selector(".lr-verdict", state="detached")
    shown.page.click("[data-do=judge]")
    shown.page.wait_for_selector("text=different worlds")


def test_b_is_saved_as_a_scenario_and_reported(open_page, tmp_path):
    shown = open_page()
    shown.slider("staff").focus()
    shown.page.keyboard.press("ArrowRight")
    shown.settled()
    shown.page.click("[data-do=save]")
    link = shown.page.locator("a[download$='.yaml']")
    link.wait_for()
    with shown.page.expect_download() as loading:
        link.click()
    loading.value.save_as(tmp_path / "saved.yaml")
    again = sim.load(tmp_path / "saved.yaml")
    sim.validate(again)
    assert again.changes["tried"].title == "At the desk 2 people"
    shown.page.click("[data-do=report]")
    link = shown.page.locator("a[target=_blank]")
    link.wait_for(timeout=120_000)
    with shown.context.expect_page() as opening:
        link.click()
    opening.value.wait_for_selector("h1")
    assert "A desk <b>& more</b>" in opening.value.locator("h1").inner_text()


def test_a_day_of_a_and_b_plays_in_a_page_of_its_own(open_page):
    shown = open_page()
    shown.slider("staff").focus()
    shown.page.keyboard.press("End")
    shown.settled()
    shown.page.click("[data-do=day]")
    link = shown.page.locator("a[target=_blank]")
    link.wait_for(timeout=60_000)
    wrong = []
    shown.context.on("console", lambda said: wrong.append(said.text))
    with shown.context.expect_page() as opening:
        link.click()
    opening.value.wait_for_selector("#day:not([aria-busy])")
    assert opening.value.locator("section h2").all_inner_texts() == ["One person", "One person: At the desk 3 people"]
    opening.value.keyboard.press("End")
    came = opening.value.locator("td[data-figure=came]").all_inner_texts()
    assert came[0] == came[1] != "0"
    assert wrong == []


def test_two_browsers_are_two_sessions(open_page):
    one, other = open_page(), open_page()
    one.slider("staff").focus()
    one.page.keyboard.press("End")
    one.settled()
    other.page.click("[data-do=language]")
    other.page.wait_for_selector("html[lang=nl]")
    assert (one.said("staff"), other.said("staff")) == ("3 people", "1 persoon")


@pytest.mark.parametrize("width", [375, 800, 1280])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_lies_outside_the_window(open_page, width, language):
    shown = open_page(width)
    if language == "nl":
        shown.page.click("[data-do=language]")
        shown.page.wait_for_selector("html[lang=nl]")
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= width
    nameless = "[...document.querySelectorAll('input,select,svg')].filter(one => !(one.labels?.length || one.ariaLabel)).length"
    assert shown.page.evaluate(nameless) == 0
