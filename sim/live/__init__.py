"""Sliders with a client: a live comparison, the page of `sim open`, the widget in a notebook, a page to mail."""

from sim.live.shown import Live, live

__all__ = ["Live", "live"]
