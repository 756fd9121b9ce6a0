"""Build the browser edition for students: JupyterLite with these notebooks, and the exhibit (exhibit.py), which needs no Python at all.

    python -m pip install jupyterlite-core jupyterlite-pyodide-kernel jupyter-server
    python notebooks/lite.py FOLDER

To be served from any web server (`python -m http.server --directory FOLDER/site`): when a notebook is first run, the browser fetches its
Python (Pyodide) with numpy and the like from the network, and without that a sentence says so. There the SimPy engine computes, in one
thread, with the settings of the tests, as it is some hundred times slower. FOLDER/pages can be mailed or put on a website as it is.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import exhibit
import make
import nbformat

ROOT = make.HERE.parent
MISSING = {
    "nl": "De Python van deze browser kan het pakket niet ophalen ({error}). Het heeft numpy nodig, dat van het netwerk komt. De bladzijden "
    "met schuiven hebben geen Python nodig, en met Python op uw eigen computer werkt alles.",
    "en": "The Python of this browser can't fetch the package ({error}). It needs numpy, which comes from the network. The pages with "
    "sliders need no Python, and with Python on your own computer all of it works.",
}
NOTE = {
    "nl": "*In de browser:* bij de eerste cel haalt de browser zijn Python en numpy van het netwerk; dat duurt een minuut. Blijft rechtsboven een "
    "rood kruis of *Unknown* staan, dan lukt dat hier niet. De bladzijden met schuiven hebben geen Python nodig.",
    "en": "*In the browser:* at the first cell the browser fetches its Python and numpy from the network, which takes a minute. If a red cross or "
    "*Unknown* stays at the upper right, that isn't possible here. The pages with sliders need no Python.",
}
FIRST = """import os
os.environ["SIM_NO_THREADS"] = "1"
import piplite
try:
    await piplite.install(["least-resistance", "matplotlib", "pandas"])
except Exception as error:
    print({missing!r}.format(error=str(error).splitlines()[0]))"""


def contents(folder: Path) -> None:
    """Write the notebooks with the settings of the tests, and the scenarios that they read."""
    shutil.copytree(ROOT / "scenarios", folder / "scenarios", ignore=shutil.ignore_patterns("*.png"))
    for source in make.SOURCES:
        for language in make.LANGUAGES:
            made = make.quickly(source, language)
            made.cells.insert(1, nbformat.v4.new_markdown_cell(NOTE[language]))
            made.cells.insert(2, nbformat.v4.new_code_cell(FIRST.format(missing=MISSING[language]), metadata={"jupyter": {"source_hidden": True}}))
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
    exhibit.written(folder / "pages", exhibit.PAGES)
    contents(folder / "contents")
    build(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
