"""Every notebook is what its source makes, in Dutch and in English, small, run in order, and runs from top to bottom."""

import ast
import os
import sys
from pathlib import Path

import pytest

jupytext = pytest.importorskip("jupytext", reason="the notebooks need jupytext: pip install '.[test]'")
nbformat = pytest.importorskip("nbformat", reason="the notebooks need nbformat: pip install '.[test]'")
nbclient = pytest.importorskip("nbclient", reason="the notebooks need nbclient: pip install '.[test]'")
from jupyter_client.manager import start_new_kernel  # noqa: E402

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "notebooks"))
import make  # noqa: E402

MOST_BYTES = 300_000  # with the pictures in it
SECONDS_PER_CELL = 300  # the first may have to compile the engine
BOTH = [(source, language) for source in make.SOURCES for language in make.LANGUAGES]
each = pytest.mark.parametrize("source", make.SOURCES, ids=lambda source: source.stem)
each_in_both = pytest.mark.parametrize(
    ("source", "language"), BOTH, ids=[f"{source.stem}-{language}" for source, language in BOTH]
)


def cells(notebook, kind=None):
    return [(cell.cell_type, cell.source.strip()) for cell in notebook.cells if kind in (None, cell.cell_type)]


def outputs(notebook):
    return [out for cell in notebook.cells if cell.cell_type == "code" for out in cell.outputs]


def texts(notebook):
    """Return all that is read in a notebook: its cells of text and what its cells of code say."""
    said = ["".join(out.get("data", {}).get("text/markdown", "")) for out in outputs(notebook)]
    return "\n".join([*(text for _, text in cells(notebook, "markdown")), *said])


def meaning(notebook):
    """Return the code of a notebook without its comments, docstrings and language."""
    trees = [ast.parse(text) for _, text in cells(notebook, "code")]
    for node in (node for tree in trees for node in ast.walk(tree)):
        if isinstance(node, ast.FunctionDef) and ast.get_docstring(node):
            node.body = node.body[1:]
    return "\n".join(ast.unparse(tree) for tree in trees).replace("LANGUAGE = 'nl'", "LANGUAGE = 'en'")


def test_there_are_notebooks_and_no_others():
    there = set((ROOT / "notebooks").rglob("*.ipynb"))
    assert there == {make.target(source, language) for source, language in BOTH}
    assert len(make.SOURCES) == 13


@each_in_both
def test_a_notebook_is_what_its_source_makes(source, language):
    there, made = nbformat.read(make.target(source, language), 4), make.built(source, language)
    assert cells(there) == cells(made), "make it again: python notebooks/make.py"
    assert there.metadata["least_resistance"] == made.metadata["least_resistance"]


@each_in_both
def test_a_notebook_is_small_and_was_run_in_order(source, language):
    path = make.target(source, language)
    notebook = nbformat.read(path, 4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert path.stat().st_size < MOST_BYTES
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert not [out for out in outputs(notebook) if out.output_type == "error" or out.get("name") == "stderr"]
    assert "widgets" not in notebook.metadata


@each
def test_both_languages_say_as_much_by_the_same_code(source):
    dutch, english = (make.built(source, language) for language in ("nl", "en"))
    assert [kind for kind, _ in cells(dutch)] == [kind for kind, _ in cells(english)]
    assert meaning(dutch) == meaning(english)
    assert all(one != other for one, other in zip(cells(dutch, "markdown"), cells(english, "markdown"), strict=True))


@each_in_both
def test_a_link_leads_somewhere_and_no_number_is_missing(source, language):
    path = make.target(source, language)
    text = texts(nbformat.read(path, 4))
    links = [part.split(")")[0] for part in text.split("](")[1:]]
    assert [link for link in links if "://" not in link and not (path.parent / link).exists()] == []
    assert "nan" not in text.split()
    other = " the | and " if language == "nl" else " het | een "
    assert not [word for word in other.split("|") if word in text]


@pytest.fixture(scope="module")
def kernel():
    """One kernel for all: what takes time at its start is done once."""
    more = {"PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])), "SIM_QUIET": "1"}
    manager, client = start_new_kernel(env=os.environ | more, cwd=str(ROOT / "notebooks" / "en"))
    yield manager
    client.stop_channels()
    manager.shutdown_kernel(now=True)


@each
def test_a_notebook_runs(source, kernel):
    notebook = make.quickly(source, "en")
    notebook.cells.insert(0, nbformat.v4.new_code_cell("%reset -f"))
    notebook.cells.append(nbformat.v4.new_code_cell("'live' in globals() and live.widget.close()"))
    nbclient.NotebookClient(notebook, km=kernel, timeout=SECONDS_PER_CELL).execute()
    assert outputs(notebook)
    assert "nan" not in texts(notebook).split()
