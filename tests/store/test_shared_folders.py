from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from revmentor.actions import people
from revmentor.exchange import document
from revmentor.model.firm import Firm
from revmentor.store import shared_folders
from revmentor.store.encryption.cipher import Key
from revmentor.store.shared_folders import SharedPlace
from revmentor.store.workspace import Workspace
from tests.support.cli import Said, revmentor
from tests.support.firm import FIRM, begin, exported, running

# -- folders that are copied ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("/home/anna/Dropbox", "Dropbox"),
        ("/home/anna/Dropbox/HR/2026", "Dropbox"),
        ("/Users/anna/Library/CloudStorage/Dropbox", "Dropbox"),
        ("/Users/anna/Library/CloudStorage/Dropbox-Personal", "Dropbox"),
        ("/Users/anna/OneDrive", "OneDrive"),
        ("/Users/anna/OneDrive - Meccanica Valdarco S.r.l/HR", "OneDrive"),
        ("/Users/anna/Library/CloudStorage/OneDrive-MeccanicaValdarco", "OneDrive"),
        ("/Users/anna/Google Drive/HR", "Google Drive"),
        ("/Users/anna/Library/CloudStorage/GoogleDrive-anna@acme.example", "Google Drive"),
        ("/Volumes/GoogleDrive/My Drive", "Google Drive"),
        ("/Users/anna/Library/Mobile Documents/com~apple~CloudDocs/HR", "iCloud Drive"),
        ("/home/anna/iCloudDrive", "iCloud Drive"),
        ("/home/anna/Nextcloud/HR", "Nextcloud"),
        ("/home/anna/nextcloud", "Nextcloud"),
        ("/home/anna/ownCloud/HR", "ownCloud"),
        ("/home/anna/pCloudDrive", "pCloud"),
        ("/home/anna/MEGAsync/HR", "MEGA"),
        ("/home/anna/SynologyDrive/HR", "Synology Drive"),
    ],
)  # fmt: skip
def test_the_folder_of_a_service_is_recognised(folder: str, service: str) -> None:
    place = shared_folders.shared_place(Path(folder) / "acme.json")
    assert place == SharedPlace(service, copies=True)


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("/Users/anna/Dropbox (Meccanica Valdarco)", "Dropbox"),
        ("/home/anna/Nextcloud2", "Nextcloud"),
        ("/mnt/g/Il mio Drive", "Google Drive"),
    ],
)
def test_the_folder_of_a_second_account_or_language_is_recognised(
    folder: str, service: str
) -> None:
    place = shared_folders.shared_place(Path(folder) / "acme.json")
    assert place == SharedPlace(service, copies=True)


@pytest.mark.parametrize(
    ("mark", "folder", "service"),
    [
        (".stfolder", True, "Syncthing"),
        (".dropbox.cache", True, "Dropbox"),
        (".dropbox", False, "Dropbox"),
        (".nextcloudsync.log", False, "Nextcloud"),
        (".owncloudsync.log", False, "ownCloud"),
    ],
)
def test_what_a_service_leaves_at_the_top_of_its_folder_tells_it(
    tmp_path: Path, mark: str, folder: bool, service: str
) -> None:
    path = tmp_path / "HR" / "2026" / "acme.json"
    path.parent.mkdir(parents=True)
    assert shared_folders.shared_place(path) is None
    (tmp_path / mark).mkdir() if folder else (tmp_path / mark).touch()
    assert shared_folders.shared_place(path) == SharedPlace(service, copies=True)


@pytest.mark.parametrize(
    "folder",
    [
        "omega",
        "mega-projects",
        "Dropboxes",
        "my dropbox notes",
        "onedriver",
        "boxes",
        "driver",
        "sync",
        "cloud",
        "documents",
    ],
)
def test_an_ordinary_folder_is_no_shared_one(tmp_path: Path, folder: str) -> None:
    assert shared_folders.shared_place(tmp_path / "anna" / folder / "acme.json") is None


