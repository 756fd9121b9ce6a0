"""Every notebook runs from top to bottom, and says the same as the script that it is paired with."""

import os
from pathlib import Path

import pytest

jupytext = pytest.importorskip("jupytext", reason="the notebooks need jupytext: pip install '.[test]'")
nbformat = pytest.importorskip("nbformat", reason="the notebooks need nbformat: pip install '.[test]'")
nbclient = pytest.importorskip("nbclient", reason="the notebooks need nbclient: pip install '.[test]'")

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
MOST_BYTES = 400_000  # with the pictures in it
SECONDS_PER_CELL = 300  # the first may have to compile the engine


def sources(notebook: object) -> list[tuple[str, str]]:
    return [(cell.cell_type, cell.source.strip()) for cell in notebook.cells]  # type: ignore[attr-defined]


def test_there_are_notebooks() -> None:
    assert len(NOTEBOOKS) >= 2


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_its_script(path: Path) -> None:
    assert sources(nbformat.read(path, 4)) == sources(jupytext.read(path.with_suffix(".py")))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_small_and_was_run_in_order(path: Path) -> None:
    assert path.stat().st_size < MOST_BYTES
    cells = [cell for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    assert not [out for cell in cells for out in cell.outputs if out.output_type == "error"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])))
    notebook = jupytext.read(path.with_suffix(".py"))
    client = nbclient.NotebookClient(
        notebook, timeout=SECONDS_PER_CELL, resources={"metadata": {"path": path.parent}}
    )
    client.execute()
