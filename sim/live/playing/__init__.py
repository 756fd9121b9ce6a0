"""A day that plays: one day of a run, one or two designs under one clock, with the same customers; a page that needs nothing."""

from sim.live.playing.played import PlayedDay, day

__all__ = ["PlayedDay", "day"]
