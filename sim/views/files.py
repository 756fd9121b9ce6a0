"""Writing files: whole or not at all, and never over an existing one unasked."""

import math
import os
import shutil
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

PROBE = b"\0" * 4096  # what has to go into a folder before anything is run


def save(path: str | Path, write: Callable[[Any], object], force: bool = False) -> None:
    """Write a text file (UTF-8) under a temporary name, then rename it; FileExistsError unless `force`.

    A link stays a link: the file that it leads to is written. A pipe or a device is written to as it is.
    """
    _save(Path(path), write, force, {"mode": "w", "encoding": "utf-8", "newline": ""})


def save_bytes(path: str | Path, content: bytes, force: bool = False) -> None:
    """Write a file of bytes the same way."""
    _save(Path(path), lambda file: file.write(content), force, {"mode": "wb"})


def save_picture(path: str | Path, figure: Any, force: bool = False, dots: int = 120) -> None:
    """Write a picture (of matplotlib) the same way, at so many dots per inch; the ending of the name says in which form."""
    drawn = BytesIO()
    figure.savefig(drawn, format=Path(path).suffix[1:], dpi=dots)
    save_bytes(path, drawn.getvalue(), force)


def check_writable(path: str | Path, force: bool = False) -> None:
    """Refuse a place that could not be written to: no folder, no room, no permission, or a file that is there already."""
    path = Path(path)
    _refuse(path, force)
    if not _is_stream(path):
        with explained(path), _beside(_target(path), {"mode": "wb"}) as file:
            file.write(PROBE)


def check_room(path: str | Path, size: float) -> None:
    """Refuse to write so many bytes where there is less room."""
    path = Path(path)
    free = math.inf if _is_stream(path) else shutil.disk_usage(_target(path).parent).free
    if size > free:
        raise OSError(f"{path}: about {size / 1e9:.1f} GB would be written, {free / 1e9:.1f} GB are free")


def are_same(one: str | Path, other: str | Path) -> bool:
    """Return whether two paths are one file, by whatever names; never of pipes and devices."""
    first, second = Path(one), Path(other)
    if _is_stream(first):
        return False
    if first.exists() and second.exists():
        return first.samefile(second)
    return os.path.realpath(first) == os.path.realpath(second)


def _save(path: Path, write: Callable[[Any], object], force: bool, how: Mapping[str, Any]) -> None:
    _refuse(path, force)
    with explained(path):
        if _is_stream(path):
            with open(path, **how) as file:
                write(file)
            return
        target = _target(path)
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
        with _beside(target, how) as file:
            write(file)
            file.flush()
            os.chmod(file.name, mode)
            file.close()  # a full disk may show only now
            os.replace(file.name, target)


def _refuse(path: Path, force: bool) -> None:
    """Refuse what is no place for a file, and a file that would be overwritten unasked."""
    if path.is_dir():
        raise IsADirectoryError(f"{path}: is a folder; name a file in it")
    if path.is_block_device():
        raise FileExistsError(f"{path}: is a device that a file would destroy")
    if _is_stream(path):
        return
    if not _target(path).parent.is_dir():
        raise FileNotFoundError(f"{path}: there is no folder {_target(path).parent}")
    if (path.exists() or path.is_symlink()) and not force:
        raise FileExistsError(f"{path}: exists already; choose another name, or add --force to overwrite it")


def _is_stream(path: Path) -> bool:
    """Return whether a path is a pipe, a terminal or the like: nothing is there that could be overwritten."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISCHR(mode) or stat.S_ISSOCK(mode)


def _target(path: Path) -> Path:
    """Return where a path leads, past links."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


@contextmanager
def _beside(target: Path, how: Mapping[str, Any]) -> Iterator[Any]:
    """Give a temporary file in the folder of a file, gone in the end unless it was renamed."""
    name = f".{target.name[:64]}."
    file = NamedTemporaryFile(dir=target.parent, prefix=name, delete=False, **how)  # noqa: SIM115 - below
    try:
        with file:
            yield file
    finally:
        Path(file.name).unlink(missing_ok=True)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Say of a place that cannot be written to which it is, and why, in one line."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OSError(f"{path}: cannot be written: {error.strerror or error}") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
