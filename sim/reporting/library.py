"""The pictures of the library, made anew: page one of six studies in both languages, and what README files show.

`python -m sim.reporting.library [--force] [--replications N] [PICTURE ...]`, from the root; without names all of
them. Pages are taken in Chromium by Playwright (of the extra `test`), and what each report came to and took is written beside them.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sim.scenario.load import load
from sim.views.files import check_writable, save, save_bytes

FOLDER = Path("scenarios")
PAGES, SHOWN = FOLDER / "pages", "permit_report.png"  # SHOWN: page one that the README has
STUDIES = ("terrace", "permit", "contact_centre", "debtors", "reception", "benefits")
WIDE, SMALL, COLOURS = 794, 560, 192  # dots of A4 as Chromium has it, and of a small picture; colours of a picture
_POSTER = "sim.views.poster scenarios/{0}.yaml scenarios/{0}.png {1} --force"
DRAWN = {  # by picture: the command that draws it
    "permit_judged.png": "sim judge scenarios/permit.yaml --until-decided --no-turns --picture scenarios/permit_judged.png --force",
    "contact_centre_judged.png": "sim judge scenarios/contact_centre.yaml --no-turns "
    "--picture scenarios/contact_centre_judged.png --force",
    "tax_line_judged.png": "sim judge scenarios/tax_line.yaml --until-decided --bound 40 --no-turns "
    "--picture scenarios/tax_line_judged.png --force",
    **{
        f"{name}.png": _POSTER.format(name, what)
        for name, what in {
            "debtors": "lead_time,resistance,goodwill_at_end,left_customers hand_overs",
            "reception": "episode_mark,resistance,left_customers,cost_per_resolved links",
            "nails": "episode_mark,resistance,goodwill_at_end,cost_per_resolved market,waits",
            "tax_line": "role.agent.service_level,resolved_share,episode_mark,resistance observed",
            "benefits": "segment.hulp_nodig.lost_share,episode_mark,resistance,cost_per_resolved segments,observed",
        }.items()
    },
}
QUESTIONS = {  # in the language that is not a scenario's own
    "terrace": "Vier mensen die ieder alles doen, of ieder één ding: wat is voor de gasten, en voor hen vieren, het beste?",
    "permit": "Waar hebben aanvragers het meest aan: één eigenaar van begin tot eind, digitaal voorop, of een van onze "
    "tien kleinere plannen?",
    "contact_centre": "De helft van onze bellers wacht langer dan de 30 seconden die wij vier van de vijf beloven. Meer mensen, of "
    "minder redenen om te bellen?",
    "debtors": "What do errors in orders and each hand-over cost us, and what helps against them?",
    "reception": "Ieder doet er nu een stukje van. Helpt één gastheer vooraan, of één team van het eerste tot het laatste gesprek, "
    "klanten beter met even veel mensen?",
    "benefits": "What does digital for everybody save, who pays for it, and how much dearer is a person for who needs one?",
}
ANSWERS = {  # page one beside a comparison, by picture: what is compared
    "contact_centre_answer.png": ("contact_centre", "today,two_telephonists,better_form,knowledge_base"),
    "debtors_antwoord.png": ("debtors", "zoals_nu,orderbevestiging,strenger_nakijken,webwinkel"),
}
KNOWN = (*STUDIES, *ANSWERS, *DRAWN)
BELOW = 40  # dots of an empty edge
FIRST = """
body { max-width: none; padding: 49px 53px; }
#advice, #advice ~ *, .annex, .annex ~ * { display: none; }
"""
HEAD = """# Page one of studies

What a client reads first, in Dutch and in English; made by `python -m sim.reporting.library --force`. Pages are A4, upright; words
are those of the whole report without its pictures. Time is that of all cores together, memory that of the largest process, on a
common machine that others used, too: an order of magnitude. The second language goes on from the replications of the first.

