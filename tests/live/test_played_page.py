"""The page of a day in a real browser: what is shown is a function of the time, by mouse and keyboard; nothing is fetched."""

import pytest
from small import SMALL

import sim

DAY = SMALL.replace("Small desk", "A <b>small</b> desk & more").replace("title: One person", "title: '<i>One</i> person'")
AT = "document.getElementById('day').day"


@pytest.fixture(scope="module")
def played():
    with sim.quiet():
        return sim.day(sim.scenario(DAY), ["today", "more"], engine="simpy")


@pytest.fixture(scope="module")
def file(tmp_path_factory, played):
    path = tmp_path_factory.mktemp("day") / "day.html"
    played.save(path)
    with pytest.raises(FileExistsError):
        played.save(path)
    return path


@pytest.fixture
def open_day(browser, file):
    """Open the page; in the end nothing went wrong, and nothing was asked for elsewhere."""
    opened, wrong = [], []

    def call(width=1280, motion="reduce"):
        context = browser.new_context(offline=True, viewport={"width": width, "height": 900}, reduced_motion=motion)
        page = context.new_page()
        page.on("console", lambda said: wrong.append(said.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda asked: asked.url == file.as_uri() or wrong.append(asked.url))
        page.goto(file.as_uri())
        page.wait_for_selector("#day:not([aria-busy])")
        opened.append(context)
        return page

    yield call
    for context in opened:
        context.close()
    assert wrong == []


def figures(page):
    """Return what the table says, by figure, a number per design."""
    rows = {name: page.locator(f"td[data-figure={name}]").all_inner_texts() for name in ("came", "waiting", "helped", "resolved")}
    return {name: [int(cell) for cell in cells] for name, cells in rows.items()}


def test_where_everybody_is_hangs_on_the_time_alone(open_day):
    reached = open_day(motion="no-preference")
    while reached.evaluate(f"{AT}.now.t < 600"):  # it plays by itself
        reached.wait_for_timeout(50)
    reached.keyboard.press(" ")
    t, there = reached.evaluate(f"[{AT}.now.t, {AT}.positions()]")
    assert reached.locator("[data-part=play]").inner_text() == "Play"
    assert any(len(dots) for dots in there)
    sought = open_day(motion="no-preference")
    sought.evaluate(f"{AT}.play(false), {AT}.seek(1e9), {AT}.seek({t})")
    assert sought.evaluate(f"{AT}.positions()") == there
    assert figures(sought) == figures(reached)


def test_what_is_said_is_so(open_day):
    page = open_day()
    for t in (0, 3600, 20_000, 1e9):
        page.evaluate(f"{AT}.seek({t})")
        there, said = figures(page), page.evaluate(f"{AT}.totals()")
        for i in (0, 1):
            assert all(there[name][i] == said[i][name] for name in there)
            assert f"{there['waiting'][i]} waiting, {there['helped'][i]} in hand" in page.locator("[role=status]").inner_text()
    assert there["came"][0] == there["came"][1] > 0


def test_keys_move_the_clock(open_day):
    page = open_day()
    now = f"Math.round({AT}.now.t)"
    end = page.evaluate("+document.querySelector('[data-part=time]').max")
    for key, t in [
        ("ArrowRight", 60), ("ArrowRight", 120), ("ArrowLeft", 60), ("Shift+ArrowRight", 960), ("PageDown", 60), ("End", end),
        ("ArrowRight", end), ("Home", 0), ("ArrowLeft", 0),
    ]:  # fmt: skip
        page.keyboard.press(key)
        assert page.evaluate(now) == t
    page.locator("[data-part=time]").focus()
    page.keyboard.press("ArrowRight")  # on the slider as well
    assert page.evaluate(now) == 60
    assert page.locator("[data-part=time]").get_attribute("aria-valuetext") == page.locator("[data-part=clock]").inner_text()
    page.keyboard.press(" ")
    assert page.locator("[data-part=play]").inner_text() == "Pause"
    page.locator("[data-part=play]").focus()
    page.keyboard.press(" ")  # a button takes its own keys
    assert page.locator("[data-part=play]").inner_text() == "Play"


def test_calm_for_who_asked_for_less_motion(open_day):
    page = open_day()
    page.wait_for_timeout(300)
    assert page.evaluate(f"{AT}.now.t") == 0
    page.evaluate(f"{AT}.seek(5000)")
    assert page.evaluate(f"{AT}.positions().flat().every((one) => one.moving === 0)")


def test_a_customer_is_followed_in_both_designs(open_day):
    page = open_day()
    page.click("[data-part=follow]")
    assert page.locator(".dp-followed").all_inner_texts() == ["Followed: not come yet"] * 2
    page.keyboard.press("End")
    said = page.locator(".dp-followed").all_inner_texts()
    assert all("Followed: " in one and "not come yet" not in one for one in said)
    while not page.evaluate(f"{AT}.positions()[0].length"):
        page.keyboard.press("ArrowLeft")
    x, y, who = page.evaluate(f"(({{x, y, who}}) => [x, y, who])({AT}.positions()[0][0])")
    page.locator("canvas[data-design='0']").click(position={"x": x, "y": y})
    assert page.evaluate(f"{AT}.now.followed") == who


def test_in_a_notebook_it_waits_to_be_played(browser, played):
    page = browser.new_page()
    page.set_content(f"<p>{played._repr_html_()}</p>")
    frame = page.frame_locator("iframe")
    frame.locator("#day:not([aria-busy])").wait_for()
    assert frame.locator("[data-part=play]").inner_text() == "Play"
    frame.locator("[data-part=time]").press("End")
    assert frame.locator("td[data-figure=came]").first.inner_text() != "0"
    page.close()


@pytest.mark.parametrize("width", [375, 800, 1280])
def test_in_two_languages_nothing_lies_outside_the_window(open_day, width):
    page = open_day(width)
    for language, word in (("en", "Play"), ("nl", "Afspelen")):
        if language == "nl":
            page.click("[data-part=language]")
        assert page.evaluate("document.documentElement.lang") == language
        assert page.locator("[data-part=play]").inner_text() == word
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("h1").inner_text() == "A <b>small</b> desk & more"
        assert page.locator("h2").first.inner_text() == "<i>One</i> person"
        assert page.locator(":is(canvas, input, select):not([aria-label]):not([aria-labelledby])").count() == 0
