"""Make the notebooks: from one source in notebooks/source, in Dutch and in English, run, with what they show.

    python notebooks/make.py                 all of them
    python notebooks/make.py 00_start 05     those whose names begin so
    python notebooks/make.py --times         how long each takes to run as is, seconds of the clock; nothing is written

A source is a script of jupytext (percent format). A cell of text has the tag `nl` or `en`; code is the same in both languages, but for
LANGUAGE in the cell that all begin with (source/setup.py), and comments and docstrings written "Nederlands | English". Its head names the notebook in each language, the
settings with which the tests run it (`quick`), and whether its code is shown (`shown`) or folded away.
"""

import hashlib
import os
import re
import sys
import time
from base64 import b64decode, b64encode
from io import BytesIO
from pathlib import Path
from typing import Any

import jupytext
import nbformat
from nbclient import NotebookClient
from PIL import Image

HERE = Path(__file__).parent
SOURCES = sorted((HERE / "source").glob("[0-9]*.py"))
SETUP = HERE / "source" / "setup.py"
LANGUAGES = ("nl", "en")
COLOURS = 96  # of a picture
LONGEST = 600  # seconds for a cell: the first may have to compile the engine
WIDGET = "application/vnd.jupyter.widget-view+json"
_SLIDERS = {
    "nl": "<em>Hier staan de schuiven zodra dit notebook draait (in JupyterLab: Run, Run All Cells).</em>",
    "en": "<em>The sliders stand here as soon as this notebook runs (in JupyterLab: Run, Run All Cells).</em>",
}
_ANSWER = {"nl": "Antwoord", "en": "Answer"}
_TWICE = re.compile(r'(?P<mark># |""")(?P<nl>[^#|"\n]+) \| (?P<en>[^#|"\n]+)(?P<end>"""|$)', re.MULTILINE)


def head(source: Path) -> dict[str, Any]:
    """Return what the head of a source says: nl and en (names), quick (settings of the tests), shown."""
    return dict(jupytext.read(source).metadata["book"])


def target(source: Path, language: str) -> Path:
    """Return where the notebook of a source stands in a language."""
    return HERE / language / f"{head(source)[language]}.ipynb"


def digest(source: Path) -> str:
    """Return a hash of all that a notebook is made from."""
    return hashlib.sha256(source.read_bytes() + SETUP.read_bytes()).hexdigest()[:16]


def built(source: Path, language: str) -> Any:
    """Return the notebook of a source in a language, not run."""
    read = jupytext.read(source)
    cells = [_cell(cell, language, read.metadata["book"]) for cell in _with_setup(read.cells) if _in(cell, language)]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number:02}"
    made = nbformat.v4.new_notebook(cells=cells)
    made.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        "least_resistance": {"source": f"source/{source.name}", "made_from": digest(source), "language": language},
    }
    return made


def quickly(source: Path, language: str) -> Any:
    """Return the notebook with the settings of the tests, put in after its cell of parameters as papermill would."""
    made = built(source, language)
    place = next(number for number, cell in enumerate(made.cells) if "parameters" in cell.metadata.get("tags", []))
    settings = "\n".join(f"{name} = {value!r}" for name, value in head(source).get("quick", {}).items())
    made.cells.insert(place + 1, nbformat.v4.new_code_cell(settings))
    return made


def _in(cell: Any, language: str) -> bool:
    tags = cell.metadata.get("tags", [])
    return language in tags or not set(tags) & set(LANGUAGES)


def _with_setup(cells: list[Any]) -> list[Any]:
    place = next(number for number, cell in enumerate(cells) if "parameters" in cell.metadata.get("tags", []))
    setup = nbformat.v4.new_code_cell(SETUP.read_text(encoding="utf-8").strip(), metadata={"tags": ["fold"]})
    return [*cells[: place + 1], setup, *cells[place + 1 :]]


def _cell(cell: Any, language: str, book: Any) -> Any:
    tags = [tag for tag in cell.metadata.get("tags", []) if tag not in LANGUAGES]
    if cell.cell_type == "markdown":
        return nbformat.v4.new_markdown_cell(cell.source)
    text = _TWICE.sub(lambda found: found["mark"] + found[language] + found["end"], cell.source)
    made = nbformat.v4.new_code_cell(text.replace('LANGUAGE = "nl"', f'LANGUAGE = "{language}"'))
    if "answer" in tags:
        made.metadata["jupyter"] = {"source_hidden": True, "outputs_hidden": True}
    elif "fold" in tags or not (book.get("shown") or {"parameters", "show"} & set(tags)):
        made.metadata["jupyter"] = {"source_hidden": True}
        tags.append("hide-input")
    if tags := [tag for tag in tags if tag not in ("fold", "show")]:
        made.metadata["tags"] = tags
    return made


def run(made: Any, language: str) -> None:
    """Run a notebook, and keep what it shows; sliders need Python, so that words stand in their place."""
    os.environ["SIM_QUIET"] = "1"
    (HERE / language).mkdir(exist_ok=True)
    place = {"metadata": {"path": HERE / language}}
    NotebookClient(made, timeout=LONGEST, resources=place, record_timing=False).execute()
    made.metadata.pop("widgets", None)
    for cell, out in ((cell, out) for cell in made.cells for out in cell.get("outputs", [])):
        if "answer" in cell.metadata.get("tags", []):
            _fold(out, language)
        elif WIDGET in out.get("data", {}):
            out["data"] = {"text/html": _SLIDERS[language], "text/plain": "Live"}
        elif "image/png" in out.get("data", {}):
            out["data"] = {"image/png": _smaller(out["data"]["image/png"]), "text/plain": "Picture"}


def _fold(out: Any, language: str) -> None:
    """Let an answer be opened, where a website shows what Jupyter folds away."""
    if text := out.get("data", {}).get("text/markdown"):
        out["data"]["text/markdown"] = f"<details><summary>{_ANSWER[language]}</summary>\n\n{text}\n\n</details>"


def _smaller(picture: str) -> str:
    """Return a picture in as many colours as a chart needs, in a third of the bytes."""
    file = BytesIO()
    drawn = Image.open(BytesIO(b64decode(picture))).convert("RGB")
    drawn.quantize(COLOURS, dither=Image.Dither.NONE).save(file, format="png", optimize=True)
    return b64encode(file.getvalue()).decode()


def main(words: list[str]) -> int:
    """Make all notebooks, or those whose names begin as given; with --times only say how long they take."""
    names = [word for word in words if word != "--times"]
    chosen = [source for source in SOURCES if not names or source.name.startswith(tuple(names))]
    for source in chosen:
        for language in LANGUAGES:
            print((_timed if "--times" in words else _made)(source, language), flush=True)
    return 0 if chosen else 2


def _made(source: Path, language: str) -> str:
    """Make a notebook; return a line that says how large it is."""
    made, path = built(source, language), target(source, language)
    run(made, language)
    nbformat.write(made, path)
    return f"{path.relative_to(HERE)}: {path.stat().st_size / 1e3:,.0f} kB"


def _timed(source: Path, language: str) -> str:
    """Run a notebook; return a line that says how long it takes, Jupyter's own start included."""
    made, begun = built(source, language), time.monotonic()
    run(made, language)
    return f"{target(source, language).relative_to(HERE)}: {time.monotonic() - begun:.0f} s"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
