"""A folder that always shows one whole tree. Files lie under their digest; two trees of links take turns as `current`.

The tree that is not shown is brought to the new manifest folder by folder, each folder's manifest last; then one rename
of a link shows it. A writer that dies leaves the shown tree untouched, and the next one goes on from any state. The
tree that is not shown is the writer's own: what it did not write there is taken away, and no link in it is followed.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ..rules.manifest import NAME, NOTE, BadManifest, Manifest, digest, read_manifest

if TYPE_CHECKING:
    from collections.abc import Iterator

_TURNS = ("a", "b")
CURRENT = "current"
_READABLE, _OPEN = 0o644, 0o755  # of files and folders: another user serves them, or mirrors them
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_NO_LINKS = frozenset({errno.EPERM, errno.EXDEV, errno.ENOSYS, errno.EOPNOTSUPP, errno.EMLINK})


class Busy(Exception):
    """Another writer holds the folder."""


class NotAStore(Exception):
    """A folder that holds something else, or that cannot hold links."""


class DiskFull(Exception):
    """A folder whose disk has no room for what is to be written, or whose owner may write no more."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        super().__init__(folder)


@contextmanager
def room_in(folder: Path | str) -> Iterator[None]:
    """Write into a folder. Raises: DiskFull."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFull(str(folder)) from error
        raise


@dataclass
class _Folder:
    """A folder of the tree that is being made; what was not touched is only known by its manifest's digest."""

    manifest: Manifest
    opened: dict[str, _Folder] = field(default_factory=dict)


