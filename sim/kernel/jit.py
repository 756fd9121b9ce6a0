"""Compiling, where numba is present; the same functions as plain Python where it is not (a browser's Python, say).

Numba itself is imported when the first compiled function is called: who only reads a scenario doesn't wait for it.
"""

import os
from collections.abc import Callable
from functools import update_wrapper
from importlib.util import find_spec
from threading import RLock
from typing import Any, TypeVar, cast

from sim.kernel import kept
from sim.kernel.entries import Entry
from sim.kernel.kept import CHECK_BOUNDS

F = TypeVar("F", bound=Callable[..., Any])

HAS_NUMBA: bool = not os.environ.get("SIM_NO_NUMBA") and find_spec("numba") is not None
_AS_C = os.name == "posix" and not CHECK_BOUNDS  # an index out of bounds is an error that numba has to raise


class _Later:
    """A function that becomes numba's when compiled code first calls it (it asks for its type); for Python it is as written.

    To call it costs Python as much as a call of compiled code does, and nothing is waited for.
    """

    _made: Any = None
    _lock = RLock()

    def __init__(self, function: Any, options: dict[str, bool]) -> None:
        update_wrapper(self, function)
        self.py_func, self._options = function, options

    def __call__(self, *given: Any) -> Any:
        return self.py_func(*given)

    def __getattr__(self, name: str) -> Any:
        """Return what numba's function has: its type, statistics, signatures."""
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._numba(), name)

    @property
    def made(self) -> Any:
        """What is compiled, or taken from where it was kept, by the form of its arguments."""
        return self._made.overloads if self._made else {}

    def _numba(self) -> Any:
        if self._made is None:
            with self._lock:
                self._made = self._made or _compile(self.py_func, self._options)
        return self._made


class _Called(_Later):
    """One that Python calls compiled."""

    def __call__(self, *given: Any) -> Any:
        return (self._made or self._numba())(*given)


class FromNumba:
    """Something of numba's that compiled code uses, found when it is compiled."""

    def __init__(self, name: str) -> None:
        self._name = name

    @property
    def _numba_type_(self) -> Any:
        from sim.kernel import linked

        return linked.type_of(self._name)


def _compile(function: Any, options: dict[str, bool]) -> Any:
    from sim.kernel import linked

    made = linked.dispatcher(function, options)
    folder = kept.cache_folder()
    if folder is not None:
        made._cache = kept.Overloads(function, folder)
    _link(made, linked.Parts(made))
    return made


def _link(made: Any, parts: Any) -> None:
    """Let compiled callers take a function as a part, once for whole numbers of any width.

    Constants and narrow fields would each bring one more.
    """

    def template(args: Any, kws: Any) -> Any:
        return parts.template(tuple(map(_wide, args)), kws)

    made.get_call_template, made.get_overload = template, parts.overload


def _wide(kind: Any) -> Any:
    import numba

    plain_kind = numba.types.unliteral(kind)
    return numba.types.int64 if isinstance(plain_kind, numba.types.Integer) else plain_kind


def compiled(function: F) -> F:
    """Compile a function of plain numbers and records, cached under a folder that depends on the source; errors as numpy."""
    return cast(F, _Later(function, {})) if HAS_NUMBA else function


def folded(function: F) -> F:
    """Compile a function into each of its callers: for what the loop does at every event (a fifth faster in all)."""
    return cast(F, _Later(function, {"forceinline": True})) if HAS_NUMBA else function


def entry(function: F) -> F:
    """Compile a function that Python calls, with addresses and plain numbers only; it gives a number, or nothing."""
    if not HAS_NUMBA:
        return function
    return cast(F, Entry(function) if _AS_C else _Called(function, {}))


def plain(function: F) -> F:
    """Return the Python source of a compiled function, to run over plain Python lists."""
    return cast(F, getattr(function, "py_func", function))
