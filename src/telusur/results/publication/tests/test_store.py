"""The folder always shows one whole tree, whenever a writer dies."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from telusur.results.publication.rules.manifest import BadManifest, digest, read_manifest
from telusur.results.publication.services.bulk import Later
from telusur.results.publication.services.store import DiskFull, NotAStore, Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize("names", [["a"], ["index.html"], ["a", "b"], ["objects", "skripsi.txt"]])
def test_a_folder_of_somebody_else_is_left_alone(tmp_path, names):
    for name in names:
        (tmp_path / name).mkdir()
        (tmp_path / name / "skripsi.txt").write_text("milik orang lain")
    with pytest.raises(NotAStore):
        write(tmp_path, {"x.json": b"1"})
    assert all((tmp_path / name / "skripsi.txt").exists() for name in names)


def test_a_lock_that_leads_elsewhere_is_not_opened(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "lain.txt").write_text("milik orang lain")
    (tmp_path / "out" / ".lock").symlink_to(tmp_path / "lain.txt")
    with pytest.raises(NotAStore):
        write(tmp_path / "out", {"x.json": b"1"})
    assert (tmp_path / "lain.txt").read_text() == "milik orang lain"


def test_what_a_power_cut_left_without_its_bytes_is_written_again(tmp_path):
    store = Store(tmp_path)
    write(tmp_path, {"x.json": b"isi"})
    store.path_of(digest(b"isi")).unlink()
    store.path_of(digest(b"isi")).write_bytes(b"")
    assert store.keep(b"isi") == digest(b"isi")
    assert store.path_of(digest(b"isi")).read_bytes() == b"isi"


def linked(place: Path, elsewhere: Path) -> None:
    away(place)
    place.symlink_to(elsewhere)


def folder(place: Path, _elsewhere: Path) -> None:
    away(place)
    (place / "di dalam").mkdir(parents=True)


def file(place: Path, _elsewhere: Path) -> None:
    away(place)
    place.write_text("bukan dari penerbit")


def away(place: Path) -> None:
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    place.unlink(missing_ok=True)


@pytest.mark.parametrize("planted", [linked, folder, file])
@pytest.mark.parametrize(
    "place", ["", "manifest.json", "manifest.note", "p", "p/1", "p/1/data.json", "p/1/manifest.json", "q", "q/1", "x"]
)
def test_what_somebody_put_into_the_tree_that_is_not_shown_gives_way_and_no_link_is_followed(
    tmp_path: Path, place: str, planted: Callable[[Path, Path], None]
) -> None:
    elsewhere, out = tmp_path / "lain", tmp_path / "out"
    for turn in (0, 1):
        write(out, tree_of(turn))
        write(elsewhere, tree_of(turn))  # holds the same, so that what lies behind a link looks like ours
    before = shown(elsewhere)
    behind = elsewhere.joinpath("a" if (out / "current").readlink().name == "b" else "b", place)
    planted(out / behind.relative_to(elsewhere), behind)
    wanted = tree_of(2)
    for name in [name for name in wanted if name.startswith("q/1/")]:  # goes, where it may be no more what it was
        del wanted[name]
    write(out, wanted, drop=("q/1/data.json",))
    assert shown(out) == wanted
    assert not [each for each in (out / "current").resolve().rglob("*") if each.is_symlink()]
    assert shown(elsewhere) == before
    assert all((elsewhere / turn / "manifest.note").is_file() for turn in "ab")


def test_a_planted_manifest_leads_to_no_file_outside(tmp_path):
    mine = tmp_path / "skripsi.txt"
    for turn in (0, 1):
        write(tmp_path / "out", tree_of(turn))
    mine.write_text("milik orang lain")
    spare = Store(tmp_path / "out").spare()
    for files in ({"../../skripsi.txt": "0" * 64}, {"x": "../../skripsi.txt"}):
        (spare / "manifest.json").unlink()
        said = {"files": files, "folders": {"../../": "0" * 64}, "format": "telusur-manifest/1"}
        (spare / "manifest.json").write_text(json.dumps(said))
        write(tmp_path / "out", tree_of(2))
        assert (mine.read_text(), shown(tmp_path / "out")) == ("milik orang lain", tree_of(2))
        write(tmp_path / "out", tree_of(3))


def test_a_current_that_leads_elsewhere_is_brought_back(tmp_path):
    write(tmp_path / "out", tree_of(0))
    write(tmp_path / "lain", tree_of(0))
    linked(tmp_path / "out/current", tmp_path / "lain/a")
    write(tmp_path / "out", tree_of(1))
    assert (shown(tmp_path / "out"), shown(tmp_path / "lain")) == (tree_of(1), tree_of(0))


@pytest.mark.parametrize("call", ["fchmod", "link", "mkdir", "rename"])
def test_a_full_disk_is_named_leaves_the_shown_tree_and_the_next_writer_goes_on(tmp_path, monkeypatch, call):
    write(tmp_path, tree_of(0))

    def full(*_arguments: object, **_named: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as disk:
        disk.setattr(os, call, full)
        with pytest.raises(DiskFull) as told:
            write(tmp_path, tree_of(1))
    assert (told.value.folder, shown(tmp_path)) == (str(tmp_path), tree_of(0))
    assert all(each.stat().st_nlink > 1 for each in (tmp_path / "objects").rglob("*") if each.is_file())
    write(tmp_path, tree_of(1))
    assert shown(tmp_path) == tree_of(1)


def write(out: Path, files: dict[str, bytes], *, drop: tuple[str, ...] = ()) -> None:
    with Store(out).writing() as draft:
        for path, content in files.items():
            draft.put(path, content)
        for path in drop:
            draft.drop(path)
        root = draft.root()
        draft.show(root=root, note=root)


def shown(out: Path) -> dict[str, bytes]:
    """Return every file of the shown tree, after holding each against its manifest and the topmost against the note."""
    tree = out / "current"
    found: dict[str, bytes] = {}
    folders = [("", (tree / "manifest.note").read_text())]
    while folders:
        path, wanted = folders.pop()
        content = (tree / path / "manifest.json").read_bytes()
        assert digest(content) == wanted
        manifest = read_manifest(content)
        for name, kept in manifest.files.items():
            found[path + name] = (tree / path / name).read_bytes()
            assert digest(found[path + name]) == kept
        folders += [(f"{path}{name}/", kept) for name, kept in manifest.folders.items()]
    there = {str(file.relative_to(tree)) for file in (out / "current/").rglob("*") if file.is_file()}
    assert {name for name in there if not name.endswith(("manifest.json", "manifest.note"))} == set(found)
    return found


def tree_of(turn: int) -> dict[str, bytes]:
    return {
        f"{place}/{number}/data.json": json.dumps([place, number, turn]).encode() for place in "pqr" for number in "123"
    }


def test_files_come_change_and_go(tmp_path):
    write(tmp_path, {"a.html": b"1", "p/q/b.html": b"2", "p/c.html": b"2"})
    assert shown(tmp_path) == {"a.html": b"1", "p/q/b.html": b"2", "p/c.html": b"2"}
    write(tmp_path, {"a.html": b"3"}, drop=("p/q/b.html",))
    assert shown(tmp_path) == {"a.html": b"3", "p/c.html": b"2"}
    assert not (tmp_path / "current/p/q").exists()
    write(tmp_path, {"p/q/b.html": b"4"})
    assert shown(tmp_path) == {"a.html": b"3", "p/c.html": b"2", "p/q/b.html": b"4"}


def test_what_did_not_change_is_the_same_file_on_the_disk(tmp_path):
    write(tmp_path, tree_of(0) | {"x/still.html": b"0"})
    before = (tmp_path / "current/x/still.html").stat().st_ino
    for turn in (1, 2, 3):
        write(tmp_path, tree_of(turn))
        assert (tmp_path / "current/x/still.html").stat().st_ino == before


def test_a_reader_who_entered_the_tree_before_still_reads_it_whole(tmp_path):
    write(tmp_path, tree_of(0))
    entered = (tmp_path / "current").resolve()
    write(tmp_path, tree_of(1))
    assert (entered / "p/1/data.json").read_bytes() == tree_of(0)["p/1/data.json"]


@pytest.mark.processes
def test_a_writer_killed_at_any_step_leaves_the_last_whole_tree_and_the_next_goes_on(tmp_path):
    write(tmp_path, tree_of(0))
    last, finished = 0, 0
    for turn in range(1, 120, 5):
        child = os.fork()
        if child == 0:
            die_at(turn)
            write(tmp_path, tree_of(turn))
            os._exit(0)
        ended = os.waitpid(child, 0)[1]
        found = shown(tmp_path)
        assert found in (tree_of(last), tree_of(turn)), turn
        last = turn if found == tree_of(turn) else last
        finished += ended == 0
        if finished == 2:
            break
    assert turn > 25
    write(tmp_path, tree_of(100))
    assert shown(tmp_path) == tree_of(100)


def die_at(step: int) -> None:
    """Let this process be killed at the given change of the file system."""
    left = iter(range(step, -1, -1))

    def count(event: str, _arguments: object) -> None:
        if event in {"os.link", "os.rename", "os.remove", "os.mkdir", "os.symlink"} and next(left) <= 1:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


def test_tables_of_a_nation_are_not_held_until_the_last_is_drawn(tmp_path):
    with Store(tmp_path).writing() as draft:
        later = Later(draft)
        for number in range(10):
            later.put(f"bulk/{number}", b"%d".__mod__, number)
        assert (draft.has("bulk/5"), draft.has("bulk/6")) == (True, False)
        later.done()
        assert draft.names("bulk") == [str(number) for number in range(10)]


@pytest.mark.parametrize(
    "content", [b"", b"{}", b'{"files":{},"folders":{}}', b'{"files":1,"folders":{},"format":"x"}']
)
def test_other_bytes_are_no_manifest(content):
    with pytest.raises(BadManifest):
        read_manifest(content)


def test_whoever_serves_or_mirrors_the_tree_can_read_it_whatever_the_umask(tmp_path):
    before = os.umask(0o077)
    try:
        write(tmp_path / "out", {"index.html": b"one", "ppwp/36/data.json": b"two"})
    finally:
        os.umask(before)
    found = [tmp_path / "out", *(each for each in (tmp_path / "out").rglob("*") if each.name != ".lock")]
    assert {each.stat().st_mode & 0o777 for each in found if each.is_dir()} == {0o755}
    assert {each.stat().st_mode & 0o777 for each in found if each.is_file()} == {0o644}