| study | language | replications | pages | words | CPU, s | memory, MB |
|---|---|---:|---:|---:|---:|---:|
"""


@dataclass(frozen=True)
class ReportTook:
    """What a report came to and took."""

    study: str
    language: str
    replications: int
    pages: int
    words: int
    seconds: int  # of all cores
    megabytes: int  # of the largest process


def main(arguments: Sequence[str]) -> int:
    """Make the pictures that are asked for; 1 where one is there already and may not be overwritten."""
    parser = argparse.ArgumentParser("python -m sim.reporting.library")
    parser.add_argument("names", nargs="*", metavar="PICTURE", help=", ".join(KNOWN))
    parser.add_argument("--force", action="store_true", help="overwrite pictures that exist")
    parser.add_argument("--replications", type=int, help="of the reports; as each scenario says if left out")
    asked = parser.parse_args(arguments)
    names = asked.names or KNOWN
    if unknown := [name for name in names if name not in KNOWN]:
        parser.error(f"{unknown[0]}: allowed are {', '.join(KNOWN)}")
    try:
        for name in names:
            for place in _places(name):
                check_writable(place, asked.force)
    except OSError as error:
        print(error, file=sys.stderr)
        return 1
    for name in names:
        _make(name, asked.replications)
    return 0


def _make(name: str, replications: int | None) -> None:
    if name in STUDIES:
        _study(name, replications)
    elif name in ANSWERS:
        _answer(name)
    else:
        _run(DRAWN[name])


def _answer(name: str) -> None:
    """Take the page that a comparison writes beside it."""
    scenario, designs = ANSWERS[name]
    with TemporaryDirectory() as folder:
        page = Path(folder) / "answer.html"
        _run(f"sim compare {FOLDER / scenario}.yaml --designs {designs} --page {page}")
        picture, _, _ = printed(page)
        save_bytes(FOLDER / name, _reduced(_cropped(picture), WIDE), force=True)


def _cropped(picture: bytes) -> bytes:
    """Return a picture without what is empty below."""
    from PIL import Image, ImageChops

    whole = Image.open(BytesIO(picture)).convert("RGB")
    _, _, _, bottom = ImageChops.invert(whole).getbbox() or (0, 0, 0, whole.height)
    out = BytesIO()
    whole.crop((0, 0, whole.width, min(whole.height, bottom + BELOW))).save(out, "PNG")
    return out.getvalue()


def _places(name: str) -> list[Path]:
    return [PAGES / f"{name}_{language}.png" for language in ("nl", "en")] if name in STUDIES else [FOLDER / name]


def _run(command: str | Sequence[str]) -> Any:
    """Run a command of this package in a process of its own; return what it took."""
    words = command.split() if isinstance(command, str) else command
    process = subprocess.Popen([sys.executable, "-m", *words], stdout=subprocess.DEVNULL)
    _, status, taken = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"failed: {command}")
    return taken


def _study(name: str, replications: int | None) -> None:
    """Make the report of a scenario in both languages, take page one of each, and note what it came to and took."""
    often = f"--replications {replications}" if replications else ""
    with TemporaryDirectory() as folder:
        for language in ("nl", "en"):
            out = Path(folder) / f"{language}.html"
            how = f"--language {language} --no-turns --store {folder}/kept --out {out} {often}"
            taken = _run([*f"sim report {FOLDER / name}.yaml {how}".split(), *_asked(name, language)])
            picture, pages, words = printed(out)
            save_bytes(PAGES / f"{name}_{language}.png", _reduced(picture, SMALL), force=True)
            if (name, language) == ("permit", "en"):
                save_bytes(FOLDER / SHOWN, _reduced(picture, WIDE), force=True)
            n = int(out.read_text(encoding="utf-8").partition('<meta name="replications" content="')[2].partition('"')[0])
            seconds = round(taken.ru_utime + taken.ru_stime)
            _note(ReportTook(name, language, n, pages, words, seconds, round(taken.ru_maxrss / 1024)))


def _asked(name: str, language: str) -> list[str]:
    """Return the question as an option, where the scenario's own is in the other language."""
    return ["--question", QUESTIONS[name]] if load(FOLDER / f"{name}.yaml").language != language else []


def printed(page: Path) -> tuple[bytes, int, int]:
    """Return page one of a report as a picture, how many pages of A4 it has, and how many words."""
    from playwright.sync_api import sync_playwright
    from pypdf import PdfReader

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=os.environ.get("CHROMIUM"), args=["--no-sandbox"])
        shown = browser.new_page(viewport={"width": WIDE, "height": round(WIDE * 297 / 210)}, device_scale_factor=1.5)
        shown.goto(page.as_uri())
        words = len(shown.inner_text("body").split())
        pages = len(PdfReader(BytesIO(shown.pdf(prefer_css_page_size=True))).pages)
        shown.emulate_media(media="print")
        shown.add_style_tag(content=FIRST)
        picture = shown.screenshot()
        browser.close()
    return picture, pages, words


def _reduced(picture: bytes, width: int) -> bytes:
    """Return a picture so many dots wide, with few colours: small enough to be kept."""
    from PIL import Image

    whole = Image.open(BytesIO(picture)).convert("RGB")
    small = whole.resize((width, round(whole.height * width / whole.width)), Image.Resampling.LANCZOS)
    out = BytesIO()
    small.quantize(COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue()


def _note(made: ReportTook) -> None:
    """Keep what a report came to and took, in place of what was kept of it, and write the table anew."""
    kept = PAGES / "measured.json"
    before = [ReportTook(**one) for one in json.loads(kept.read_text(encoding="utf-8"))] if kept.exists() else []
    others = [one for one in before if (one.study, one.language) != (made.study, made.language)]
    rows = sorted([*others, made], key=lambda one: (STUDIES.index(one.study), one.language != "nl"))
    text = json.dumps([asdict(one) for one in rows], indent=1) + "\n"
    save(kept, lambda file: file.write(text), force=True)
    table = "".join(
        f"| [{one.study}]({one.study}_{one.language}.png) | {one.language} | {one.replications} | {one.pages} | {one.words:,} "
        f"| {one.seconds:,} | {one.megabytes:,} |\n"
        for one in rows
    )
    save(PAGES / "README.md", lambda file: file.write(HEAD + table), force=True)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
