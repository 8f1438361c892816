"""Where a file lies: in a folder that a service copies to other machines, or on a network disk.

Such a folder knows nothing of our lock: two machines that save at once leave two files, of which
the service calls one a conflict copy.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path

import msgspec

from revmentor.i18n.gettext import _
from revmentor.store.encryption import cipher
from revmentor.store.file import disk, header
from revmentor.store.history import generations

# The name of a folder on the way -> the service it belongs to.
_FOLDERS: dict[str, str] = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "il mio drive": "Google Drive",
    "mobile documents": "iCloud Drive",
    "icloud drive": "iCloud Drive",
    "iclouddrive": "iCloud Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pcloud drive": "pCloud",
    "pclouddrive": "pCloud",
    "megasync": "MEGA",
    "mega": "MEGA",
    "box sync": "Box",
    "synologydrive": "Synology Drive",
    "syncthing": "Syncthing",
}
# A file or folder that a service leaves at the top of what it copies.
_MARKS: dict[str, str] = {
    ".stfolder": "Syncthing",
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".owncloudsync.log": "ownCloud",
    ".nextcloudsync.log": "Nextcloud",
    ".synologyworkingdirectory": "Synology Drive",
}
_NETWORK = {
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "9p", "ceph", "glusterfs", "davfs",
    "fuse.sshfs", "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.rclone", "vboxsf", "fuse.vmhgfs-fuse",
}  # fmt: skip

# What stands behind the name for a second account, or the account of a firm.
_SECOND_ACCOUNT = re.compile(r"\d?| \(.+\)| - .+")
_DASHED = {"onedrive", "googledrive", "dropbox", "box"}
"""Which of them a Mac names with a dash: ``OneDrive-Firm``."""

# How the services call the other of two files that were saved at once, behind the file's own name.
_CONFLICTS = re.compile(
    r"""
    \ \(.*(conflicted\ copy|conflict|in\ conflitto|copia\ in\ conflitto).*\)  # Dropbox, Nextcloud
    | _conflict-\d{8}-\d{6}                                                  # ownCloud
    | \.sync-conflict-\d{8}-\d{6}(-\w+)?                                     # Syncthing
    | _\w*_[A-Z][a-z]+-\d+-\d+-\d+_Conflict                                  # Synology Drive
    | \ \(\d{1,2}\) | \ \d{1,2}                                              # Google Drive, iCloud
    | -[A-Z][A-Z0-9]*(-[A-Z0-9]+)+(-\d+)?                   # OneDrive: the machine, LAPTOP-4F2K
    | (?-i:-[A-Z][A-Z0-9]{2,14})                            # the same, named in one word, PC01
    """,
    re.VERBOSE | re.IGNORECASE,
)


class SharedPlace(msgspec.Struct, frozen=True):
    """A folder that others reach too: the service or kind of disk, and whether it copies."""

    name: str
    copies: bool

    @property
    def advice(self) -> str:
        """What to know about it, in two sentences."""
        if self.copies:
            return _(
                "The file lies in a folder of {name}, which copies it to other machines. Save on "
                "one machine at a time, and wait until {name} has finished."
            ).format(name=self.name)
        return _(
            "The file lies on a network disk ({name}). Use it on one machine at a time: not every "
            "network disk keeps what it says it has saved."
        ).format(name=self.name)


def shared_place(path: Path) -> SharedPlace | None:
    """Return the shared place a file lies in, or ``None`` on a disk of this machine alone."""
    if str(path).startswith("\\\\"):
        return SharedPlace("\\\\" + path.drive.strip("\\").split("\\")[0], copies=False)
    for folder in path.parents:
        if service := _by_name(folder.name.casefold()) or _by_mark(folder):
            return SharedPlace(service, copies=True)
    kind = _file_system(path, _mounts())
    return SharedPlace(kind, copies=False) if kind in _NETWORK else None


def _by_name(name: str) -> str:
    """Return the service a folder is named after: ``OneDrive - Firm``, ``Dropbox (Firm)``."""
    for known, service in _FOLDERS.items():
        rest = name.removeprefix(known) if name.startswith(known) else None
        if rest is None:
            continue
        if _SECOND_ACCOUNT.fullmatch(rest) or (known in _DASHED and rest.startswith("-")):
            return service
    return ""


def _by_mark(folder: Path) -> str:
    """Return the service that left its mark at the top of what it copies."""
    for mark, service in _MARKS.items():
        kind = disk.kind_of(folder / mark)
        # A folder .dropbox is where Dropbox keeps its settings, in the home of everybody.
        if kind == "file" or (kind == "folder" and mark != ".dropbox"):
            return service
    return ""


def _mounts() -> str:
    try:
        return Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _file_system(path: Path, mounts: str) -> str:
    """Return the kind of file system a path lies on, by a table of mounts; empty if unknown."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        words = line.split(" ")
        if len(words) < 3:
            continue
        point = re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), words[1])
        inside = point == "/" or path == Path(point) or Path(point) in path.parents
        if inside and len(point) >= best:
            best, kind = len(point), words[2]
    return kind


