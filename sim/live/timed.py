"""How long each part of a slider's move takes, at positions that are new: `python -m sim.live.timed FILE`.

Reading the file, then of every position the values put in (patching), the blueprint, a replication, pairs on all cores, their
measures, what they say of A and B (intervals, mirrors), and the picture: milliseconds of the clock and of the processor.
"""

import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from statistics import median
from typing import TypeVar

from sim.engines import replicate
from sim.live.comparing import Comparing
from sim.live.first_look import LONG
from sim.live.pairs import B
from sim.live.panels import panels
from sim.live.positions import Position, applied
from sim.runs.collect import Variant
from sim.runs.progress import quiet
from sim.scenario.load import load

PAIRS, FEW = 10, 3  # the few where a replication takes long
POSITIONS = 12

Made = TypeVar("Made")
Spans = dict[str, list[tuple[float, float]]]


class Stopwatch:
    """Times of parts by name: seconds of the clock, and of this process's processor."""

    def __init__(self) -> None:
        self.spans: Spans = defaultdict(list)

    def of(self, name: str, do: Callable[[], Made]) -> Made:
        """Return what is made, and note how long that took."""
        wall, cpu = time.perf_counter(), time.process_time()
        made = do()
        self.spans[name].append((time.perf_counter() - wall, time.process_time() - cpu))
        return made


def positions(live: Comparing) -> Iterator[Position]:
    """Yield positions that differ from A in one slider: of each in turn another value."""
    values = [[(one.path, value) for value in one.values if value != one.quantity.now] for one in live.sliders]
    for at in range(max(map(len, values), default=0)):
        yield from (live.moves.a.at(*those[at]) for those in values if at < len(those))


def timed(path: str, most: int = POSITIONS) -> Spans:
    """Return how long the parts took at so many positions, each timed once the engine and the templates are ready."""
    watch = Stopwatch()
    live = Comparing(watch.of("reading the file", lambda: load(path)))
    a, *others = [live.moves.a, *(one for one, _ in zip(positions(live), range(most), strict=False))]
    ready = Stopwatch()
    for position in (a, a, *others):
        clock = watch if position in others else ready
        _move(clock, live, position)
    return dict(watch.spans)


def _move(watch: Stopwatch, live: Comparing, position: Position) -> None:
    scenario, name = watch.of("values put in", lambda: applied(live.scenario, position))
    variant = watch.of("blueprint", lambda: Variant(scenario, name))
    watch.of("a replication", lambda: replicate(variant.blueprint, live.kept.seed, 0))
    live.moves.b = position
    pairs = live.pairs()
    n = FEW if watch.spans["a replication"][0][0] > LONG else PAIRS
    watch.of(f"{n} pairs, all cores", lambda: pairs.extend(n))
    watch.of(f"measures of {n}", lambda: pairs.add_up(n, lambda: True))
    found = watch.of("results", pairs.found)
    watch.of("intervals and mirrors", lambda: (found.comparison.pairs[B], found.lights))
    watch.of("picture", lambda: panels(found, live.language, n))


def told(spans: Spans) -> Iterator[str]:
    """Yield a line a part: its median and longest time, and the median of the processor's."""
    for name, those in spans.items():
        walls, cpus = [1000.0 * wall for wall, _ in those], [1000.0 * cpu for _, cpu in those]
        yield f"{name:22s} {median(walls):8.1f} ms (longest {max(walls):.1f}, processor {median(cpus):.1f}, n={len(those)})"


if __name__ == "__main__":
    with quiet():
        print("\n".join(told(timed(sys.argv[1]))))
