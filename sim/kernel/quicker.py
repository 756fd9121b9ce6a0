"""What numba does over and over while it compiles ours, done once; each line says what share of its time that was."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from numba.core import targetconfig, types
from numba.core.types.functions import BaseFunction

_ours = threading.local()
_record_text, _same, _call_type = types.Record.__repr__, targetconfig.TargetConfig.__eq__, BaseFunction.get_call_type


def _text(self: Any) -> str:
    """Write a record's hundreds of fields out once, not at every pass of every function (a tenth)."""
    if "_written" not in self.__dict__:
        self._written = _record_text(self)
    return str(self._written)


def _alike(self: Any, other: Any) -> Any:
    """Compare what is set before all that may be, defaults included (a twelfth, with the hash)."""
    return self is other or (type(self) is type(other) and self._values == other._values) or _same(self, other)


def _hash(self: Any) -> int:
    """Return the same for all settings of a class, as numba's own does: that is one of the names of the options."""
    return hash(type(self))


def _type_of_call(self: Any, context: Any, args: Any, kws: Any) -> Any:
    """Find once what +, < or min make of numbers, not at every place where they stand (a fifth)."""
    if kws or not getattr(_ours, "depth", 0) or not all(isinstance(one, types.Number | types.Boolean) for one in args):
        return _call_type(self, context, args, kws)
    known = self.__dict__.setdefault("_known", {})
    if args not in known:
        known[args] = _call_type(self, context, args, kws)
    return known[args]


types.Record.__repr__ = _text  # type: ignore[method-assign]
targetconfig.TargetConfig.__eq__, targetconfig.TargetConfig.__hash__ = _alike, _hash
BaseFunction.get_call_type = _type_of_call  # type: ignore[method-assign]


def compiling() -> bool:
    """Return whether this thread is at compiling a function of ours."""
    return bool(getattr(_ours, "depth", 0))


@contextmanager
def ours() -> Iterator[None]:
    """Say that a function of ours is compiled meanwhile; nothing of it is garbage before it is done."""
    outermost, collects = not compiling(), gc.isenabled()
    _ours.depth = getattr(_ours, "depth", 0) + 1
    if outermost:
        gc.disable()
    try:
        yield
    finally:
        _ours.depth -= 1
        if outermost and collects:
            gc.enable()
