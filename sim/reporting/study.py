"""A study folder: a scenario with the files that it reads, notes, a log of what was tried, and a report that can be run again."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.reporting.again import Again, differing, exact, made_with, read_exact
from sim.reporting.gathered import ReportOptions, gather
from sim.reporting.page import Report
from sim.reporting.study_texts import BESIDE, NOTES, README
from sim.results.results import Unusable
from sim.runs import study_folder as places
from sim.runs.provenance import now, versions
from sim.scenario.fields.model import Scenario
from sim.scenario.inspect.beside import beside
from sim.scenario.load import load
from sim.scenario.text.faults import in_a_line
from sim.views.files import check_writable, explained, save

FORM, LARGEST = 1, 1_000_000  # of the record; bytes of it
KEPT = ("changes", "replications", "seed", "until_decided", "bound")  # of what was asked: what figures hang on


@dataclass(frozen=True)
class Study:
    """A folder with all that belongs to a study."""

    path: Path

    @property
    def scenario(self) -> Scenario:
        """The scenario of the study, read and checked."""
        return load(self.path / places.SCENARIO)

    @property
    def tried(self) -> int:
        """How many lines the log of what was tried has."""
        log = self.path / places.TRIED
        return max(0, len(log.read_text(encoding="utf-8-sig").splitlines()) - 1) if log.exists() else 0

    def report(self, **how: Any) -> Report:
        """Make the report and put it in the folder, with its figures and pictures; arguments are those of `sim.report`."""
        from sim.reporting import report

        self.check()
        made = report(self.scenario, **{"store": places.store_of(self.path), **how})
        made.save(self.path / places.REPORT, force=True)
        self.keep(made)
        places.note(self.path, ("report", str(self.path)), made.sentence, made.found.provenance)
        return made

    def check(self) -> None:
        """Refuse, before a run, a folder in which the parts of a report could not be written."""
        for name in (places.FIGURES, places.EXACT, places.RECORD):
            check_writable(self.path / name, force=True)
        pictures = self.path / places.PICTURES
        if pictures.exists() and not pictures.is_dir():
            raise FileExistsError(f"{pictures}: is a file, where the folder with pictures goes; give it another name")

    def keep(self, made: Report) -> None:
        """Put the figures and pictures of a report in the folder, and last a record of what it was made with."""
        made.save_figures(self.path / places.FIGURES, force=True)
        pictures = self.path / places.PICTURES
        with explained(pictures):
            pictures.mkdir(exist_ok=True)
        drawn, before = made.save_pictures(pictures, force=True), _of(self._record(), "pictures")
        for name in before if isinstance(before, list) else ():
            if name not in drawn and os.path.basename(str(name)) == name:
                (pictures / name).unlink(missing_ok=True)  # of an earlier report, that had more
        figures = json.dumps(exact(made.found), ensure_ascii=False, allow_nan=False)
        save(self.path / places.EXACT, lambda file: file.write(figures), force=True)
        self._write({"form": FORM, "pictures": drawn, "report": _made(made)})

    def again(self) -> Again:
        """Run all of the report again, with nothing that was kept, and set every figure beside the one of the report.

        Raises Unusable where there is no report yet.
        """
        made = _of(self._record(), "report")
        if not made or not isinstance(made, dict):
            given = f"{self.path}: given a study without a report"
            raise Unusable(f"{given}, allowed one that has it, make it first: sim report {self.path}")
        scenario, language = self.scenario, "nl" if made.get("language") == "nl" else "en"
        then, known = _of(made, "versions"), made_with(versions())
        other = {
            name: (str(then[name]) if name in then else "", known.get(name, ""))
            for name in dict.fromkeys((*known, *then)) if then.get(name) != known.get(name)
        }  # fmt: skip
        if made.get("scenario_hash") != _meaning(scenario):
            return Again(language, False, 0, {}, other)
        asked = ReportOptions(**self._asked(_of(made, "asked")))
        found = gather(scenario.model_copy(update={"language": language}), asked)
        n, apart = differing(read_exact(self.path / places.EXACT), json.loads(json.dumps(exact(found))))
        return Again(language, True, n, apart, other)

    def _asked(self, kept: Mapping[str, Any]) -> dict[str, Any]:
        """Return what was asked of a report, as it was kept; Unusable where that is something else."""
        fit: dict[str, Any] = {
            "changes": list, "replications": int, "seed": int, "until_decided": bool, "bound": int
        }  # fmt: skip
        found = {name: kept.get(name) for name in KEPT if kept.get(name) is not None}
        if any(type(value) is not fit[name] for name, value in found.items()):
            raise self._broken()
        return found

    def _record(self) -> dict[str, Any]:
        path = self.path / places.RECORD
        try:
            if path.stat().st_size > LARGEST:
                raise ValueError
            found = json.loads(path.read_text(encoding="utf-8"))
        except (ValueError, RecursionError):
            raise self._broken() from None
        if not isinstance(found, dict) or found.get("form") != FORM:
            raise self._broken()
        return found

    def _broken(self) -> Unusable:
        given = f"{self.path / places.RECORD}: given a record that this release can't read"
        return Unusable(f"{given}, allowed one that it made, make a study anew: sim study NAME FILE")

    def _write(self, record: Mapping[str, Any]) -> None:
        text = json.dumps(record, indent=1, ensure_ascii=False) + "\n"
        save(self.path / places.RECORD, lambda file: file.write(text), force=True)


def _of(record: Mapping[str, Any], key: str) -> Any:
    """Return a part of a record: one with names is one, whatever stands there."""
    found = record.get(key)
    return found if isinstance(found, dict | list) else {}


def _made(made: Report) -> dict[str, Any]:
    provenance, asked = made.found.provenance, made.asked
    return {
        "scenario_hash": _meaning(made.scenario),
        "language": made.scenario.language,
        "seed": provenance.seed,
        "replications": provenance.replications,
        "engine": provenance.engine,
        "date": provenance.date,
        "versions": made_with(provenance.versions),
        "asked": {name: list(value) if name == "changes" and value else value for name in KEPT if (value := getattr(asked, name))},
    }


def _meaning(scenario: Scenario) -> str:
    """Return the hash of a scenario, whatever the language of a report and whoever it is for."""
    bare = {"language": "en", "question": "", "client": "", "author": "", "logo": ""}
    return scenario.model_copy(update=bare).hash


def study(name: str | Path, file: str | Path | None = None) -> Study:
    """Make a study folder of a scenario file, whole or not at all; without a file, return the study that is there.

    Raises ScenarioError for a scenario that is none, FileExistsError where something of that name is there already, and
    Unusable where no file is named and there is no study.
    """
    folder = Path(name)
    if file is None:
        if places.folder_of(folder) != folder:
            raise Unusable(f"{folder}: given no study folder, allowed one, or a scenario to make it of: sim study {folder.name} FILE")
        return Study(folder)
    if os.path.lexists(folder):
        raise FileExistsError(f"{folder}: exists already; choose another name")
    scenario, others = load(file), beside(file)
    if taken := [one for one in others if Path(one).parts[0] in places.OURS]:
        raise Unusable(f"{taken[0]}: given a file beside the scenario, allowed any name that a study doesn't use itself, rename it")
    with _new(folder) as made:
        _fill(made, Path(file), scenario, others)
    return Study(folder)


@contextmanager
def _new(folder: Path) -> Iterator[Path]:
    """Give a folder beside a place, which becomes that place if all goes well, and else is gone."""
    with explained(folder):
        made = Path(tempfile.mkdtemp(prefix=f".{folder.name[:64]}.", dir=folder.parent))
        try:
            yield made
            made.chmod(0o777 & ~_umask())
            made.rename(folder)
        except BaseException:
            shutil.rmtree(made, ignore_errors=True)
            raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _fill(folder: Path, file: Path, scenario: Scenario, others: list[str]) -> None:
    shutil.copyfile(file, folder / places.SCENARIO)
    for name in others:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file.parent / name, folder / name)
    said = {f"beside_{tongue}": BESIDE[tongue].format(", ".join(f"`{one}`" for one in others)) if others else "" for tongue in README}
    title = in_a_line(scenario.title).replace("<", "&lt;")
    halves = [README[scenario.language], *(text for tongue, text in README.items() if tongue != scenario.language)]
    texts = {
        places.ABOUT: f"# {title}\n\n" + "\n".join(halves).format(**said),
        places.NOTES: NOTES[scenario.language].format(title=title, question=scenario.question.replace("<", "&lt;")),
        places.TRIED: places.heads(scenario.language),
        places.RECORD: json.dumps({"form": FORM, "made": now()}) + "\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
