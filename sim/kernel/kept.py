"""Compiled code on disk, in a folder that depends on the source: a file for each function and form of its arguments."""

import hashlib
import os
import pickle
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

CHECK_BOUNDS: bool = os.environ.get("SIM_CHECK_BOUNDS", "") != ""
KEPT = 14 * 86400.0  # seconds
DIGEST = 32  # bytes
_ROOM = Path(__file__).parents[1]
# how it is compiled; constants and record layouts that compiled code holds
_LAYOUTS = ("jit.py", "linked.py", "quicker.py", "limits.py", "clocks.py", "log.py", "counters.py", "layout.py")


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


def name_of(function: Any) -> str:
    """Return how the files of a function begin."""
    code = function.__code__
    return f"{Path(code.co_filename).stem}.{function.__qualname__}-{code.co_firstlineno}"


def is_kept(function: Any) -> bool:
    """Return whether an earlier run of this source has compiled a function."""
    folder = cache_folder()
    return folder is not None and next(_files(function, folder), None) is not None


def _files(function: Any, folder: Path) -> Iterator[Path]:
    return folder.glob(f"{name_of(function)}.*.nbc")


def file_of(function: Any, known: object) -> Path | None:
    """Return the file of a function's code, by all that this code depends on beside the source; None where nothing is kept."""
    folder = cache_folder()
    digest = hashlib.sha256(repr((known, sys.version)).encode()).hexdigest()[:32]
    return None if folder is None else folder / f"{name_of(function)}.{digest}.nbc"


def read(file: Path) -> bytes | None:
    """Return what was kept in a file, None where it isn't there or isn't whole."""
    try:
        content = file.read_bytes()
    except OSError:
        return None
    code = content[DIGEST:]
    return code if _digest(file, code) == content[:DIGEST] else None


def write(file: Path, code: bytes) -> None:
    """Keep code, whole or not at all."""
    written = file.with_name(f"{file.name}.{os.getpid()}.{time.time_ns()}")
    try:
        written.write_bytes(_digest(file, code) + code)
        written.replace(file)
    except OSError:  # a full disk: go on without
        with suppress(OSError):
            written.unlink()


@contextmanager
def alone() -> Iterator[None]:
    """Compile while no other process does, of this source: who waits finds what that one kept. Without locks of files all do."""
    lock = _lock()
    try:
        yield
    finally:
        if lock is not None:
            os.close(lock)


def _lock() -> int | None:
    folder = cache_folder()
    if folder is None or os.name != "posix":
        return None
    import fcntl

    lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    with suppress(OSError):  # a file system without locks
        fcntl.flock(lock, fcntl.LOCK_EX)
    return lock


def _digest(file: Path, code: bytes) -> bytes:
    """Return what stands before the code in its file: it holds for that file only."""
    return hashlib.sha256(file.name.encode() + code).digest()


class Overloads:
    """What numba asks for kept code, and gives it to.

    Numba's own cache would look beside the source where it can't write here, and its fingerprint sees one file only; and
    its index of signatures is lost or crossed where two processes write at once.
    """

    def __init__(self, function: Any, folder: Path) -> None:
        self._function, self.cache_path = function, str(folder)

    def _file(self, signature: Any, codegen: Any) -> Path | None:
        import numba

        return file_of(self._function, (signature, codegen.magic_tuple(), numba.__version__))

    def load_overload(self, signature: Any, context: Any) -> Any:
        """Return compiled code that is kept, None where there is none."""
        from numba.core.compiler import CompileResult

        context.refresh()
        try:
            file = self._file(signature, context.codegen())
            code = read(file) if file else None
            return code and CompileResult._rebuild(context, *pickle.loads(code))
        except Exception:  # whatever is wrong with it: it is compiled again
            return None

    def save_overload(self, signature: Any, made: Any) -> None:
        """Keep compiled code."""
        from numba.core.serialize import dumps

        file = self._file(signature, made.codegen)
        if file and not made.library.has_dynamic_globals:
            write(file, dumps(made._reduce()))
