"""The paths that cases take through a design, what each asks of customer and organisation, and the path of least resistance."""

from sim.analyses.paths.found import Paths, paths
from sim.analyses.paths.taken import Group, Path, Taken, taken
from sim.analyses.paths.ways import Route, Way, ways

__all__ = ["Group", "Path", "Paths", "Route", "Taken", "Way", "paths", "taken", "ways"]
