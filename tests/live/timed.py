"""How long the page of `sim open` takes from a key to its picture, at positions that are new: run it by hand, on a quiet machine.

    python tests/live/timed.py scenarios/terrace.yaml scenarios/permit.yaml

A line a scenario: until the address is printed, until there are words and a first picture (seconds); then of 20 moves the median
and the longest time from key to picture, the processor time of the server a move (as far as until the picture), and what stood
there after .3 and after 2 seconds: "old" the picture before, marked, "first look" that of shorter runs, or pairs of whole runs.
"""

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from playwright.sync_api import sync_playwright

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
MOVES = 20
AFTER = 300, 2000  # milliseconds
MOVE = """([name, at, after]) => new Promise((done) => {
  const el = document.getElementById("live"), input = el.querySelector(`input[name="${name}"]`), begun = performance.now();
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


def spent(server: subprocess.Popen[str]) -> float:
    """Return the processor time of the server, milliseconds."""
    fields = Path(f"/proc/{server.pid}/stat").read_text().rsplit(") ")[1].split()
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


def moves(page, server):
    """Yield of each move: milliseconds until its picture, processor time in all, and what stood there."""
    for (name, at), _ in zip(positions(page), range(MOVES), strict=False):
        before = spent(server)
        found = page.evaluate(MOVE, [name, at, AFTER])
        yield found["picture"], spent(server) - before, found["after"]


def line(path: str) -> str:
    """Return what the page of a scenario takes."""
    begun = time.monotonic()
    server = subprocess.Popen([sys.executable, "-m", "sim", "open", path, "--no-browser"], stdout=subprocess.PIPE, text=True)
    address = server.stdout.readline().strip()
    up = time.monotonic() - begun
    try:
        with sync_playwright() as started:
            page = started.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"]).new_page()
            begun = time.monotonic()
            page.goto(address)
            words = time.monotonic() - begun
            page.wait_for_selector(".lr-label", timeout=300_000)
            first = time.monotonic() - begun
            page.wait_for_timeout(3000)
            found = list(moves(page, server))
    finally:
        server.terminate()
        server.wait(20)
    taken = [one for one, _, _ in found]
    at = zip(*(after for _, _, after in found), strict=True)
    stood = [", ".join(f"{n} {what}" for what, n in Counter(those).most_common()) for those in at]
    return (
        f"{path}: up {up:.1f} s, words {words:.2f}, first picture {first:.1f}; {len(taken)} moves: {statistics.median(taken):.0f} ms "
        f"(longest {max(taken):.0f}; {statistics.median(cpu for _, cpu, _ in found):.0f} ms of processor in {AFTER[-1]} ms); "
        f"after {AFTER[0]} ms {stood[0]}; after {AFTER[1]} ms {stood[1]}"
    )


if __name__ == "__main__":
    for given in sys.argv[1:]:
        print(line(given), flush=True)
