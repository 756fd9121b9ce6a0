"""Hypothesis measures no time here: the first example of a rule pays for its compiling."""

from hypothesis import settings

settings.register_profile("compiling", deadline=None)
settings.load_profile("compiling")
