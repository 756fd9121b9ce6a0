"""How files are written: what is refused before a run, and what is written after it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer

from sim.views.files import are_same, check_writable, save


class Writes:
    """Says of an option that it names a file to write, and the endings that this may have (any where none is named)."""

    def __init__(self, *endings: str) -> None:
        self.endings = endings

    def check(self, path: Path, option: str) -> None:
        """Refuse a file of a kind that the option does not write."""
        if self.endings and path.suffix not in self.endings:
            allowed = " or ".join(filter(None, (", ".join(self.endings[:-1]), self.endings[-1])))
            raise typer.BadParameter(f"{path}: the name has to end in {allowed}", param_hint=option)


def named_after(file: str, what: str, out: Path | None, force: bool) -> Path:
    """Return the page to write: where no name is given one after the scenario, or in its study.

    Refused where it can't be written.
    """
    from sim.runs.study_folder import own_folder

    folder = own_folder(file)
    place = out or (folder / f"{what}.html" if folder else Path(f"{Path(file).stem}_{what}.html"))
    check_writable(place, force)
    return place


def check_places(places: Mapping[str, Path], force: bool, file: str, store: Path | None) -> None:
    """Refuse places (by option) that cannot be written to, or that are the scenario, the store or one another."""
    seen: dict[str, str | Path] = {"the scenario": file} if file else {}
    if store:
        _check_apart("--store", store, seen)
    for option, path in places.items():
        _check_apart(option, path, seen)
        check_writable(path, force)


def _check_apart(option: str, path: Path, seen: dict[str, str | Path]) -> None:
    for what, other in seen.items():
        if are_same(path, other):
            raise typer.BadParameter(f"{path}: is {what}, too; choose another name", param_hint=option)
    seen[option] = path


class Delivery:
    """Writes the files of a command; where one cannot be written after all, the others are, and the result is shown."""

    def __init__(self, force: bool) -> None:
        self.force = force
        self.failed: OSError | None = None

    def text(self, path: Path, write: Callable[[Any], object]) -> None:
        """Write a text file."""
        self.write(lambda: save(path, write, self.force))

    def write(self, write: Callable[[], object]) -> None:
        """Write a file, and remember where that can't be done."""
        try:
            write()
        except BrokenPipeError:
            raise
        except OSError as error:
            self.failed = self.failed or error


@contextmanager
def delivery(force: bool) -> Iterator[Delivery]:
    """Let a command write its files and show its result, and fail only then for what could not be written."""
    files = Delivery(force)
    yield files
    if files.failed:
        raise files.failed
