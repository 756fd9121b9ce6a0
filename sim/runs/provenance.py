"""Where a result came from: versions of what computed it, and when."""

import hashlib
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PACKAGES = ("least-resistance", "numpy", "numba", "simpy")
# the source that has a say in what comes out of a replication
_ENGINES = (
    *("engines/*.py", "engines/*/[!_]*.py", "records/*.py", "blueprint/layout.py", "kernel/[!_]*.py"),
)


def _code() -> str:
    room, digest = Path(__file__).parents[1], hashlib.sha256()
    for path in sorted({path for pattern in _ENGINES for path in room.glob(pattern)}):
        digest.update(f"{path.relative_to(room).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


CODE = _code()  # read once, at the start: the source on disk may change while it runs


@lru_cache(maxsize=1)
def versions() -> Mapping[str, str]:
    """Return the versions of this package, Python and the libraries that have a say in the numbers."""
    return {
        "python": platform.python_version(),
        **{name: found for name in _PACKAGES if (found := _version(name))},
    }


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def now() -> str:
    """Return the date and time, in UTC, as ISO 8601 text."""
    return datetime.now(UTC).isoformat(timespec="seconds")