def conflict_copies(path: Path) -> list[Path]:
    """Return the files beside a file that a service calls conflict copies of it."""
    return sorted(set(_conflict_copies(path)))


def _conflict_copies(path: Path) -> Iterator[Path]:
    try:
        beside = list(path.parent.iterdir())
    except OSError:
        return
    lineage = _lineage(path)
    for stem, end in {(path.stem, path.suffix), (path.name.split(".")[0], _ends(path.name))}:
        for each in beside:
            name = each.name
            if name == path.name or not (name.startswith(stem) and name.endswith(end)):
                continue
            middle = name[len(stem) : len(name) - len(end)]
            if _CONFLICTS.fullmatch(middle) and _may_be_of(each, lineage):
                yield each


def _ends(name: str) -> str:
    _stem, dot, rest = name.partition(".")
    return dot + rest


def siblings(path: Path) -> list[Path]:
    """Return the files beside a file that are of its lineage and lie in the clear: backups, copies.

    The file itself may be encrypted; its lineage is then that of its kept generations.
    """
    lineages = {each.lineage for each in generations.kept(path)}
    try:
        beside = sorted(each for each in path.parent.iterdir() if each.suffix == ".json")
    except OSError:
        return []
    return [
        each
        for each in beside
        if each != path and disk.kind_of(each) == "file" and _lineage(each) in lineages
    ]


def _may_be_of(path: Path, lineage: str | None) -> bool:
    """Tell whether a file is ours and of a lineage, as far as that can be read."""
    theirs = _lineage(path)
    return theirs is not None and (not theirs or not lineage or theirs == lineage)


def _lineage(path: Path) -> str | None:
    """Return the lineage of a file; empty where it cannot be read, ``None`` for none of ours."""
    try:
        line = disk.beginning(path)
    except OSError:
        return None
    if cipher.is_encrypted(line):
        return ""
    if not line.startswith(b'{"meta"'):
        return None
    meta = header.meta_of(line)
    return meta.file.lineage if meta else ""


def _memory() -> Path:
    from platformdirs import user_state_path

    return user_state_path("revmentor") / "told.json"


def told_of() -> dict[str, str]:
    """Return the paths of the files whose place was told, and the name of each place."""
    try:
        return msgspec.json.decode(_memory().read_bytes(), type=dict[str, str])
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return {}


def forget_told(paths: Collection[str]) -> None:
    """Remember no longer that the place of some files was told; raises ``OSError``."""
    left = {path: name for path, name in told_of().items() if path not in paths}
    disk.private_write(_memory(), msgspec.json.encode(left))


def not_yet_told(path: Path, place: SharedPlace) -> bool:
    """Tell whether the person was not yet told of this place; from now on it counts as told.

    Where that cannot be remembered it is told again the next time.
    """
    memory, told = _memory(), told_of()
    if told.get(str(path)) == place.name:
        return False
    try:
        memory.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        disk.private_write(memory, msgspec.json.encode({**told, str(path): place.name}))
    except (OSError, UnicodeEncodeError):
        return True
    return True


def worth_saying(path: Path) -> list[str]:
    """Return what to say when a file is opened: of a shared folder once, of conflicts always."""
    told = [_conflict(each) for each in conflict_copies(path)]
    told += generations.of_second_names(path)
    place = shared_place(path)
    if place and not_yet_told(path, place):
        told.insert(0, place.advice)
    return told


def _conflict(path: Path) -> str:
    return _("A conflict copy lies beside the file: {name}. Compare the two, and keep one.").format(
        name=path.name
    )
