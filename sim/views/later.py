"""Pictures by the name of what draws them: matplotlib takes most of a second to load, and who reads a table needs none."""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any


def picture(module: str, function: str, *about: Any) -> Callable[[], Any]:
    """Return what draws a picture, by a function in a module of this room, of what is given."""
    return partial(_drawn, module, function, about)


def _drawn(module: str, function: str, about: tuple[Any, ...]) -> Any:
    return getattr(import_module(f"sim.views.{module}"), function)(*about)
