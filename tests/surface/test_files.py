"""Files are written whole or not at all, and never over an existing one unasked."""

import pytest

from sim.files import save


def test_an_existing_file_stays(tmp_path):
    path = tmp_path / "out.csv"
    path.write_text("mine")
    with pytest.raises(FileExistsError, match="--force"):
        save(path, lambda file: file.write("theirs"))
    assert path.read_text() == "mine"
    save(path, lambda file: file.write("theirs"), force=True)
    assert path.read_text() == "theirs"


def test_a_write_that_fails_leaves_nothing(tmp_path):
    def fail(file):
        file.write("half")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        save(tmp_path / "out.csv", fail)
    assert list(tmp_path.iterdir()) == []
