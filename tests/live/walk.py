"""How long a new user takes from `git clone` to a slider moved on a scenario of one's own: run it by hand, with an internet.

    python tests/live/walk.py

A clone of this repository as committed, in a folder of its own; a new environment with what README's install line names; `sim new`
answered from a template; `sim open` with nothing cached; a slider moved by the keyboard in a browser until a new picture stands
there. A line a part: seconds of the clock. Reading, thinking and typing come on top.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright
from timed import opened

REPOSITORY = Path(__file__).parents[2]
LONGEST = 300_000  # milliseconds


@contextmanager
def part(name: str) -> Iterator[None]:
    """Print how long a part takes."""
    begun = time.monotonic()
    yield
    print(f"{time.monotonic() - begun:6.1f} s  {name}", flush=True)


def install_line() -> list[str]:
    """Return the words of README's install line, after `python`."""
    found = re.search(r"^python (-m pip install [^&\n]*?) &&", (REPOSITORY / "README.md").read_text(), re.MULTILINE)
    assert found, "README has no install line"
    return found[1].split()


def move(page: Page) -> None:
    """Move the first slider one value by the keyboard, and wait for its picture."""
    slider = page.locator("input[type=range]").first
    before = slider.input_value()
    slider.focus()
    page.keyboard.press("ArrowRight" if before != slider.get_attribute("max") else "ArrowLeft")
    assert slider.input_value() != before
    page.wait_for_selector(".lr-live.lr-moving", timeout=LONGEST)
    page.wait_for_selector(".lr-live:not(.lr-moving)", timeout=LONGEST)
    assert not page.get_by_role("alert").filter(visible=True).count(), "the page says that something went wrong"


def move_in_browser(folder: Path, python: str, environment: dict[str, str]) -> None:
    """Open the scenario and move a slider of it."""
    command = [python, "-m", "sim", "open", "own.yaml", "--no-browser"]
    server = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        with sync_playwright() as started:
            with part("sim open: its address is printed"):
                assert server.stdout
                address = server.stdout.readline().strip()
            with part("the browser starts, and a first picture stands there"):
                page = opened(started)
                page.goto(address)
                page.wait_for_selector(".lr-label", timeout=LONGEST)
            with part("a slider moved, and its picture"):
                move(page)
    finally:
        server.terminate()
        server.wait(20)


def walk(here: Path) -> None:
    """Walk from the clone to the slider in an empty folder."""
    folder, python = here / "clone", str(here / "env" / "bin" / "python")
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    environment |= {"SIM_CACHE_DIR": str(here / "cache")}

    def do(*command: str, where: Path = folder) -> None:
        subprocess.run(command, cwd=where, env=environment, check=True, stdout=subprocess.DEVNULL)

    with part("git clone"):
        do("git", "clone", "-q", str(REPOSITORY), str(folder), where=here)
    with part("a new environment"):
        do(sys.executable, "-m", "venv", str(here / "env"), where=here)
    with part("README's install line"):
        do(python, *install_line())
    with part("sim new"):
        do(python, "-m", "sim", "new", "own.yaml", "--template", "kcc", "--language", "en", "--yes")
    move_in_browser(folder, python, environment)


if __name__ == "__main__":
    with TemporaryDirectory() as made, part("in all"):
        walk(Path(made))
