"""Compiling, where numba is present; the same functions as plain Python where it is not (a browser's Python, say)."""

import hashlib
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

F = TypeVar("F", bound=Callable[..., Any])

try:
    if os.environ.get("SIM_NO_NUMBA"):
        raise ImportError("numba is to be left out")
    import numba
except ImportError:
    numba = None

HAS_NUMBA: bool = numba is not None
CHECK_BOUNDS: bool = os.environ.get("SIM_CHECK_BOUNDS", "") != ""
KEPT = 14 * 86400.0  # seconds
_ROOM = Path(__file__).parent
# constants and record layouts that compiled code holds
_LAYOUTS = ("jit.py", "limits.py", "log.py", "books.py", "layout.py")


def _fingerprint() -> str:
    """Return a hash of all that is compiled: numba itself sees an edit only in the file of the function that it caches."""
    digest = hashlib.sha256(f"bounds={CHECK_BOUNDS}".encode())
    for path in sorted(_ROOM.rglob("*.py")):
        source = path.read_bytes()
        if path.name in _LAYOUTS or b"from sim.jit import" in source:
            digest.update(source)
    return digest.hexdigest()[:16]


def _cache_home() -> Path:
    home = os.environ.get("SIM_CACHE_DIR") or os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(home) / "least-resistance"


def _cache_folder() -> Path:
    """Return the folder of this source's compiled code; those of sources long gone are cleared away."""
    folder = _cache_home() / _fingerprint()
    if HAS_NUMBA and not folder.exists() and folder.parent.exists():
        for old in folder.parent.iterdir():
            if time.time() - old.stat().st_mtime > KEPT:
                shutil.rmtree(old, ignore_errors=True)
    return folder


CACHE_DIR = _cache_folder()


def _compile(function: F, **options: bool) -> F:
    if not HAS_NUMBA:
        return function
    outside = numba.config.CACHE_DIR
    numba.config.CACHE_DIR = str(
        CACHE_DIR
    )  # only while this function is decorated: other users' caches stay theirs
    try:
        made = numba.njit(error_model="numpy", cache=True, nogil=True, boundscheck=CHECK_BOUNDS, **options)(
            function
        )
    finally:
        numba.config.CACHE_DIR = outside
    _widen(made)
    return cast(F, made)


def _widen(made: Any) -> None:
    """Compile a function once for whole numbers of any width; constants and narrow fields would each bring one more."""
    chosen = made.get_call_template

    def template(args: Any, kws: Any) -> Any:
        return chosen(tuple(map(_wide, args)), kws)

    made.get_call_template = template


def _wide(kind: Any) -> Any:
    plain_kind = numba.types.unliteral(kind)
    return numba.types.int64 if isinstance(plain_kind, numba.types.Integer) else plain_kind


def compiled(function: F) -> F:
    """Compile a function of plain numbers and records, cached under a folder that depends on the source; errors as numpy."""
    return _compile(function)


def folded(function: F) -> F:
    """Compile a function into each of its callers: for what the loop does at every event (a fifth faster in all)."""
    return _compile(function, forceinline=True)


def plain(function: F) -> F:
    """Return the Python source of a compiled function, to run over plain Python lists."""
    return cast(F, getattr(function, "py_func", function))
