"""The compiled engine made ready, by a process beside the one that wants it: a minute or two that nobody waits for."""

from sim.engines.compiled import engine as engine  # its entries are known by being imported
from sim.kernel import beside, entries


def is_awaited() -> bool:
    """Return whether the engine is being compiled by another process for this one; where it is not there it is begun."""
    if all(one.is_there() for one in entries.KNOWN) or not beside.is_possible():
        return False
    beside.begin(__name__)
    return beside.is_at_it()


if __name__ == "__main__":
    beside.end_with_parent()
    for one in entries.KNOWN:
        one.prepare()
