"""Bytes that are not as they were saved: always noticed, never touched, and a way back offered."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from revmentor.actions import people
from revmentor.model.errors import RevmentorError, Unreadable
from revmentor.model.firm import Firm
from revmentor.model.snapshot import Snapshot
from revmentor.store.encryption import cipher
from revmentor.store.encryption.cipher import Key
from revmentor.store.file import inspection
from revmentor.store.file.header import SCHEMA
from revmentor.store.file.verdict import Damaged, Inspection
from revmentor.store.history import generations, recovery
from revmentor.store.workspace import Workspace
from tests.support.cli import revmentor
from tests.support.firm import FIRM, day, exported, running, session
from tests.support.long_history import years

NOTE = "Anna showed the video call to the whole table; the sound is still too low in hall 2. "
COMMITS = 8


@dataclass(frozen=True)
class Saved:
    """A file with commits behind it, as it stood when it was last saved."""

    path: Path
    raw: bytes
    snapshot: Snapshot
    generation: int
    key: Key | None = None

    @property
    def first_line(self) -> int:
        return self.raw.find(b"\n") + 1


def _kept(workspace: Workspace) -> Saved:
    return Saved(
        workspace.path,
        workspace.path.read_bytes(),
        workspace.snapshot,
        workspace.generation,
        workspace.key,
    )


def _with_commits(workspace: Workspace) -> Saved:
    for turn in range(COMMITS - 4):
        people.edit(workspace.change(), "anna", department=f"Hall {turn}")
    return _kept(workspace)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file in a folder of its own, so that all that stands beside it can be looked at."""
    folder = tmp_path / "office"
    folder.mkdir()
    return folder / "valdarco.json"


@pytest.fixture
def file(path: Path) -> Saved:
    """A file of about 10 kB, with eight commits behind it."""
    workspace = running(path)
    weeks = [
        session("giulia", day(week), "anna", "bruno", id=f"w{week}", note=NOTE * 4)
        for week in range(3, 16)
    ]
    workspace.commit("weeks", put=weeks)
    return _with_commits(workspace)


@pytest.fixture
def larger(path: Path) -> Saved:
    """A file of about 190 kB."""
    snapshot = years(1)
    workspace = Workspace.create(path, snapshot.firm)
    records = [record for _name, table in snapshot.tables() for record in table.values()]
    workspace.commit("filled", put=records)
    for turn in range(3):
        people.add(workspace.change(), name=f"Zoe {turn}")
    return _kept(workspace)


@pytest.fixture
def encrypted(path: Path) -> Saved:
    """An encrypted file of about 1 kB of people, with eight commits behind it."""
    pyrage = pytest.importorskip("pyrage")
    key = Key((str(pyrage.x25519.Identity.generate()),))
    workspace = Workspace.create(path, FIRM, key)
    for turn in range(COMMITS - 1):
        people.add(workspace.change(), name=f"Zoe {turn}")
    return _kept(workspace)


def everything(folder: Path) -> dict[str, bytes]:
    """Every file under a folder, with its bytes."""
    return {
        str(each.relative_to(folder)): each.read_bytes()
        for each in folder.rglob("*")
        if each.is_file()
    }


def looked_at(file: Saved, what: object) -> Inspection:
    """Look at a damaged file: it is refused, and looking leaves all as it was."""
    folder = file.path.parent
    before = everything(folder)
    found = None
    try:
        found = inspection.opened_file(file.path, file.key)
    except Damaged as error:
        damage = error.reading
    except BaseException as error:  # noqa: BLE001 -- whatever else it is, say where
        pytest.fail(f"{what}: {error!r} instead of Damaged")
    if found is not None:
        pytest.fail(f"{what}: opened as {found.state}, without a word")
    assert everything(folder) == before, what
    assert damage.what, what
    return damage