class Store:
    """The folder of one published election."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.objects = out / "objects"

    @property
    def current(self) -> Path | None:
        """The tree that is shown; None before the first one."""
        shown = self.out / CURRENT
        return shown if (shown / NAME).exists() else None

    @contextmanager
    def writing(self) -> Iterator[Draft]:
        """Hold the folder and give the draft of its next tree. Raises: Busy, NotAStore, DiskFull."""
        with room_in(self.out):
            self._take()
            with (self.out / ".lock").open("w") as lock:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError as error:
                    raise Busy(str(self.out)) from error
                try:
                    yield Draft(self)
                except OSError as error:
                    if error.errno in _FULL:
                        self._sweep()
                    raise

    def _take(self) -> None:
        known = {".lock", "objects", CURRENT, f".{CURRENT}", "index.html", *_TURNS}
        if self.out.exists():
            there = {file.name for file in self.out.iterdir()} if self.out.is_dir() else {str(self.out)}
            # All but the lock comes after the objects; where neither they nor the link are, it is somebody else's.
            ours = "objects" in there or (self.out / CURRENT).is_symlink() or there <= {".lock"}
            lock, shown = self.out / ".lock", self.out / CURRENT
            other = lock.is_symlink() or lock.is_dir() or (shown.exists() and not shown.is_symlink())
            if there - known or not ours or other:
                raise NotAStore(str(self.out))
        for folder in (self.out, self.objects):
            _folder_for_all(folder)

    def _sweep(self) -> None:
        """Take away what no tree shows: what was written for one that found no room."""
        for folder in self.objects.iterdir():
            for each in os.scandir(folder):
                if each.stat(follow_symlinks=False).st_nlink == 1:
                    os.unlink(each)  # noqa: PTH108 asked for every file of two trees

    def path_of(self, name: str) -> Path:
        """Return where the bytes with this digest lie."""
        return self.objects / name[:2] / name

    def name_of(self, name: str) -> str:
        """Return the same as text, which is quicker where there are tens of thousands."""
        return f"{self.objects}/{name[:2]}/{name}"

    def keep(self, content: bytes) -> str:
        """Put bytes under their digest, and return it. What lies there already is left, but for what a power cut left
        without its bytes."""
        name = digest(content)
        if not _is_whole(self.name_of(name), len(content)):
            fresh = f"{self.objects}/{name[:2]}/.{name}"
            try:
                _put(fresh, self.name_of(name), content)
            except FileNotFoundError:
                _folder_for_all(self.path_of(name).parent)
                _put(fresh, self.name_of(name), content)
        return name

    def spare(self) -> Path:
        """Return the tree that is not shown."""
        shown = self.out / CURRENT
        turn = os.fspath(shown.readlink()) if shown.is_symlink() else ""
        return self.out / (_TURNS[1] if turn == _TURNS[0] else _TURNS[0])

    def show(self, tree: Path) -> None:
        """Show a tree: one rename, after everything is on the disk."""
        _on_disk(self.out)
        fresh = self.out / f".{CURRENT}"
        _away(fresh)
        with _linking(self.out):
            fresh.symlink_to(tree.name)
        fresh.rename(self.out / CURRENT)
        _on_disk(self.out)


class Draft:
    """The next tree: what the shown one holds, and what is put over it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.written = 0
        self._root = _Folder(Manifest())
        if store.current:
            self._root = self._load(digest((store.current / NAME).read_bytes()))

    def put(self, path: str, content: bytes) -> bool:
        """Put a file at a path of the tree; return whether that changed anything."""
        folder, name = self._folder_of(path)
        kept = self.store.keep(content)
        if folder.manifest.files.get(name) == kept:
            return False
        folder.manifest.files[name] = kept
        self.written += 1
        return True

    def read(self, path: str) -> bytes | None:
        """Return a file of the tree as it stands now, or None."""
        folder, name = self._folder_of(path)
        kept = folder.manifest.files.get(name)
        return _read(self.store.name_of(kept)) if kept else None

    def has(self, path: str) -> bool:
        """Return whether the tree has a file at this path now."""
        folder, name = self._folder_of(path)
        return name in folder.manifest.files

    def drop(self, path: str) -> None:
        """Take a file out of the tree."""
        folder, name = self._folder_of(path)
        folder.manifest.files.pop(name, None)

    def names(self, path: str) -> list[str]:
        """Return the names of the files of one folder."""
        folder, _name = self._folder_of(f"{path}/")
        return sorted(folder.manifest.files)

    def root(self) -> str:
        """Write the manifests of what was touched, and return the digest of the topmost."""
        return self._closed(self._root)

    def show(self, *, root: str, note: str) -> None:
        """Bring the other tree to this one and show it. note: the signed statement about `root`."""
        dropped: set[str] = set()
        tree = self.store.spare()
        _own_folder(tree)
        _away(tree / NOTE)
        self._bring(tree, root, dropped)
        write_for_all(tree / NOTE, note)
        self.store.show(tree)
        for name in dropped:
            place = self.store.path_of(name)
            with suppress(FileNotFoundError):
                if place.stat().st_nlink == 1:
                    place.unlink()

    def _folder_of(self, path: str) -> tuple[_Folder, str]:
        *folders, name = path.split("/")
        at = self._root
        for step in folders:
            if step not in at.opened:
                below = at.manifest.folders.get(step)
                at.opened[step] = self._load(below) if below else _Folder(Manifest())
            at = at.opened[step]
        return at, name

    def _load(self, name: str) -> _Folder:
        return _Folder(read_manifest(_read(self.store.name_of(name))))

    def _closed(self, folder: _Folder) -> str:
        for name, below in folder.opened.items():
            kept = self._closed(below)
            if below.manifest.files or below.manifest.folders:
                folder.manifest.folders[name] = kept
            else:
                folder.manifest.folders.pop(name, None)
        return self.store.keep(folder.manifest.content())

    def _bring(self, tree: Path, wanted: str, dropped: set[str]) -> None:
        """Make a folder hold exactly what a manifest names. A folder whose own manifest is there is whole."""
        listed = tree / NAME
        there = _digest_of(listed)
        if there == wanted:
            return
        before, after = self._cleared(tree, there), read_manifest(_read(self.store.name_of(wanted)))
        if there:
            dropped.add(there)
        for name, kept in before.files.items():
            if after.files.get(name) != kept:
                (tree / name).unlink(missing_ok=True)
                dropped.add(kept)
        for name in before.folders.keys() - after.folders.keys():
            _away(tree / name)
        for name, kept in after.files.items():
            if before.files.get(name) != kept:
                self._link(kept, f"{tree}/{name}")
        for name, below in after.folders.items():
            if before.folders.get(name) != below or not (tree / name / NAME).exists():
                _own_folder(tree / name)
                self._bring(tree / name, below, dropped)
        self._link(wanted, str(listed))

    def _cleared(self, tree: Path, stated: str) -> Manifest:
        """Return what a folder holds whole, after taking away its manifest and what that does not name: a folder in any
        other state is emptied. stated: digest of its manifest."""
        before = Manifest()
        if stated:
            with suppress(BadManifest):
                before = read_manifest((tree / NAME).read_bytes())
            (tree / NAME).unlink()
        there = set()
        with os.scandir(tree) as found:
            for each in found:
                file, folder = each.is_file(follow_symlinks=False), each.is_dir(follow_symlinks=False)
                if (file and each.name in before.files) or (folder and each.name in before.folders):
                    there.add(each.name)
                else:
                    _away(Path(each.path))
        return Manifest(*({name: one[name] for name in there & one.keys()} for one in (before.files, before.folders)))

    def _link(self, kept: str, place: str) -> None:
        with _linking(place):
            try:
                os.link(self.store.name_of(kept), place)
            except FileExistsError:
                _away(Path(place))
                os.link(self.store.name_of(kept), place)


