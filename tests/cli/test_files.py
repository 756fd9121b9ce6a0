"""Files are written whole or not at all, on any place, and never over an existing one unasked."""

import csv
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from sim.results.sheets import MARK, plain_text, write_table
from sim.views.files import check_writable, save, save_picture

ROOT = Path(__file__).parents[2]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="devices, pipes and links as POSIX has them")


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


@POSIX
def test_a_device_is_written_to_and_stays_one(tmp_path):
    for force in (False, True):
        save("/dev/null", lambda file: file.write("gone"), force)
    assert Path("/dev/null").is_char_device()
    with pytest.raises(OSError, match="/dev/full: cannot be written: No space left"):
        save("/dev/full", lambda file: file.write("gone"), force=True)


@POSIX
def test_a_pipe_is_written_to_and_stays_one(tmp_path):
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    heard = []
    reader = threading.Thread(target=lambda: heard.append(pipe.read_text()))
    reader.start()
    save(pipe, lambda file: file.write("all of it"))
    reader.join()
    assert heard == ["all of it"]
    assert pipe.is_fifo()


@POSIX
def test_a_link_stays_one_and_the_file_that_it_leads_to_is_written(tmp_path):
    (tmp_path / "there").mkdir()
    link, file = tmp_path / "link.csv", tmp_path / "there" / "file.csv"
    link.symlink_to(file)
    with pytest.raises(FileExistsError):
        save(link, lambda target: target.write("new"))
    save(link, lambda target: target.write("new"), force=True)
    assert link.is_symlink()
    assert file.read_text() == "new"
    assert [path.name for path in file.parent.iterdir()] == ["file.csv"]


@POSIX
def test_who_may_read_a_file_stays_as_it_was(tmp_path):
    path = tmp_path / "private.csv"
    path.write_text("mine")
    path.chmod(0o600)
    save(path, lambda file: file.write("new"), force=True)
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", [".", "nowhere/out.csv"])
def test_what_is_no_place_for_a_file_is_refused_before_and_after(tmp_path, name):
    for act in (lambda: check_writable(tmp_path / name), lambda: save(tmp_path / name, lambda file: None)):
        with pytest.raises(OSError, match=r"folder"):
            act()
    assert list(tmp_path.iterdir()) == []


def test_a_place_is_tried_without_leaving_anything(tmp_path):
    check_writable(tmp_path / "out.csv")
    assert list(tmp_path.iterdir()) == []


