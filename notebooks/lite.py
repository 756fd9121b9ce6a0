"""Build the browser edition for students: JupyterLite with these notebooks, and pages with sliders that need no Python at all.

    python -m pip install jupyterlite-core jupyterlite-pyodide-kernel jupyter-server
    python notebooks/lite.py FOLDER

To be run where the internet is, and served from any web server (`python -m http.server --directory FOLDER/site`): the browser fetches its
Python (Pyodide, with numpy and the like) from the network when a notebook is first run. There the SimPy engine computes, in one thread,
with the settings of the tests, as it is some hundred times slower. FOLDER/pages can be mailed or put on a website as it is.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import make
import nbformat

import sim

ROOT = make.HERE.parent
PAGES = ("terrace", "contact_centre")
FIRST = '%pip install -q least-resistance\nimport os\nos.environ["SIM_NO_THREADS"] = "1"'


def pages(folder: Path) -> None:
    """Write the saved pages, and a list of them."""
    folder.mkdir(parents=True)
    for name in PAGES:
        sim.live(sim.load(ROOT / "scenarios" / f"{name}.yaml")).save(folder / f"{name}.html")
    listed = "".join(f'<li><a href="{name}.html">{name.replace("_", " ")}</a></li>' for name in PAGES)
    text = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Least resistance</title><ul>{listed}</ul></html>'
    (folder / "index.html").write_text(text, encoding="utf-8")


def contents(folder: Path) -> None:
    """Write the notebooks with the settings of the tests, and the scenarios that they read."""
    shutil.copytree(ROOT / "scenarios", folder / "scenarios", ignore=shutil.ignore_patterns("*.png"))
    for source in make.SOURCES:
        for language in make.LANGUAGES:
            made = make.quickly(source, language)
            made.cells.insert(0, nbformat.v4.new_code_cell(FIRST, metadata={"jupyter": {"source_hidden": True}}))
            path = folder / language / make.target(source, language).name
            path.parent.mkdir(exist_ok=True)
            nbformat.write(made, path)


def build(folder: Path) -> None:
    """Build the site from the contents and a wheel of this source."""
    run = [sys.executable, "-m"]
    subprocess.run([*run, "pip", "wheel", "-q", "--no-deps", "-w", str(folder / "wheels"), str(ROOT)], check=True)
    wheels = [f"--piplite-wheels={wheel}" for wheel in (folder / "wheels").glob("*.whl")]
    made = ["--contents", str(folder / "contents"), "--output-dir", str(folder / "site")]
    subprocess.run([*run, "jupyterlite_core", "build", *made, *wheels], check=True, cwd=folder)


def main(given: list[str]) -> int:
    """Build everything in a new folder."""
    if len(given) != 1 or Path(given[0]).exists():
        print("usage: python notebooks/lite.py FOLDER, which must not exist yet", file=sys.stderr)
        return 2
    folder = Path(given[0]).resolve()
    pages(folder / "pages")
    contents(folder / "contents")
    build(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