@contextmanager
def _linking(place: Path | str) -> Iterator[None]:
    """Make a link. Raises: NotAStore, where the file system knows none."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_LINKS:
            raise NotAStore(str(place)) from error
        raise


def _away(place: Path) -> None:
    """Take away a file, a link or a whole folder, if there is one. A link is not followed."""
    try:
        place.unlink()
    except FileNotFoundError:
        return
    except OSError:
        if place.is_symlink() or not place.is_dir():
            raise
        shutil.rmtree(place)


def _own_folder(place: Path) -> None:
    """Make a folder at a place of the tree; a link or file there gives way."""
    if place.is_symlink() or not place.is_dir():
        _away(place)
    _folder_for_all(place)


def _is_whole(file: str, size: int) -> bool:
    try:
        return os.stat(file).st_size == size  # noqa: PTH116 asked for every file of a tree
    except FileNotFoundError:
        return False


def _read(file: str) -> bytes:
    with open(file, "rb") as found:  # noqa: PTH123 read for every place of a tree
        return found.read()


def _put(fresh: str, place: str, content: bytes) -> None:
    """Write a file, and let it appear whole; where there is no room for it, nothing of it stays."""
    try:
        with open(fresh, "wb") as made:  # noqa: PTH123 written for every file of a tree
            os.fchmod(made.fileno(), _READABLE)
            made.write(content)
        os.rename(fresh, place)  # noqa: PTH104 a path a file would take longer than the rename
    except OSError:
        Path(fresh).unlink(missing_ok=True)
        raise


def write_for_all(file: Path, text: str) -> None:
    """Write a file that whoever serves or mirrors the tree can read, whatever the umask. No link there is followed."""
    if file.is_symlink() or file.is_dir():
        _away(file)
    file.write_text(text, encoding="utf-8")
    file.chmod(_READABLE)


def _folder_for_all(folder: Path) -> None:
    """Make a folder that whoever serves or mirrors the tree can read; one that is there keeps its mode."""
    if not folder.exists():
        folder.mkdir(parents=True)
        folder.chmod(_OPEN)


def _digest_of(file: Path) -> str:
    """Return the digest of a file; "" where none is, or a link or a folder."""
    return digest(file.read_bytes()) if file.is_file() and not file.is_symlink() else ""


def _on_disk(folder: Path) -> None:
    """Wait until everything of the file system is on the disk. Raises: OSError, where something did not get there."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        if ctypes.CDLL(None, use_errno=True).syncfs(handle):
            code = ctypes.get_errno()
            if code != errno.ENOSYS:
                raise OSError(code, os.strerror(code), str(folder))
            os.sync()
    except AttributeError:  # a system without syncfs
        os.sync()
    finally:
        os.close(handle)