NO_ROOM = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
bytes = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (bytes, bytes))
import sim.__main__
sim.__main__.main()
"""


def without_room(room, folder, *arguments):
    """Call the command where no file can become larger than so many bytes."""
    return subprocess.run(
        [sys.executable, "-c", NO_ROOM, str(room), *map(str, arguments)],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip


@POSIX
@pytest.mark.parametrize("option", ["--out", "--log"])
def test_no_room_at_all_is_told_before_the_run(small_file, tmp_path, option):
    done = without_room(100, tmp_path, "run", small_file, "--engine", "simpy", option, tmp_path / "x.csv")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [f"{tmp_path / 'x.csv'}: cannot be written: File too large"]
    assert list(tmp_path.iterdir()) == []


@POSIX
def test_what_cannot_be_written_after_all_leaves_nothing_and_the_result_is_shown(small_file, tmp_path):
    asked = ("run", small_file, "--engine", "simpy", "--replications", 1)
    places = ("--log", tmp_path / "log.csv", "--out", tmp_path / "out.csv")
    done = without_room(20_000, tmp_path, *asked, *places)
    assert done.returncode == 1
    assert "goodwill" in done.stdout
    assert done.stderr.splitlines()[-1] == f"{tmp_path / 'log.csv'}: cannot be written: File too large"
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


@POSIX
def test_a_picture_is_drawn_whole_or_not_at_all(small_file, tmp_path):
    asked = ("mirrors", small_file, "--engine", "simpy", "--replications", 2)
    done = without_room(20_000, tmp_path, *asked, "--picture", tmp_path / "both.png")
    assert done.returncode == 1
    assert done.stdout
    assert done.stderr.splitlines()[-1] == f"{tmp_path / 'both.png'}: cannot be written: File too large"
    assert list(tmp_path.iterdir()) == []


def test_a_picture_is_never_drawn_over_another_unasked(tmp_path):
    from matplotlib.figure import Figure

    path = tmp_path / "one.svg"
    save_picture(path, Figure())
    with pytest.raises(FileExistsError):
        save_picture(path, Figure())
    assert path.read_bytes().startswith(b"<?xml")


PLACES = [
    (("run", "--store", "s.csv", "--out", "s.csv"), "--out"),
    (("run", "--log", "s.csv", "--out", "s.csv"), "--log"),
    (("run", "--log", "SCENARIO"), "--log"),
    (("run", "--store", "SCENARIO"), "--store"),
    (("compare", "--store", "s.csv", "--out", "s.csv"), "--out"),
    (("judge", "--store", "s.png", "--picture", "s.png"), "--picture"),
    (("mirrors", "--store", "s.png", "--picture", "s.png"), "--picture"),
    (("report", "--out", "s.html", "--store", "s.html"), "--out"),
    (("report", "--store", "s.csv", "--figures", "s.csv"), "--figures"),
    (("export", "--format", "csv", "--out", "SCENARIO"), "--out"),
]


@pytest.mark.parametrize(("asked", "option"), PLACES, ids=[" ".join(asked) for asked, _ in PLACES])
def test_a_file_is_not_given_twice(command, small_file, tmp_path, monkeypatch, asked, option):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "s.csv").write_text("mine")
    before = small_file.read_bytes()
    name, *rest = (small_file if part == "SCENARIO" else part for part in asked)
    code, out, err = command(name, small_file, *rest, "--force")
    assert (code, out) == (2, "")
    assert option in err
    assert small_file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["s.csv"]
    assert (tmp_path / "s.csv").read_text() == "mine"


@POSIX
def test_a_file_by_another_name_is_the_same(command, small_file, tmp_path):
    (tmp_path / "s.csv").write_text("mine")
    (tmp_path / "link.csv").symlink_to(tmp_path / "s.csv")
    (tmp_path / "twin.csv").hardlink_to(tmp_path / "s.csv")
    for other in ("link.csv", "twin.csv"):
        code, _, err = command(
            "run", small_file, "--store", tmp_path / "s.csv", "--out", tmp_path / other, "--force"
        )
        assert (code, "--out" in err) == (2, True)


def test_texts_that_look_like_formulas_stay_texts(tmp_path):
    import pandas as pd

    path = tmp_path / "table.csv"
    table = pd.DataFrame({"unit": ["=cmd|' /C calc'!A0", "min"], "mean": [-1.5, 2.0]}, index=["@a", "b"])
    save(path, lambda file: write_table(file, table.rename_axis("measure")))
    assert list(csv.reader(path.open())) == [
        ["measure", "unit", "mean"],
        ["'@a", "'=cmd|' /C calc'!A0", "-1.5"],
        ["b", "min", "2.0"],
    ]
    assert [plain_text(cell) for cell in ("+1", "-", "\tx", "a=b", "", -1.0, None)] == [
        "'+1", "'-", "'\tx", "a=b", "", -1.0, None,
    ]  # fmt: skip


@pytest.mark.parametrize("option", ["--out", "--log"])
def test_a_currency_is_no_formula_and_a_dutch_table_is_for_a_dutch_spreadsheet(
    command, small_file, tmp_path, option
):
    path, out = tmp_path / "dutch.yaml", tmp_path / "x.csv"
    money = "currency: '=cmd|x'\n"
    text = small_file.read_text().replace("title: Small desk", f"title: Klein\nlanguage: nl\n{money}")
    path.write_text(text.replace("roles: {desk: {staff: 1}", "roles: {desk: {staff: 1, cost: 30 / hour}"))
    code, _, err = command("run", path, "--engine", "simpy", "--replications", 1, option, out)
    assert code == 0, err
    text = out.read_text(encoding="utf-8")
    assert text.startswith(MARK)
    rows = list(csv.reader(text[1:].splitlines(), delimiter=";"))
    assert all(len(row) == len(rows[0]) > 5 for row in rows)
    assert not any(cell.startswith("=") for row in rows for cell in row)
    assert any("," in cell for row in rows[1:] for cell in row)