def offered(file: Saved, damage: Inspection, what: object) -> recovery.Kept:
    """Return the best copy, which is the state saved last; looking leaves all as it was."""
    before = everything(file.path.parent)
    found = recovery.offer(damage, file.key)
    said = list(recovery.explained(found))
    assert everything(file.path.parent) == before, what
    assert found.best is not None, what
    assert found.best.sound, what
    state = inspection.inspect(found.best.generation.path, file.key)
    assert (state.usable, state.snapshot) == (True, file.snapshot), what
    assert found.best.generation.number == file.generation, what
    assert any(line.startswith("The last good copy is change") for line in said), what
    return found.best


def gone_back(file: Saved, damage: Inspection, best: recovery.Kept, what: object) -> None:
    """Go back: every record is there again, and the damaged bytes are kept aside."""
    there = file.path.read_bytes() if file.path.exists() else b""
    workspace = recovery.go_back(damage, best.generation.path, file.key, best.label)
    assert workspace.snapshot == file.snapshot, what
    assert workspace.generation > file.generation, what
    found = inspection.opened_file(file.path, file.key)
    assert (found.state, found.snapshot) == ("sound", file.snapshot), what
    aside = [each.read_bytes() for each in generations.folder_of(file.path).glob("aside-*.json")]
    assert aside == ([there] if there else []), what
    people.add(workspace.change(), name="Yuri")  # and work goes on
    assert inspection.opened_file(file.path, file.key).snapshot == workspace.snapshot, what


class Copies:
    """A file to be damaged again and again: each time anew, with all that lies beside it."""

    def __init__(self, file: Saved) -> None:
        self.file = file
        self._store = file.path.parent.parent / "pristine"
        shutil.copytree(file.path.parent, self._store)

    def anew(self) -> None:
        shutil.rmtree(self.file.path.parent)
        shutil.copytree(self._store, self.file.path.parent)


