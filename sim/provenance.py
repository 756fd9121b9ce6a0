"""Where a result came from: versions of what computed it, and when."""

import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version

_PACKAGES = ("least-resistance", "numpy", "numba", "simpy")


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
