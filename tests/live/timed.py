"""How long the page of `sim open` takes from a key to its picture, at positions that are new: run it by hand, on a quiet machine.

    python tests/live/timed.py scenarios/terrace.yaml scenarios/permit.yaml
    python tests/live/timed.py --lab scenarios/terrace.yaml     the same in a notebook in JupyterLab

A line a scenario: until the address is printed, until there are words and a first picture (seconds); then of 20 moves the median
and the longest time from key to picture, the processor time of the server a move (as far as until the picture), and what stood
there after .3 and after 2 seconds: "old" the picture before, marked, "first look" that of shorter runs, or pairs of whole runs.
"""

import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
MOVES = 20
AFTER = 300, 2000  # milliseconds
MOVE = """([name, at, after]) => new Promise((done) => {
  const el = document.querySelector(".lr-live"), input = el.querySelector(`input[name="${name}"]`), begun = performance.now();
  const found = { picture: null, after: [] };
  const moving = () => el.classList.contains("lr-moving");
  const seen = new MutationObserver(() => moving() || (found.picture ??= performance.now() - begun));
  input.value = at;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  seen.observe(el, { attributes: true });
  const stands = () => (moving() ? "old" : el.dataset.short === "true" ? "first look" : `${el.dataset.pairs} pairs`);
  const told = () => found.after.length === after.length && found.picture !== null && (seen.disconnect(), done(found));
  for (const time of after) setTimeout(() => (found.after.push(stands()), told()), time);
  new MutationObserver(told).observe(el, { attributes: true });
})"""


def spent(process: int) -> float:
    """Return the processor time of who computes, milliseconds."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(") ")[1].split()
    return 1000.0 * sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")


def positions(page):
    """Yield positions that are new: of each slider in turn the next value, outwards from where it stands."""
    left = {}
    for one in page.locator("input[type=range]").all():
        own, last = int(one.input_value()), int(one.get_attribute("max"))
        left[one.get_attribute("name")] = sorted(set(range(last + 1)) - {own}, key=lambda at, own=own: (abs(at - own), at))
    while any(left.values()):
        for name in left:
            if left[name]:
                yield name, left[name].pop(0)


def moves(page, process):
    """Yield of each move: milliseconds until its picture, processor time in all, and what stood there."""
    for (name, at), _ in zip(positions(page), range(MOVES), strict=False):
        before = spent(process)
        found = page.evaluate(MOVE, [name, at, AFTER])
        yield found["picture"], spent(process) - before, found["after"]


def opened(started):
    """Return a new page of a browser."""
    return started.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"]).new_page(viewport={"width": 1280, "height": 900})


def line(path: str) -> str:
    """Return what the page of a scenario takes."""
    begun = time.monotonic()
    server = subprocess.Popen([sys.executable, "-m", "sim", "open", path, "--no-browser"], stdout=subprocess.PIPE, text=True)
    address = server.stdout.readline().strip()
    up = time.monotonic() - begun
    try:
        with sync_playwright() as started:
            page = opened(started)
            begun = time.monotonic()
            page.goto(address)
            words = time.monotonic() - begun
            page.wait_for_selector(".lr-label", timeout=300_000)
            first = time.monotonic() - begun
            page.wait_for_timeout(3000)
            found = list(moves(page, server.pid))
    finally:
        server.terminate()
        server.wait(20)
    return f"{path}: up {up:.1f} s, words {words:.2f}, first picture {first:.1f}; {told(found)}"


def told(found: list) -> str:
    """Return what moves took, in words."""
    taken = [one for one, _, _ in found]
    at = zip(*(after for _, _, after in found), strict=True)
    stood = [", ".join(f"{n} {what}" for what, n in Counter(those).most_common()) for those in at]
    cpu = statistics.median(cpu for _, cpu, _ in found)
    return (
        f"{len(taken)} moves: {statistics.median(taken):.0f} ms (longest {max(taken):.0f}; {cpu:.0f} of processor in {AFTER[-1]}); "
        f"after {AFTER[0]} ms {stood[0]}; after {AFTER[1]} ms {stood[1]}"
    )


CELLS = """import os, sim
print("process", os.getpid())
sim.live(sim.load({path!r}))"""


def in_lab(path: str) -> str:
    """Return what moves take in a notebook."""
    import nbformat
    from test_notebooks_in_lab import FOLDERS, QUIET, started

    with TemporaryDirectory() as here, sync_playwright() as browser:
        made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CELLS.format(path=str(Path(path).resolve())))])
        made.metadata["kernelspec"] = {"display_name": "Python 3", "language": "python", "name": "python3"}
        nbformat.write(made, f"{here}/moves.ipynb")
        folders = {name: f"{here}/{name.lower()}" for name in FOLDERS}
        command = [sys.executable, "-m", "jupyterlab", *QUIET, f"--ServerApp.root_dir={here}"]
        server = subprocess.Popen(command, env=os.environ | folders, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            address = started(Path(folders["JUPYTER_RUNTIME_DIR"]))
            page = opened(browser)
            page.goto(f"{address}lab/tree/moves.ipynb?token=known")
            page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=60_000)
            page.evaluate("jupyterapp.commands.execute('notebook:run-all-cells')")
            page.wait_for_selector(".lr-live .lr-label", timeout=300_000)
            page.wait_for_timeout(3000)
            process = int(page.get_by_text(re.compile(r"^process \d+")).inner_text().split()[1])
            return f"{path} in JupyterLab: {told(list(moves(page, process)))}"
        finally:
            server.terminate()
            server.wait(30)


if __name__ == "__main__":
    names = [given for given in sys.argv[1:] if given != "--lab"]
    for name in names:
        print((in_lab if "--lab" in sys.argv else line)(name), flush=True)
