"""The report in a real browser, and on paper. Skipped where there is none, unless REQUIRE_BROWSER is set."""

import os
import shutil
import subprocess

import pypdf
import pytest
from test_report import EVIL, HOSTILE

import sim

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BROWSER = next(filter(None, map(shutil.which, BROWSERS)), None)
HOW = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --no-pdf-header-footer"
).split()

pytestmark = pytest.mark.skipif(
    BROWSER is None and not os.environ.get("REQUIRE_BROWSER"), reason="no Chromium on this machine"
)


@pytest.fixture(scope="module", params=["en", "nl"])
def page(request, tmp_path_factory):
    """A report whose texts are out for no good, in a folder of its own."""
    folder = tmp_path_factory.mktemp("browser")
    (folder / "desk.yaml").write_text(HOSTILE, encoding="utf-8")
    report = sim.report(sim.load(folder / "desk.yaml"), language=request.param)
    report.save(folder / "report.html")
    return folder / "report.html", report


def browse(page, *arguments):
    done = subprocess.run(
        [BROWSER, *HOW, f"--user-data-dir={page.parent / 'profile'}", *arguments, page.as_uri()],
        capture_output=True,
        timeout=120,
        check=True,
    )
    return done.stdout.decode("utf-8")


def test_opened_nothing_of_it_runs(page):
    path, _ = page
    seen = browse(path, "--dump-dom")
    assert "<title>A desk &lt;script&gt;" in seen
    assert "<script" not in seen
    assert EVIL.replace("<", "&lt;").replace(">", "&gt;") in seen


def test_printed_it_can_be_read(page):
    path, report = page
    paper = path.with_suffix(".pdf")
    browse(path, f"--print-to-pdf={paper}")
    pages = pypdf.PdfReader(paper).pages
    text = " ".join(" ".join(one.extract_text() for one in pages).split())
    assert 5 <= len(pages) <= 14
    assert " ".join(report.sentence.split())[:40] in text
    assert report.found.provenance.scenario_hash not in text.replace(" ", "")
    width, height = pages[0].mediabox.width, pages[0].mediabox.height
    assert width < height  # upright