def test_the_name_of_the_file_itself_says_nothing_about_its_folder(tmp_path: Path) -> None:
    assert shared_folders.shared_place(tmp_path / "dropbox") is None
    assert shared_folders.shared_place(tmp_path / "OneDrive - Firm") is None


def test_the_settings_of_a_service_in_the_home_folder_share_nothing(tmp_path: Path) -> None:
    (tmp_path / ".dropbox").mkdir()  # where Dropbox keeps its own settings
    assert shared_folders.shared_place(tmp_path / "Documents" / "acme.json") is None


# -- network disks -------------------------------------------------------------------------------

MOUNTS = """\
/dev/sda2 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
/dev/sda3 /home ext4 rw 0 0
server:/export /srv/office nfs4 rw,vers=4.2 0 0
//server/hr /home/anna/hr cifs rw 0 0
/dev/sdb1 /home/anna/hr/stick vfat rw 0 0
anna@host:/data /mnt/with\\040space fuse.sshfs rw 0 0
//server/hr /mnt/Societ\u00e0 cifs rw 0 0
overlay /late overlay rw 0 0
server:/late /late nfs rw 0 0
broken line
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/acme.json", "ext4"),
        ("/home/anna/acme.json", "ext4"),
        ("/srv/office/deep/down/acme.json", "nfs4"),
        ("/srv/office2/acme.json", "ext4"),
        ("/home/anna/hr/acme.json", "cifs"),
        ("/home/anna/hr2/acme.json", "ext4"),
        ("/home/anna/hr/stick/acme.json", "vfat"),
        ("/mnt/with space/acme.json", "fuse.sshfs"),
        ("/late/acme.json", "nfs"),
    ],
)
def test_the_file_system_is_that_of_the_innermost_and_last_mount(path: str, kind: str) -> None:
    assert shared_folders._file_system(Path(path), MOUNTS) == kind


def test_a_mount_with_an_accent_in_its_name_is_found() -> None:
    assert shared_folders._file_system(Path("/mnt/Societ\u00e0/acme.json"), MOUNTS) == "cifs"


def test_without_a_table_of_mounts_nothing_is_known() -> None:
    assert shared_folders._file_system(Path("/home/anna/acme.json"), "") == ""


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "9p"])
def test_network_file_systems_count_as_shared(kind: str) -> None:
    assert kind in shared_folders._NETWORK


def test_a_share_of_windows_is_a_network_disk() -> None:
    place = shared_folders.shared_place(Path(r"\\server\hr\acme.json"))
    assert place is not None
    assert (place.copies, place.name.startswith("\\\\")) == (False, True)


def test_the_advice_names_the_place() -> None:
    copied, network = SharedPlace("Dropbox", copies=True), SharedPlace("nfs4", copies=False)
    assert "a folder of Dropbox, which copies it to other machines" in copied.advice
    assert "on a network disk (nfs4)" in network.advice


# -- conflict copies -----------------------------------------------------------------------------

NAMES = {
    "Dropbox": [
        "{stem} (Anna's conflicted copy 2026-04-24){end}",
        "{stem} (LAPTOP-4F2K's conflicted copy 2026-04-24 (1)){end}",
        "{stem} (Anna De Luca's conflicted copy 2026-04-24 09-36-12){end}",
    ],
    "Dropbox in Italian": [
        "{stem} (Copia in conflitto di MBP-di-Anna.fritz.box 2026-04-24){end}",
        "{stem} (copia in conflitto di Anna De Luca 2026-04-24){end}",
    ],
    "Nextcloud": [
        "{stem} (conflicted copy 2026-04-24 093612){end}",
        "{stem} (conflicted copy anna 2026-04-24 093612){end}",
    ],
    "ownCloud": [
        "{stem} (conflicted copy 2026-04-24 093612){end}",
        "{stem}_conflict-20260424-093612{end}",
    ],
    "Syncthing": [
        "{stem}.sync-conflict-20260424-093612-D4LGQYW{end}",
        "{stem}.sync-conflict-20260424-093612{end}",
    ],
    "OneDrive": [
        "{stem}-LAPTOP-4F2K{end}",
        "{stem}-DESKTOP-4F2K1AB{end}",
        "{stem}-DESKTOP-4F2K1AB-2{end}",
        "{stem}-Annas-MacBook-Pro{end}",
    ],
    "Google Drive": ["{stem} (1){end}", "{stem} (12){end}"],
    "iCloud Drive": ["{stem} 2{end}", "{stem} 3{end}"],
    "Synology Drive": ["{stem}_Anna_Apr-24-093612-2026_Conflict{end}"],
}


def _beside(path: Path, *names: str) -> None:
    for name in names:
        shutil.copyfile(path, path.with_name(name))


def _found(path: Path) -> list[str]:
    return [each.name for each in shared_folders.conflict_copies(path)]


@pytest.mark.parametrize(
    ("name", "stem", "end"),
    [
        ("acme.json", "acme", ".json"),
        ("acme.revmentor.json", "acme.revmentor", ".json"),
        ("acme.revmentor.json", "acme", ".revmentor.json"),
        ("acme", "acme", ""),
        ("acme (nord) [1].json", "acme (nord) [1]", ".json"),
    ],
)
@pytest.mark.parametrize("service", sorted(set(NAMES) - {"Synology Drive"}))
def test_the_copies_a_service_makes_are_found(
    tmp_path: Path, name: str, stem: str, end: str, service: str
) -> None:
    path = tmp_path / name
    begin(path)
    copies = sorted({each.format(stem=stem, end=end) for each in NAMES[service]})
    _beside(path, *copies)
    assert _found(path) == copies


def test_a_machine_named_in_one_word_is_found_too(tmp_path: Path) -> None:
    path = tmp_path / "acme.json"
    begin(path)
    _beside(path, "acme-PC01.json")
    assert _found(path) == ["acme-PC01.json"]


def test_copies_of_an_encrypted_file_are_found_too(tmp_path: Path) -> None:
    pyrage = pytest.importorskip("pyrage")
    path = tmp_path / "acme.json"
    Workspace.create(path, FIRM, Key((str(pyrage.x25519.Identity.generate()),)))
    _beside(path, "acme (1).json")
    assert _found(path) == ["acme (1).json"]


@pytest.mark.parametrize(
    "name",
    [
        "acme-2025.json",
        "acme.backup-2026-11-24.json",
        "acme2.json",
        "acme 2025.json",
        "acme (2025).json",
        "acme (copy).json",
        "acme-2025-2026.json",
        "acme_old.json",
        "beta.json",
        "beta (1).json",
        "my acme (1).json",
        "acme (1).json.bak",
        "acme (1).txt",
        "ACME (1).json",
    ],
)
def test_what_only_looks_a_little_like_it_is_none(tmp_path: Path, name: str) -> None:
    path = tmp_path / "acme.json"
    begin(path)
    _beside(path, name)
    assert _found(path) == []


def test_what_is_no_revmentor_file_is_none(tmp_path: Path) -> None:
    path = tmp_path / "acme.json"
    workspace = begin(path)
    (tmp_path / "acme (1).json").write_bytes(exported(workspace))
    (tmp_path / "acme (2).json").write_bytes(b"\x00\xff")
    (tmp_path / "acme (3).json").write_bytes(b"")
    (tmp_path / "acme (4).json").mkdir()
    (tmp_path / "acme (5).json").symlink_to(tmp_path / "nowhere.json")
    assert _found(path) == []


@pytest.mark.parametrize("name", ["acme-torino-sud.json", "acme (2).json", "acme 2.json"])
def test_the_file_of_another_firm_is_none(tmp_path: Path, name: str) -> None:
    path = tmp_path / "acme.json"
    begin(path)
    Workspace.create(tmp_path / name, Firm(name="Acme Torino Sud"))
    assert _found(path) == []


def test_beside_a_copy_its_own_original_is_none(tmp_path: Path) -> None:
    path = tmp_path / "acme (1).json"
    begin(path)
    _beside(path, "acme.json")
    assert _found(path) == []


def test_in_a_folder_that_is_not_there_nothing_is_found(tmp_path: Path) -> None:
    assert _found(tmp_path / "nowhere" / "acme.json") == []


# -- what is said --------------------------------------------------------------------------------


def _in_dropbox(tmp_path: Path) -> Path:
    path = tmp_path / "Dropbox" / "acme.json"
    path.parent.mkdir()
    running(path)
    return path


def test_a_shared_folder_is_told_once_and_conflicts_each_time(tmp_path: Path) -> None:
    path = _in_dropbox(tmp_path)
    _beside(path, "acme (1).json")
    first, second = shared_folders.worth_saying(path), shared_folders.worth_saying(path)
    assert [line.split(":")[0] for line in second] == ["A conflict copy lies beside the file"]
    assert first[1:] == second
    assert "a folder of Dropbox" in first[0]


def test_each_file_and_each_place_is_told_of_by_itself(tmp_path: Path) -> None:
    path = _in_dropbox(tmp_path)
    assert len(shared_folders.worth_saying(path)) == 1
    assert len(shared_folders.worth_saying(path.with_name("beta.json"))) == 1
    assert shared_folders.not_yet_told(path, SharedPlace("OneDrive", copies=True))
    assert not shared_folders.not_yet_told(path, SharedPlace("OneDrive", copies=True))


def test_an_ordinary_folder_is_not_worth_a_word(path: Path) -> None:
    begin(path)
    assert shared_folders.worth_saying(path) == []


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b'{"a":1}', b"\xff"])
def test_a_memory_that_cannot_be_read_makes_it_say_it_again(tmp_path: Path, raw: bytes) -> None:
    from platformdirs import user_state_path

    path = _in_dropbox(tmp_path)
    memory = user_state_path("revmentor") / "told.json"
    memory.parent.mkdir(parents=True, exist_ok=True)
    memory.write_bytes(raw)
    assert len(shared_folders.worth_saying(path)) == 1
    assert shared_folders.worth_saying(path) == []


def test_a_memory_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    from platformdirs import user_state_path

    path = _in_dropbox(tmp_path)
    user_state_path("revmentor").parent.mkdir(parents=True, exist_ok=True)
    user_state_path("revmentor").write_text("a file in its place")
    assert len(shared_folders.worth_saying(path)) == 1
    assert len(shared_folders.worth_saying(path)) == 1


# -- on the command line -------------------------------------------------------------------------


def _import(path: Path) -> Said:
    workspace = Workspace.open(path)
    people.add(workspace.change(), name="Zoe")
    source = path.with_name("source.txt")
    source.write_bytes(document.document_bytes(workspace.snapshot))
    return revmentor("import", path.name, source.name, cwd=path.parent)


def test_import_says_the_shared_folder_once_and_a_conflict_each_time(tmp_path: Path) -> None:
    path = _in_dropbox(tmp_path)
    _beside(path, "acme (Anna's conflicted copy 2026-04-24).json")
    first, second = _import(path), _import(path)
    assert (first.status, second.status) == (0, 0)
    assert "a folder of Dropbox" in first.err
    assert "a folder of Dropbox" not in second.err
    for done in (first, second):
        assert "acme (Anna's conflicted copy 2026-04-24).json. Compare the two" in done.err


def test_check_mentions_both_each_time_and_ends_with_one(tmp_path: Path) -> None:
    path = _in_dropbox(tmp_path)
    _beside(path, "acme-LAPTOP-4F2K.json")
    for _turn in range(2):
        done = revmentor("check", path.name, cwd=path.parent)
        assert done.status == 1
        assert "! The file lies in a folder of Dropbox" in done.out
        assert "! A conflict copy lies beside it: acme-LAPTOP-4F2K.json" in done.out
    notes = revmentor("check", path.name, "--json", cwd=path.parent).json["notes"]
    assert len(notes) == 2


def test_reading_commands_say_nothing_of_the_place(tmp_path: Path) -> None:
    path = _in_dropbox(tmp_path)
    for command in ("status", "export"):
        done = revmentor(command, path.name, cwd=path.parent)
        assert (done.status, done.err) == (1 if command == "status" else 0, "")
