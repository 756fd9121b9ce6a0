"""Compiling, where numba is present; the same functions as plain Python where it is not (a browser's Python, say).

Numba itself is imported when the first compiled function is called: who only reads a scenario doesn't wait for it.
"""

import hashlib
import os
import pickle
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache, update_wrapper
from importlib.util import find_spec
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar, cast

F = TypeVar("F", bound=Callable[..., Any])

HAS_NUMBA: bool = not os.environ.get("SIM_NO_NUMBA") and find_spec("numba") is not None
CHECK_BOUNDS: bool = os.environ.get("SIM_CHECK_BOUNDS", "") != ""
KEPT = 14 * 86400.0  # seconds
DIGEST = 32  # bytes
_ROOM = Path(__file__).parents[1]
# constants and record layouts that compiled code holds
_LAYOUTS = ("jit.py", "linked.py", "limits.py", "log.py", "counters.py", "layout.py")


def _fingerprint() -> str:
    """Return a hash of all that is compiled: numba itself sees an edit only in the file of the function that it caches."""
    digest = hashlib.sha256(f"bounds={CHECK_BOUNDS}".encode())
    for path in sorted(_ROOM.rglob("*.py")):
        source = path.read_bytes()
        if path.name in _LAYOUTS or b"from sim.kernel.jit import" in source:
            digest.update(source)
    return digest.hexdigest()[:16]


def _cache_home() -> Path:
    home = os.environ.get("SIM_CACHE_DIR") or os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(home) / "least-resistance"


@cache
def cache_folder() -> Path | None:
    """Return the folder of this source's compiled code, None where nothing can be kept; those of sources long gone go."""
    if not HAS_NUMBA:
        return None
    try:
        folder = _cache_home() / _fingerprint()
        _clear_away(folder)
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except (OSError, RuntimeError):  # no room, no permission, no home
        return None
    return folder


def _clear_away(folder: Path) -> None:
    if folder.exists() or not folder.parent.exists():
        return
    for old in folder.parent.iterdir():
        try:
            if time.time() - old.stat().st_mtime > KEPT:
                shutil.rmtree(old, ignore_errors=True)
        except OSError:  # another process was at it, too
            continue


class _Kept:
    """The machine code of a function on disk, a file for each signature; one that isn't whole is as none at all.

    Numba's own cache would look beside the source where it can't write here, and its fingerprint sees one file only; and
    its index of signatures is lost or crossed where two processes write at once.
    """

    def __init__(self, function: Any, folder: Path) -> None:
        code = function.__code__
        self._name = f"{Path(code.co_filename).stem}.{function.__qualname__}-{code.co_firstlineno}"
        self.cache_path = str(folder)

    def _file(self, signature: Any, codegen: Any) -> Path:
        import numba

        known = repr((signature, codegen.magic_tuple(), numba.__version__, sys.version))
        return Path(self.cache_path) / f"{self._name}.{hashlib.sha256(known.encode()).hexdigest()[:32]}.nbc"

    def load_overload(self, signature: Any, context: Any) -> Any:
        """Return compiled code that is kept, None where there is none."""
        from numba.core.compiler import CompileResult

        context.refresh()
        try:
            file = self._file(signature, context.codegen())
            content = file.read_bytes()
            code = content[DIGEST:]
            if _digest(file, code) != content[:DIGEST]:
                return None
            return CompileResult._rebuild(context, *pickle.loads(code))
        except Exception:  # whatever is wrong with it: it is compiled again
            return None

    def save_overload(self, signature: Any, made: Any) -> None:
        """Keep compiled code, whole or not at all."""
        from numba.core.serialize import dumps

        if made.library.has_dynamic_globals:
            return
        code = dumps(made._reduce())
        file = self._file(signature, made.codegen)
        written = file.with_name(f"{file.name}.{os.getpid()}.{time.time_ns()}")
        try:
            written.write_bytes(_digest(file, code) + code)
            written.replace(file)
        except OSError:  # a full disk: go on without
            with suppress(OSError):
                written.unlink()


def _digest(file: Path, code: bytes) -> bytes:
    """Return what stands before the code in its file: it holds for that file only."""
    return hashlib.sha256(file.name.encode() + code).digest()


class _Later:
    """A function that becomes numba's when it is first called, from Python or by compiled code (which asks for its type)."""

    _made: Any = None
    _lock = RLock()

    def __init__(self, function: Any, options: dict[str, bool]) -> None:
        update_wrapper(self, function)
        self.py_func, self._options = function, options

    def __call__(self, *given: Any) -> Any:
        return self._numba()(*given)

    def __getattr__(self, name: str) -> Any:
        """Return what numba's function has: its type, statistics, signatures."""
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._numba(), name)

    def _numba(self) -> Any:
        if self._made is None:
            with self._lock:
                self._made = self._made or _compile(self.py_func, self._options)
        return self._made


def _compile(function: Any, options: dict[str, bool]) -> Any:
    import numba

    from sim.kernel import linked

    made = numba.njit(
        error_model="numpy", nogil=True, boundscheck=CHECK_BOUNDS, pipeline_class=linked.PIPELINE, **options
    )(function)
    folder = cache_folder()
    if folder is not None:
        made._cache = _Kept(function, folder)
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


def plain(function: F) -> F:
    """Return the Python source of a compiled function, to run over plain Python lists."""
    return cast(F, getattr(function, "py_func", function))
