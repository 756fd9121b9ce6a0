"""Three notebooks opened in JupyterLab, in a browser: their cells run, sliders move by mouse and keyboard, a day plays."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

import sim

ROOT = Path(__file__).parents[2]
if os.environ.get("REQUIRE_BROWSER"):
    import jupyterlab  # noqa: F401
else:
    pytest.importorskip("jupyterlab", reason="JupyterLab is needed: pip install '.[test]'")
pytest.importorskip("jupytext", reason="the notebooks need jupytext: pip install '.[test]'")
import nbformat  # noqa: E402

sys.path.insert(0, str(ROOT / "notebooks"))
import make  # noqa: E402

OPENED = [("00_start", "en"), ("02_variants", "nl"), ("10_known", "en")]
QUIET = [
    "--no-browser", "--allow-root", "--ServerApp.port=0", "--IdentityProvider.token=known", "--ServerApp.log_level=ERROR",
    "--LabApp.expose_app_in_browser=True", "--LabApp.news_url=", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
]  # fmt: skip

FOLDERS = (
    "JUPYTER_RUNTIME_DIR JUPYTER_CONFIG_DIR JUPYTER_DATA_DIR JUPYTERLAB_SETTINGS_DIR JUPYTERLAB_WORKSPACES_DIR IPYTHONDIR"
).split()


def started(runtime):
    """Return the address of a server as soon as it has one."""
    end = time.monotonic() + 60.0
    while time.monotonic() < end:
        for found in runtime.glob("jpserver-*.json"):
            if text := found.read_text(encoding="utf-8"):
                return json.loads(text)["url"]
        time.sleep(0.1)
    raise TimeoutError("no JupyterLab after a minute")


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """A JupyterLab with three notebooks, with the settings of the tests."""
    here = tmp_path_factory.mktemp("lab")
    folders = {name: str(here / name.lower()) for name in FOLDERS}
    there = {"PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])), "SIM_QUIET": "1"}
    (here / "scenarios").symlink_to(ROOT / "scenarios")
    books = here / "books" / "any"
    books.mkdir(parents=True)
    (here / "books" / "scenarios").symlink_to(ROOT / "scenarios")
    for name, language in OPENED:
        nbformat.write(make.quickly(ROOT / "notebooks" / "source" / f"{name}.py", language), books / f"{name}.ipynb")
    command = [sys.executable, "-m", "jupyterlab", *QUIET, f"--ServerApp.root_dir={books}"]
    server = subprocess.Popen(command, env=os.environ | folders | there, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield started(here / "jupyter_runtime_dir")
    finally:
        server.terminate()
        server.wait(30)


@pytest.fixture
def opened(browser, lab):
    """Open a notebook, and run all of it; in the end nothing of it went wrong, and nothing was asked for elsewhere."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page, wrong = context.new_page(), []
    page.on("console", lambda said: said.type == "error" and wrong.append(said.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    ours = lab, lab.replace("http", "ws"), "blob:", "data:"
    page.on("request", lambda asked: asked.url.startswith(ours) or wrong.append(asked.url))

    def call(name):
        page.goto(f"{lab}lab/tree/{name}.ipynb?reset&token=known")
        page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
        page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=60_000)
        assert page.evaluate("jupyterapp.commands.execute('notebook:run-all-cells')")
        return page

    yield call
    context.close()
    assert wrong == []


@pytest.mark.parametrize("name", [name for name, _ in OPENED])
def test_sliders_move_in_a_notebook_by_mouse_and_keyboard(opened, name, tmp_path):
    page = opened(name)
    page.wait_for_selector(".lr-live .lr-label", timeout=60_000)
    live = page.locator(".lr-live")
    slider, said = (live.locator(f"[data-slider] {part}").first for part in ("input", "output"))
    slider.scroll_into_view_if_needed()
    before, cell = said.inner_text(), page.locator(".jp-mod-selected").count()
    picture = live.locator("[data-part=differences]").inner_html()
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_selector(".lr-live:not(.lr-moving)")
    moved = said.inner_text()
    assert moved != before
    assert slider.evaluate("it => it === document.activeElement")
    assert page.locator(".jp-mod-selected").count() == cell
    page.wait_for_selector(".lr-live .lr-difference.better, .lr-live .lr-difference.worse, .lr-live .lr-difference.small")
    assert live.locator("[data-part=differences]").inner_html() != picture
    box = slider.bounding_box()
    page.mouse.click(box["x"] + 9, box["y"] + box["height"] / 2)
    page.wait_for_selector(".lr-live:not(.lr-moving)")
    assert said.inner_text() not in (before, moved)
    assert page.locator(".jp-OutputArea-output[data-mime-type*=stderr], .jp-RenderedText[data-mime-type*=error]").count() == 0
    if name == "00_start":
        live.locator("[data-do=language]").click()
        page.wait_for_selector(".lr-live[lang=nl]")
        live.locator("[data-do=save]").click()
        with page.expect_download() as loading:
            live.locator("a[download$='.yaml']").click()
        loading.value.save_as(tmp_path / "saved.yaml")
        sim.validate(sim.load(tmp_path / "saved.yaml"))
    if name == "02_variants":
        played = page.frame_locator("iframe[srcdoc]")
        page.locator("iframe[srcdoc]").scroll_into_view_if_needed()
        played.locator("#day:not([aria-busy]) [data-part=play]").press("End")
        came = played.locator("td[data-figure=came]").all_inner_texts()
        assert came[0] == came[1] != "0"
