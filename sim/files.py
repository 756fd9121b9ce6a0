"""Writing files: whole or not at all, and never over an existing one unasked."""

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any


def save(path: str | Path, write: Callable[[Any], object], force: bool = False) -> None:
    """Write a text file (UTF-8) under a temporary name, then rename it; FileExistsError unless `force`."""
    _save(Path(path), write, force, {"mode": "w", "encoding": "utf-8", "newline": ""})


def save_bytes(path: str | Path, content: bytes, force: bool = False) -> None:
    """Write a file of bytes the same way."""
    _save(Path(path), lambda file: file.write(content), force, {"mode": "wb"})


def _save(path: Path, write: Callable[[Any], object], force: bool, how: dict[str, Any]) -> None:
    if path.exists() and not force:
        raise FileExistsError(f"{path}: exists already; choose another name, or add --force to overwrite it")
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False, **how) as file:
        try:
            write(file)
        except BaseException:
            file.close()
            os.unlink(file.name)
            raise
    os.chmod(file.name, 0o666 & ~_umask())
    os.replace(file.name, path)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
