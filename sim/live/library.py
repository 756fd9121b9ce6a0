"""The scenarios that can be chosen: in this folder, in scenarios/ below it, and in that of the package's source."""

from dataclasses import dataclass
from pathlib import Path

import sim
from sim.live.frame import question
from sim.scenario.fields.model import Scenario
from sim.scenario.load import load
from sim.scenario.text.faults import ScenarioError

MOST = 60
ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True)
class Choice:
    """A scenario file, with its title and question as far as it can be read."""

    path: Path
    title: str
    question: str
    sound: bool


def choices(here: Path) -> list[Path]:
    """Return the scenario files that can be chosen, in order of their names, those of this folder first."""
    source = Path(sim.__file__).resolve().parents[1] / "scenarios"
    folders = dict.fromkeys((here, here / "scenarios", source))
    files = [path for folder in folders if folder.is_dir() for path in sorted(folder.iterdir()) if path.suffix in ENDINGS]
    return [path for path in dict.fromkeys(one.resolve() for one in files) if path.is_file()][:MOST]


def described(path: Path) -> Choice:
    """Return what a file is about."""
    try:
        scenario: Scenario = load(path)
    except (ScenarioError, OSError) as error:
        return Choice(path, path.name, str(error).partition("\n")[0], False)
    return Choice(path, scenario.title, question(scenario), True)
