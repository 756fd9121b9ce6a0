"""Write an exhibit for a class or a client: pages with sliders, days that play, and a list of them; nothing is needed to look at them.

    python notebooks/exhibit.py FOLDER

FOLDER/index.html opens from the disk in any browser, and can be mailed, or put on a website, with what stands beside it.
"""

import html
import sys
from pathlib import Path

import sim
from sim.live.frame import question

SCENARIOS = Path(__file__).resolve().parents[1] / "scenarios"
PAGES = {"terrace": 20, "contact_centre": 20, "permit": 20, "reception": 10, "benefits": 6, "debtors": 6, "nhs111": 10, "tax_line": 4}
WORDS = {  # pairs in each point, most of them as the scenario says
    "title": ("A service, with sliders", "Een dienst, met schuiven"),
    "how": (
        "Each page is one file: open it, move a slider, and see what becomes of the queue. Nothing is installed, and nothing is sent.",
        "Elke bladzijde is één bestand: open haar, verschuif een schuif en zie wat er van de rij wordt. Er wordt niets geïnstalleerd en "
        "niets verstuurd.",
    ),
    "sliders": ("sliders", "schuiven"),
    "day": ("a day that plays", "een dag die zich afspeelt"),
}
STYLE = "body{font:17px/1.5 system-ui,sans-serif;max-width:46em;margin:2em auto;padding:0 1em;color:#1a1a1a}li{margin:.9em 0}a{color:#0b5394}p{margin:.2em 0}"


def written(folder: Path, names: dict[str, int]) -> None:
    """Write the pages of scenarios, with so many pairs at most in each point, and the list of them."""
    folder.mkdir(parents=True)
    listed = []
    for name, pairs in names.items():
        scenario = sim.load(SCENARIOS / f"{name}.yaml")
        run = scenario.run.model_copy(update={"replications": min(pairs, scenario.run.replications)})
        sim.live(scenario.model_copy(update={"run": run})).save(folder / f"{name}.html")
        sim.day(scenario).save(folder / f"{name}_day.html")
        listed.append(entry(name, scenario))
        print(name, flush=True)
    (folder / "index.html").write_text(index(listed), encoding="utf-8")


def entry(name: str, scenario: sim.Scenario) -> str:
    """Return a scenario in the list."""
    links = " · ".join(f'<a href="{file}">{both(key)}</a>' for key, file in (("sliders", f"{name}.html"), ("day", f"{name}_day.html")))
    own = f'<div lang="{scenario.language}"><strong>{html.escape(scenario.title)}</strong><p>{html.escape(question(scenario))}</p></div>'
    return f"<li>{own}<p>{links}</p></li>"


def both(key: str) -> str:
    """Return a word in both languages."""
    english, dutch = WORDS[key]
    return f'{english} / <span lang="nl">{dutch}</span>'


def index(listed: list[str]) -> str:
    """Return the list as a page."""
    title, how = WORDS["title"], WORDS["how"]
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<title>{title[0]}</title><style>{STYLE}</style></head><body><main><h1>{title[0]}</h1><p>{how[0]}</p><p lang="nl">{how[1]}</p>'
        f"<ul>{''.join(listed)}</ul></main></body></html>"
    )


def main(given: list[str]) -> int:
    """Write the exhibit in a new folder; names of scenarios after it: those only."""
    if not given or Path(given[0]).exists() or not {*given[1:]} <= {*PAGES}:
        print("usage: python notebooks/exhibit.py FOLDER [SCENARIO ...]; FOLDER must not exist yet", file=sys.stderr)
        return 2
    written(Path(given[0]), {name: PAGES[name] for name in given[1:] or PAGES})
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
