"""The report in a real browser, and on paper. Skipped where there is none, unless REQUIRE_BROWSER is set."""

import os
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pypdf
import pypdfium2
import pytest
from test_report import EVIL, HOSTILE

import sim

SCENARIOS = Path(__file__).parents[2] / "scenarios"
# all of the library with ALL_REPORTS=1, which takes minutes
STUDIES = sorted(path.stem for path in SCENARIOS.glob("*.yaml")) if os.environ.get("ALL_REPORTS") else []
PRINTED = [(name, language) for name in STUDIES for language in ("en", "nl")] or [("terrace", "nl")]
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


def filled(paper):
    """Return of each page but the last how much of its height lies between the first ink and the last."""
    shares = []
    for one in pypdfium2.PdfDocument(paper):
        dots = np.asarray(one.render(scale=0.5, grayscale=True).to_numpy()).squeeze()
        inked = np.flatnonzero((dots < 245).any(axis=1))
        shares.append(float(inked[-1] - inked[0]) / len(dots))
    return shares[:-1]


@pytest.mark.parametrize(("name", "language"), PRINTED)
def test_no_page_is_half_empty_and_there_are_fourteen_at_most(name, language, tmp_path):
    report = sim.report(sim.load(SCENARIOS / f"{name}.yaml"), replications=2, language=language)
    report.save(tmp_path / "report.html")
    paper = tmp_path / "report.pdf"
    browse(tmp_path / "report.html", f"--print-to-pdf={paper}")
    shares = filled(paper)
    assert len(shares) + 1 <= 14
    assert min(shares) >= 0.5