def all_is_well(file: Saved, damaged: list[tuple[object, bytes]], *, back_every: int) -> None:
    """Damage a file in each of these ways, and go back in every so many, as that takes a commit."""
    copies = Copies(file)
    for turn, (what, raw) in enumerate(damaged):
        assert raw != file.raw, what
        file.path.write_bytes(raw)
        damage = looked_at(file, what)
        if turn % max(1, back_every // 4) == 0:
            best = offered(file, damage, what)
            if turn % back_every == 0:
                gone_back(file, damage, best, what)
                copies.anew()


# -- the ways bytes go wrong ---------------------------------------------------------------------


def cuts(raw: bytes, every: int) -> list[tuple[object, bytes]]:
    places = [*range(0, len(raw), every), len(raw) - 2, len(raw) - 1]
    return [(f"cut at {place}", raw[:place]) for place in places]


SCHEMA_DIGIT = b'"schema":%d' % SCHEMA


def flips(raw: bytes, n: int, seed: int) -> list[tuple[object, bytes]]:
    """Random bit flips, but for the one digit that a test of its own is about."""
    chance = random.Random(seed)
    avoided = raw.find(SCHEMA_DIGIT) + len(SCHEMA_DIGIT) - 1
    found: list[tuple[object, bytes]] = []
    while len(found) < n:
        place, bit = chance.randrange(len(raw)), chance.randrange(8)
        if place != avoided:
            found.append(flipped(raw, place, bit))
    return found


def flipped(raw: bytes, place: int, bit: int) -> tuple[object, bytes]:
    return (
        f"bit {bit} of byte {place}",
        raw[:place] + bytes([raw[place] ^ 1 << bit]) + raw[place + 1 :],
    )


def zeroed(raw: bytes, page: int) -> list[tuple[object, bytes]]:
    return [
        (f"zeroed {page} from {start}", raw[:start] + bytes(len(hole)) + raw[start + len(hole) :])
        for start in range(0, len(raw), page)
        if (hole := raw[start : start + page])
    ]


def tails(raw: bytes) -> list[tuple[object, bytes]]:
    chance = random.Random(5)
    more = [b"\n", b" ", b"\x00" * 512, b"}", b"{}", raw, raw[:100], chance.randbytes(300)]
    found: list[tuple[object, bytes]] = [(f"tail {tail[:12]!r}", raw + tail) for tail in more]
    gone = [1, 2, 100, 512, 4096, len(raw) // 2]
    found += [(f"without its last {n}", raw[:-n]) for n in gone]
    found += [(f"last {n} zeroed", raw[:-n] + bytes(n)) for n in gone]
    return found


def swaps(raw: bytes, page: int, n: int) -> list[tuple[object, bytes]]:
    chance = random.Random(7)
    starts = range(0, len(raw) - page, page)
    found: list[tuple[object, bytes]] = []
    while len(found) < n:
        one, two = sorted(chance.sample(starts, 2))
        first, second = raw[one : one + page], raw[two : two + page]
        if first != second:
            swapped = raw[:one] + second + raw[one + page : two] + first + raw[two + page :]
            found.append((f"pages at {one} and {two}", swapped))
    return found


def test_a_file_cut_anywhere_is_noticed_and_nothing_is_lost(file: Saved) -> None:
    all_is_well(file, cuts(file.raw, 11), back_every=80)


@pytest.mark.long
def test_a_file_cut_at_every_byte_is_noticed_and_nothing_is_lost(file: Saved) -> None:
    all_is_well(file, cuts(file.raw, 1), back_every=8)


@pytest.mark.long
def test_a_larger_file_cut_at_many_bytes_is_noticed_and_nothing_is_lost(larger: Saved) -> None:
    all_is_well(larger, cuts(larger.raw, 61), back_every=40)


def test_one_flipped_bit_is_noticed_and_nothing_is_lost(file: Saved) -> None:
    all_is_well(file, flips(file.raw, 150, seed=1), back_every=10)


@pytest.mark.long
def test_a_thousand_flipped_bits_are_noticed_and_nothing_is_lost(file: Saved) -> None:
    all_is_well(file, flips(file.raw, 1000, seed=2), back_every=1)


@pytest.mark.long
def test_a_thousand_flipped_bits_of_a_larger_file_are_noticed(larger: Saved) -> None:
    all_is_well(larger, flips(larger.raw, 1000, seed=3), back_every=10)


@pytest.mark.long
def test_every_bit_of_the_header_is_watched(file: Saved) -> None:
    avoided = file.raw.find(SCHEMA_DIGIT) + len(SCHEMA_DIGIT) - 1
    places = [place for place in range(file.first_line) if place != avoided]
    every = [flipped(file.raw, place, bit) for place in places for bit in range(8)]
    all_is_well(file, every, back_every=40)


def test_the_seal_and_the_numbers_of_the_header_are_watched(file: Saved) -> None:
    start = file.raw.find(b'"file":{')
    places = [
        place
        for place in range(start, file.first_line, 3)
        if place != file.raw.find(SCHEMA_DIGIT) + len(SCHEMA_DIGIT) - 1
    ]
    every = [flipped(file.raw, place, place % 8) for place in places]
    all_is_well(file, every, back_every=20)


@pytest.mark.parametrize("digit", [b"0", b"2", b"6", b"9"])
def test_a_flipped_number_of_the_form_does_not_pass_for_a_newer_file(
    file: Saved, digit: bytes
) -> None:
    raw = file.raw.replace(SCHEMA_DIGIT, SCHEMA_DIGIT[:-1] + digit, 1)
    all_is_well(file, [(f"form {digit!r}", raw)], back_every=1)


def test_a_broken_number_of_the_form_does_not_pass_for_an_older_file(file: Saved) -> None:
    raw = file.raw.replace(SCHEMA_DIGIT, SCHEMA_DIGIT[:-1] + b"1", 1)
    raw = raw.replace(b"Anna De Luca", b"Anna De Lucy")
    all_is_well(file, [("form 1", raw)], back_every=1)


@pytest.mark.parametrize("page", [512, 4096])
def test_a_page_of_zeros_is_noticed_and_nothing_is_lost(file: Saved, page: int) -> None:
    all_is_well(file, zeroed(file.raw, page), back_every=4)


@pytest.mark.long
@pytest.mark.parametrize("page", [512, 4096])
def test_a_page_of_zeros_in_a_larger_file_is_noticed(larger: Saved, page: int) -> None:
    all_is_well(larger, zeroed(larger.raw, page), back_every=4)


def test_a_tail_too_much_or_missing_is_noticed_and_nothing_is_lost(file: Saved) -> None:
    all_is_well(file, tails(file.raw), back_every=1)


def test_two_pages_in_each_others_place_are_noticed_and_nothing_is_lost(file: Saved) -> None:
    all_is_well(file, swaps(file.raw, 512, 20), back_every=4)


@pytest.mark.long
def test_two_pages_of_a_larger_file_in_each_others_place_are_noticed(larger: Saved) -> None:
    all_is_well(larger, swaps(larger.raw, 4096, 100), back_every=10)


def test_an_empty_file_is_noticed_and_nothing_is_lost(file: Saved) -> None:
    file.path.write_bytes(b"")
    damage = looked_at(file, "empty")
    assert damage.state == "empty"
    gone_back(file, damage, offered(file, damage, "empty"), "empty")


@pytest.mark.parametrize("raw", [b" \n", bytes(4096), b"null", b"[]", b"{}", b'{"meta":{}}', b"hi"])
def test_something_else_altogether_is_noticed_and_nothing_is_lost(file: Saved, raw: bytes) -> None:
    all_is_well(file, [(raw[:12], raw)], back_every=1)


def test_a_missing_file_is_noticed_and_nothing_is_lost(file: Saved) -> None:
    file.path.unlink()
    damage = looked_at(file, "missing")
    assert damage.state == "missing"
    gone_back(file, damage, offered(file, damage, "missing"), "missing")


def _another(file: Saved) -> Workspace:
    folder = file.path.parent.parent / "another"
    folder.mkdir()
    workspace = Workspace.create(folder / file.path.name, Firm(name="Fonderia Alta S.p.A."))
    for turn in range(COMMITS + 3):
        people.add(workspace.change(), name=f"Secret Person {turn}")
    return workspace


def test_the_sound_file_of_another_firm_is_noticed_and_nothing_is_lost(file: Saved) -> None:
    shutil.copyfile(_another(file).path, file.path)
    damage = looked_at(file, "another firm")
    assert damage.state == "stranger"
    gone_back(file, damage, offered(file, damage, "another firm"), "another firm")


def test_going_back_from_another_firms_file_takes_nothing_of_it(file: Saved) -> None:
    before = inspection.opened_file(file.path).meta
    shutil.copyfile(_another(file).path, file.path)
    damage = looked_at(file, "another firm")
    best = offered(file, damage, "another firm")
    workspace = recovery.go_back(damage, best.generation.path, None, best.label)
    assert b"Secret Person" not in file.path.read_bytes()
    assert before is not None
    assert workspace.changes[1:] == before.told


def test_an_older_generation_in_its_place_is_noticed_and_nothing_is_lost(file: Saved) -> None:
    for older in generations.kept(file.path)[1:]:
        raw = older.path.read_bytes()
        put_back(file, older.name, raw)


def put_back(file: Saved, what: object, raw: bytes) -> None:
    file.path.write_bytes(raw)
    damage = looked_at(file, what)
    assert damage.state == "put_back"
    offered(file, damage, what)


def test_the_generation_just_before_in_its_place_is_noticed(file: Saved) -> None:
    file.path.write_bytes(generations.kept(file.path)[0].path.read_bytes())
    damage = looked_at(file, "one commit back")
    gone_back(file, damage, offered(file, damage, "one commit back"), "one commit back")


def test_after_the_generation_just_before_no_number_is_given_twice(file: Saved) -> None:
    file.path.write_bytes(generations.kept(file.path)[0].path.read_bytes())
    try:
        workspace = Workspace.open(file.path)
    except Damaged as error:
        workspace = recovery.accept_as_it_is(error.reading, None)
    people.add(workspace.change(), name="Zoe")
    assert workspace.generation > file.generation
    kept = [each.read_bytes() for each in generations.folder_of(file.path).glob("*.json")]
    assert file.raw in kept  # the state that was saved last is still somewhere


# -- the copies, damaged too ---------------------------------------------------------------------


def _spoil(path: Path) -> None:
    raw = path.read_bytes()
    path.unlink()  # a generation may be the same file as another
    path.write_bytes(raw[: len(raw) // 2])


def test_a_damaged_twin_does_no_harm_to_a_sound_file(file: Saved) -> None:
    _spoil(generations.mirror_of(file.path))
    assert inspection.opened_file(file.path).snapshot == file.snapshot
    workspace = Workspace.open(file.path)
    people.add(workspace.change(), name="Zoe")
    twin = generations.mirror_of(file.path)
    assert inspection.opened_file(twin).snapshot == workspace.snapshot


def test_damaged_generations_do_no_harm_to_a_sound_file_and_check_names_them(
    file: Saved,
) -> None:
    for each in generations.kept(file.path):
        _spoil(each.path)
    workspace = Workspace.open(file.path)
    people.add(workspace.change(), name="Zoe")
    assert inspection.opened_file(file.path).snapshot == workspace.snapshot
    said = revmentor("check", file.path, cwd=file.path.parent)
    assert said.status == 1
    assert said.out.count("A copy cannot be used: change") == len(generations.kept(file.path)) - 1


def test_a_damaged_file_and_newest_generation_still_lose_nothing(file: Saved) -> None:
    _spoil(generations.kept(file.path)[0].path)
    all_is_well(file, [("both", file.raw[:-50])], back_every=1)


@pytest.mark.parametrize("spoilt", [0, 1, 3])
def test_without_the_twin_the_best_older_state_is_offered_and_the_loss_told(
    file: Saved, spoilt: int
) -> None:
    _spoil(generations.mirror_of(file.path))
    kept = generations.kept(file.path)
    for each in kept[:spoilt]:
        _spoil(each.path)
    file.path.write_bytes(file.raw[:-50])
    damage = looked_at(file, "twin and file")
    found = recovery.offer(damage, None)
    assert found.best is not None
    best = found.best.generation
    assert best == kept[spoilt]
    said = list(recovery.explained(found))
    assert "Going back to it would lose:" in said
    assert [line for line in said if line.endswith("Anna De Luca changed")] == [
        f"  {line}" for line in found.lost
    ]
    assert len(found.lost) == file.generation - best.number == spoilt + 1
    sound = inspection.opened_file(best.path).snapshot
    workspace = recovery.go_back(damage, best.path, None)
    assert workspace.snapshot == sound
    assert workspace.generation > file.generation


def test_with_a_header_gone_too_the_loss_is_told_by_the_moment(file: Saved) -> None:
    _spoil(generations.mirror_of(file.path))
    file.path.write_bytes(bytes(file.first_line) + file.raw[file.first_line :])
    found = recovery.offer(looked_at(file, "no header"), None)
    assert found.best is not None
    assert found.best.generation.number == file.generation - 1
    assert len(found.lost) == 1
    assert found.lost[0].startswith("whatever was done after ")


def test_where_every_copy_is_damaged_nothing_is_offered_and_nothing_touched(file: Saved) -> None:
    for each in generations.folder_of(file.path).glob("*.json"):
        _spoil(each)
    file.path.write_bytes(file.raw[:-50])
    before = everything(file.path.parent)
    damage = looked_at(file, "all")
    found = recovery.offer(damage, None)
    assert found.best is None
    assert list(recovery.explained(found))[-1] == "No sound copy of it was found beside it."
    said = revmentor("restore", file.path, "--last-good", cwd=file.path.parent)
    assert (said.status, "No sound copy" in said.err) == (6, True)
    assert everything(file.path.parent) == before


@pytest.mark.parametrize("which", ["twin", "generation"])
def test_a_copy_that_is_another_firms_is_not_offered(file: Saved, which: str) -> None:
    copy = generations.mirror_of(file.path)
    if which == "generation":
        copy.unlink()
        copy = generations.kept(file.path)[0].path
    copy.unlink()
    shutil.copyfile(_another(file).path, copy)
    file.path.write_bytes(file.raw[:-50])
    found = recovery.offer(looked_at(file, which), None)
    assert found.best is not None
    state = inspection.opened_file(found.best.generation.path).snapshot
    assert state is not None
    assert state.firm == file.snapshot.firm


def test_a_file_just_begun_has_no_copy_and_is_refused_with_a_sentence(path: Path) -> None:
    Workspace.create(path, FIRM)
    raw = path.read_bytes()
    for place in range(0, len(raw) - 2, 7):
        path.write_bytes(raw[:place])
        with pytest.raises(Unreadable, match=r"damaged|empty|not a revmentor file"):
            inspection.opened_file(path)
        assert everything(path.parent) == {path.name: raw[:place]}


@pytest.mark.parametrize("field", [SCHEMA_DIGIT, b'"application":"revmentor"'])
def test_going_back_takes_no_broken_word_of_a_damaged_header(file: Saved, field: bytes) -> None:
    broken = field[:-1] + (b"7" if field == SCHEMA_DIGIT else b'x"')
    file.path.write_bytes(file.raw.replace(field, broken, 1)[:-50])
    damage = looked_at(file, field)
    gone_back(file, damage, offered(file, damage, field), field)


# -- encrypted -----------------------------------------------------------------------------------


def test_one_flipped_bit_of_an_encrypted_file_is_noticed_and_nothing_is_lost(
    encrypted: Saved,
) -> None:
    assert cipher.is_encrypted(encrypted.raw)
    all_is_well(encrypted, flips(encrypted.raw, 60, seed=11), back_every=4)


@pytest.mark.long
def test_every_flipped_bit_of_an_encrypted_header_is_noticed(encrypted: Saved) -> None:
    header = encrypted.raw.find(b"\n---") + 60
    every = [flipped(encrypted.raw, place, bit) for place in range(header) for bit in range(8)]
    all_is_well(encrypted, every, back_every=20)


@pytest.mark.long
def test_a_thousand_flipped_bits_of_an_encrypted_file_are_noticed(encrypted: Saved) -> None:
    all_is_well(encrypted, flips(encrypted.raw, 1000, seed=12), back_every=4)


def test_an_encrypted_file_cut_anywhere_is_noticed_and_nothing_is_lost(encrypted: Saved) -> None:
    all_is_well(encrypted, cuts(encrypted.raw, 40), back_every=20)


@pytest.mark.parametrize("how", ["empty", "missing", "clear"])
def test_an_encrypted_file_that_is_gone_is_noticed_and_nothing_is_lost(
    encrypted: Saved, how: str
) -> None:
    if how == "clear":
        shutil.copyfile(_another(encrypted).path, encrypted.path)
    elif how == "empty":
        encrypted.path.write_bytes(b"")
    else:
        encrypted.path.unlink()
    damage = looked_at(encrypted, how)
    gone_back(encrypted, damage, offered(encrypted, damage, how), how)
    assert cipher.is_encrypted(encrypted.path.read_bytes())


# -- the command line ----------------------------------------------------------------------------


def _cut(raw: bytes) -> bytes:
    return raw[: len(raw) * 2 // 3]


def _letter(raw: bytes) -> bytes:
    return raw.replace(b"Anna De Luca", b"Anna De Lucb", 1)


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "cut": _cut,
    "letter": _letter,
    "zeroed": lambda raw: bytes(4096) + raw[4096:],
    "tail": lambda raw: raw + b"\x00\xff\x1b[2J",
    "empty": lambda _raw: b"",
}


def _refused(path: Path, *words: str) -> str:
    """Run each command that reads; each ends with 4, says what to do, and touches nothing."""
    said = ""
    before = everything(path.parent)
    for command in (["status"], ["export"], ["check"], ["import", "sheet.csv"]):
        file, rest = [path.name], command[1:]
        done = revmentor(command[0], *file, *rest, *words, cwd=path.parent)
        assert done.status == 4, (command, done)
        said = done.out if command == ["check"] else done.err
        assert "The last good copy is change" in said, command
        if command != ["check"]:
            assert done.out == ""
            assert f"revmentor restore {path.name} --last-good" in done.err
    assert everything(path.parent) == before
    return said


@pytest.mark.parametrize("how", DAMAGES)
def test_every_command_says_what_is_damaged_and_restore_brings_all_of_it_back(
    file: Saved, how: str
) -> None:
    file.path.write_bytes(DAMAGES[how](file.raw))
    _refused(file.path)
    done = revmentor("restore", file.path.name, "--last-good", cwd=file.path.parent)
    assert done.status == 0, done.err
    after = revmentor("export", file.path.name, cwd=file.path.parent)
    assert after.status == 0, after.err
    assert after.raw == exported(Workspace.open(file.path))
    assert Workspace.open(file.path).snapshot == file.snapshot
    assert revmentor("check", file.path.name, cwd=file.path.parent).status == 0


def test_check_tells_a_script_all_there_is_to_know(file: Saved) -> None:
    file.path.write_bytes(_cut(file.raw))
    done = revmentor("check", file.path.name, "--json", cwd=file.path.parent)
    assert done.status == 4
    told: dict[str, Any] = done.json
    assert (told["state"], told["last_good"]) == ("damaged", file.generation)
    assert (told["would_lose"], told["encrypted"]) == ([], False)
    assert [each["number"] for each in told["generations"]] == list(range(file.generation, 0, -1))
    assert all(each["sound"] for each in told["generations"])


def test_a_missing_file_is_restored_from_the_command_line(file: Saved) -> None:
    file.path.unlink()
    _refused(file.path)
    done = revmentor("restore", file.path.name, "--last-good", cwd=file.path.parent)
    assert done.status == 0, done.err
    assert Workspace.open(file.path).snapshot == file.snapshot


def test_an_encrypted_damaged_file_is_restored_from_the_command_line(encrypted: Saved) -> None:
    assert encrypted.key is not None
    identity = encrypted.path.with_name("key.txt")
    identity.write_text("\n".join(encrypted.key.secrets))
    encrypted.path.write_bytes(_cut(encrypted.raw))
    words = ["--identity", identity.name]
    _refused(encrypted.path, *words)
    done = revmentor(
        "restore", encrypted.path.name, "--last-good", *words, cwd=encrypted.path.parent
    )
    assert done.status == 0, done.err
    assert Workspace.open(encrypted.path, encrypted.key).snapshot == encrypted.snapshot


def test_without_its_key_a_damaged_encrypted_file_asks_for_it(encrypted: Saved) -> None:
    encrypted.path.write_bytes(_cut(encrypted.raw))
    before = everything(encrypted.path.parent)
    with pytest.raises(RevmentorError) as caught:
        inspection.opened_file(encrypted.path)
    assert not isinstance(caught.value, Unreadable)
    assert revmentor("check", encrypted.path.name, cwd=encrypted.path.parent).status == 5
    assert everything(encrypted.path.parent) == before
