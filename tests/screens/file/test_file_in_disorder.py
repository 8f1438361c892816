"""What the application does when the file is not as it was left, or not its own alone."""

from __future__ import annotations

import json
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input

from revmentor.actions import people, ratings
from revmentor.app.app import RevmentorApp
from revmentor.content.sample import Stage
from revmentor.model.firm import Firm
from revmentor.store.encryption import cipher, identities, rewrap
from revmentor.store.encryption.cipher import Key
from revmentor.store.file.header import SCHEMA
from revmentor.store.file.inspection import inspect
from revmentor.store.file.verdict import Damaged
from revmentor.store.history import generations, recovery
from revmentor.store.workspace import Workspace
from tests.screens.conftest import Camera
from tests.support.app_driver import NARROW, WIDE, Sitting, sitting
from tests.support.firm import FIRM, exported

Begin = Callable[[Stage], Path]
FRIDAY = date(2026, 4, 24)
JANUARY = date(2026, 1, 23)
TWO_FIRMS = "What is brought in is of the firm “Beta”; this file is of the firm “Alfa”."
SIZES = pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "120x40"])


@asynccontextmanager
async def opening(path: Path, size: tuple[int, int] = NARROW) -> AsyncIterator[Sitting]:
    """Open a file that cannot be opened as it is."""
    with pytest.raises(Damaged) as caught:
        Workspace.open(path)
    app = RevmentorApp(None, today=FRIDAY, damaged=caught.value.reading)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield Sitting(app, pilot)


async def look(here: Sitting) -> None:
    """What the application does by itself every two seconds."""
    here.app.look_at_file()
    await here.pilot.pause()


def cut(path: Path) -> bytes:
    """Lose the end of a file."""
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path.read_bytes()


async def form_of_renzo_changed_meanwhile(here: Sitting, path: Path) -> str:
    """Open a person's form, and let another program change the same person; return who."""
    await here.do("p slash", "'renzo", "enter e")
    everybody = here.app.file.snapshot.people.values()
    renzo = next(each for each in everybody if each.name == "Renzo Zanella")
    people.edit(Workspace.open(path).change(), renzo.id, department="Logistica")
    return renzo.id


def names(path: Path) -> set[str]:
    return {each.name for each in Workspace.open(path).snapshot.people.values()}


# -- another program ----------------------------------------------------------------------------


async def test_what_another_program_saved_appears_by_itself(valdarco: Begin) -> None:
    path = valdarco("sessions")
    async with sitting(path, FRIDAY) as here:
        await here.do("p")
        people.add(Workspace.open(path).change(), name="Zora Altrove")
        await look(here)
        await here.do("slash", "'zora")
        assert "Zora Altrove" in here.text
        assert "Another program changed the file: Zora Altrove added." in here.toasts


async def test_a_form_whose_record_changed_meanwhile_asks_and_then_saves(valdarco: Begin) -> None:
    path = valdarco("sessions")
    async with sitting(path, FRIDAY) as here:
        renzo = await form_of_renzo_changed_meanwhile(here, path)
        await here.do("tab tab", "'R", "ctrl+s")
        assert "Changed meanwhile by another program: Renzo Zanella: department" in here.words
        assert "→ “Logistica”" in here.words
        assert Workspace.open(path).snapshot.people[renzo].department == "Logistica"
        await here.do("enter")  # a key pressed out of habit does not save over it
        assert "Changed meanwhile" in here.words
        assert Workspace.open(path).snapshot.people[renzo].department == "Logistica"
        await here.do("ctrl+s")
        assert "Changed meanwhile" not in here.words
    assert Workspace.open(path).snapshot.people[renzo].department != "Logistica"


async def test_a_form_whose_record_changed_meanwhile_may_be_left_with_escape(
    valdarco: Begin,
) -> None:
    path = valdarco("sessions")
    async with sitting(path, FRIDAY) as here:
        renzo = await form_of_renzo_changed_meanwhile(here, path)
        await here.do("tab tab", "'R", "ctrl+s escape")
        assert "Department" not in here.static("#headline")
        assert Workspace.open(path).snapshot.people[renzo].department == "Logistica"


async def test_a_form_about_something_else_saves_though_the_file_changed(valdarco: Begin) -> None:
    path = valdarco("sessions")
    async with sitting(path, FRIDAY) as here:
        await here.do("p n")
        people.add(Workspace.open(path).change(), name="Zora Altrove")
        await here.do("'Ada Verdi", "ctrl+s")
    assert {"Zora Altrove", "Ada Verdi"} <= names(path)


async def test_a_digit_does_not_go_over_what_another_program_rated(valdarco: Begin) -> None:
    path = valdarco("baselines")
    async with sitting(path, JANUARY) as here:
        await here.do("2")
        before = here.app.file.snapshot.ratings
        await here.do("enter 3 up")
        after = here.app.file.snapshot.ratings
        (mine,) = (each for each in after.values() if before.get(each.id) != each)
        other = Workspace.open(path)
        tx = other.change(mine.programme_id, today=JANUARY)
        ratings.rate(tx, mine.person_id, mine.skill_id, 5)
        await here.do("1")
        assert "Changed meanwhile by another program" in here.toasts[-1]
        assert Workspace.open(path).snapshot.ratings[mine.id].level == 5
        await here.do("1")
    assert Workspace.open(path).snapshot.ratings[mine.id].level == 1


async def test_undo_leaves_what_another_program_changed_since(valdarco: Begin) -> None:
    path = valdarco("sessions")
    async with sitting(path, FRIDAY) as here:
        await here.do("p n", "'Ada Verdi", "enter")
        (ada,) = (
            each for each in here.app.file.snapshot.people.values() if each.name == "Ada Verdi"
        )
        people.edit(Workspace.open(path).change(), ada.id, department="Vendite")
        await here.do("ctrl+z")
        assert "was not taken back" in here.toasts[-1]
    assert "Ada Verdi" in names(path)


# -- the last changes ---------------------------------------------------------------------------


async def test_undo_goes_back_over_several_screens_with_one_key(valdarco: Begin) -> None:
    path = valdarco("baselines")
    before = exported(Workspace.open(path))
    async with sitting(path, JANUARY) as here:
        await here.do("p n", "'Ada Verdi", "enter", "2 enter 3 escape", "1 n", "'Rooms free", "tab")
        await here.do("'no calls for a room", "tab", "'a list on paper", "enter 0")
        await here.do("ctrl+z ctrl+z ctrl+z")
        assert [toast for toast in here.toasts if toast.startswith("Taken back:")]
    assert exported(Workspace.open(path)) == before


@SIZES
async def test_the_last_changes_read_as_sentences(
    valdarco: Begin, camera: Camera, size: tuple[int, int]
) -> None:
    path = valdarco("sessions")
    async with sitting(path, FRIDAY, size) as here:
        await here.do("l enter", "h")
        assert "session of 23 Apr 2026 logged for Sara D'Amico" in here.words
        assert "ctrl+z takes back" in here.words
        first = here.words.index("session of 23 Apr 2026 logged")
        assert first < here.words.index("entries imported")


# -- damage -------------------------------------------------------------------------------------


@SIZES
async def test_a_damaged_file_is_shown_with_what_can_be_done(
    valdarco: Begin, size: tuple[int, int]
) -> None:
    path = valdarco("sessions")
    before = exported(Workspace.open(path))
    damaged = cut(path)
    async with opening(path, size) as here:
        assert "is damaged: it holds" in here.words
        assert "Going back to it loses nothing." in here.words
        await here.do("enter f1 escape")
        assert path.read_bytes() == damaged
        await here.do("enter ctrl+s")
        assert "Needs you · 5" in here.text
    assert exported(Workspace.open(path)) == before
    aside = list(generations.folder_of(path).glob("aside-*.json"))
    assert [each.read_bytes() for each in aside] == [damaged]


async def test_an_older_copy_can_be_chosen_with_the_arrows(valdarco: Begin) -> None:
    path = valdarco("sessions")
    cut(path)
    async with opening(path) as here:
        await here.do("down enter ctrl+s")
        assert "n begins a programme" in here.static("#headline")
    assert names(path) == set()


async def test_leaving_a_damaged_file_alone_touches_nothing(valdarco: Begin) -> None:
    path = valdarco("sessions")
    damaged = cut(path)
    async with opening(path) as here:
        await here.do("ctrl+q")
    assert path.read_bytes() == damaged


async def test_a_change_by_hand_can_be_accepted(valdarco: Begin) -> None:
    path = valdarco("sessions")
    path.write_text(path.read_text().replace("Renzo Zanella", "Renzo Zanelli"))
    async with opening(path) as here:
        assert "was changed outside revmentor" in here.words
        assert "name “Renzo Zanella” → “Renzo Zanelli”" in here.words
        await here.do("a c p slash", "'zanell")
        assert "Renzo Zanelli" in here.text
    assert "Renzo Zanelli" in names(path)


async def test_a_change_by_hand_can_be_gone_back_from(valdarco: Begin) -> None:
    path = valdarco("sessions")
    path.write_text(path.read_text().replace("Renzo Zanella", "Renzo Zanelli"))
    async with opening(path) as here:
        await here.do("enter ctrl+s")
    assert "Renzo Zanella" in names(path)


async def test_damage_while_it_is_open_is_noticed_and_the_screen_can_be_written_again(
    valdarco: Begin,
) -> None:
    path = valdarco("sessions")
    async with sitting(path, FRIDAY) as here:
        await here.do("p n", "'Ada Verdi", "enter")
        cut(path)
        await look(here)
        assert "This application still holds everything" in here.words
        await here.do("a w")
        assert "This week · 3 of 6 logged" in here.text
    assert "Ada Verdi" in names(path)


async def test_a_save_onto_a_file_damaged_meanwhile_saves_nothing_and_says_so(
    valdarco: Begin,
) -> None:
    path = valdarco("sessions")
    async with sitting(path, FRIDAY) as here:
        await here.do("p n", "'Ada Verdi")
        damaged = cut(path)
        await here.do("enter")
        assert "Nothing was saved. Close the form" in here.words
        assert path.read_bytes() == damaged
        await here.do("escape escape")
        await look(here)
        assert "is damaged" in here.text


async def test_a_file_that_is_gone_is_said_once_and_can_come_back(valdarco: Begin) -> None:
    path = valdarco("sessions")
    folder = generations.folder_of(path)
    async with sitting(path, FRIDAY) as here:
        path.rename(path.with_name("away.json"))
        folder.rename(folder.with_name("away.d"))
        await look(here)
        await look(here)
        assert [toast for toast in here.toasts if "is gone" in toast] == here.toasts
        assert len(here.toasts) == 1
        path.with_name("away.json").rename(path)
        folder.with_name("away.d").rename(folder)
        await here.do("p n", "'Ada Verdi", "enter")
    assert "Ada Verdi" in names(path)


async def test_damage_found_under_a_form_is_shown_once_the_form_is_closed(valdarco: Begin) -> None:
    path = valdarco("sessions")
    async with sitting(path, FRIDAY) as here:
        await here.do("p n", "'Ada Verdi")
        cut(path)
        await look(here)
        await look(here)
        assert "is damaged" in here.toasts[-1]
        await here.do("escape escape")
        await look(here)
        assert "This application still holds everything" in here.words


async def test_the_keys_of_the_steps_do_nothing_while_the_file_is_in_disorder(
    valdarco: Begin,
) -> None:
    path = valdarco("sessions")
    async with sitting(path, FRIDAY) as here:
        damaged = cut(path)
        await look(here)
        await here.do("2 l ctrl+z h")
        assert "is damaged" in here.text
        assert path.read_bytes() == damaged


async def test_a_damaged_file_can_be_left_for_another_one(valdarco: Begin, tmp_path: Path) -> None:
    path = valdarco("sessions")
    Workspace.create(tmp_path / "other.json", FIRM)
    async with sitting(path, FRIDAY) as here:
        damaged = cut(path)
        await look(here)
        await here.do("o 1")
        assert "1 file" in here.text
        await here.do("a o", f"'{tmp_path}/other.json", "enter")
        assert "n begins a programme" in here.static("#headline")
    assert path.read_bytes() == damaged


async def test_what_another_program_mended_meanwhile_is_opened(valdarco: Begin) -> None:
    path = valdarco("sessions")
    cut(path)
    async with opening(path) as here:
        mended = recovery.go_back(inspect(path), generations.mirror_of(path), None)
        people.add(mended.change(), name="Zora Altrove")
        await here.do("enter ctrl+s")
        assert "This week · 3 of 6 logged" in here.text
    assert "Zora Altrove" in names(path)


async def test_a_file_encrypted_by_another_program_asks_for_its_passphrase(
    valdarco: Begin, protected: dict[str, bytes]
) -> None:
    path = valdarco("sessions")
    identities.identity_folder().mkdir(parents=True)
    (identities.identity_folder() / "mine.age").write_bytes(protected["raw"])
    key = Key((protected["secret"].decode(),))
    async with sitting(path, FRIDAY) as here:
        rewrap.rewrite(inspect(path), None, key, key.own, "encrypted")
        await look(here)
        assert "Open it again with its passphrase" in here.toasts[-1]
        await here.do("enter", "'four plain old words", "enter")
        assert "saved, encrypted" in here.text


async def test_an_emptied_encrypted_file_is_recovered_with_its_passphrase(locked: Path) -> None:
    from revmentor.store import recent

    recent.remember(locked)
    locked.write_bytes(b"")
    app = RevmentorApp(None, today=FRIDAY)
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await pilot.pause()
        here = Sitting(app, pilot)
        await here.do("enter", "'four plain old words", "enter")
        assert "is empty, and was not empty before" in here.words
        await here.do("enter ctrl+s p")
        assert "Ada Verdi" in here.text
    assert cipher.is_encrypted(locked.read_bytes())


@pytest.mark.parametrize("typed", ["~nobody/x.json", "a" * 300, "no/where.json"])
async def test_a_path_that_cannot_be_is_refused_in_the_form(typed: str) -> None:
    app = RevmentorApp(None, today=FRIDAY)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        here = Sitting(app, pilot)
        await here.do("o")
        here.app.screen.query_one(Input).value = typed
        await here.do("enter")
        assert "Open a file" in here.text


# -- old forms, and company ----------------------------------------------------------------------


async def test_a_file_of_the_older_form_is_brought_to_this_one_and_said_so(path: Path) -> None:
    old = (Path(__file__).parents[2] / "store" / "file" / "old" / "form-1.json").read_bytes()
    path.write_bytes(old)
    async with sitting(path, JANUARY) as here:
        assert f"was of an older form; its copy is before-form-{SCHEMA}-" in here.toasts[-1]
    (copy,) = generations.folder_of(path).glob(f"before-form-{SCHEMA}-*.json")
    assert copy.read_bytes() == old
    assert json.loads(path.read_text())["meta"]["file"]["schema"] == SCHEMA


async def test_a_conflict_copy_and_a_shared_folder_are_said_before_one_goes_on(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    path = folder / "acme.json"
    Workspace.create(path, FIRM)
    (folder / "acme (conflicted copy 2026-04-24).json").write_bytes(path.read_bytes())
    async with sitting(path, FRIDAY) as here:
        assert "lies in a folder of Dropbox" in here.words
        assert "acme (conflicted copy 2026-04-24).json" in here.words
        await here.do("enter")
        assert "n begins a programme" in here.static("#headline")
    async with sitting(path, FRIDAY) as here:
        assert "lies in a folder of Dropbox" not in here.words
        assert "acme (conflicted copy 2026-04-24).json" in here.words


# -- encrypted files -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def protected() -> dict[str, bytes]:
    """An identity behind a passphrase, made once: that takes seconds."""
    pyrage = cipher.age()
    identity = pyrage.x25519.Identity.generate()
    raw = pyrage.passphrase.encrypt(f"{identity}\n".encode(), "four plain old words")
    return {"secret": str(identity).encode(), "raw": raw}


@pytest.fixture
def locked(path: Path, protected: dict[str, bytes]) -> Path:
    """An encrypted file, and this machine's identity that opens it."""
    identities.identity_folder().mkdir(parents=True)
    (identities.identity_folder() / "mine.age").write_bytes(protected["raw"])
    workspace = Workspace.create(path, FIRM, Key((protected["secret"].decode(),)))
    people.add(workspace.change(), name="Ada Verdi")
    return path


async def test_an_encrypted_file_opens_from_the_list_with_its_passphrase(locked: Path) -> None:
    from revmentor.store import recent

    recent.remember(locked)
    app = RevmentorApp(None, today=FRIDAY)
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await pilot.pause()
        here = Sitting(app, pilot)
        await here.do("enter")
        assert "The file is encrypted" in here.words
        await here.do("'wrong", "enter")
        assert "That is not the passphrase" in here.words
        assert "wrong" not in here.words
        for _letter in "wrong":
            await here.do("backspace")
        await here.do("'four plain old words", "enter")
        assert "saved, encrypted" in here.text
        await here.do("p n", "'Bruno Conti", "enter")
        assert "Bruno Conti" in here.text
    assert cipher.is_encrypted(locked.read_bytes())
    assert inspect(locked, identities.unlocked("four plain old words")).usable


# -- pictures ------------------------------------------------------------------------------------


@SIZES
async def test_the_recovery_screen_looks_as_it_did(
    valdarco: Begin, camera: Camera, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    monkeypatch.setattr(
        "revmentor.store.history.recovery.moment", lambda when: "Tue 24 Nov 2026, 14:02"
    )
    path = valdarco("sessions")
    cut(path)
    async with opening(path, size) as here:
        assert camera.sees(here)


async def test_a_copy_of_another_firm_is_named_and_asked_about(path: Path) -> None:
    mine = Workspace.create(path, Firm(name="Alfa"))
    people.add(mine.change(), name="Anna Bianchi")
    people.add(mine.change(), name="Bruno Verdi")
    other = Workspace.create(path.with_name("beta.json"), Firm(name="Beta"))
    people.add(other.change(), name="Carla Neri")
    for copy in generations.folder_of(other.path).glob("g*.json"):
        shutil.copy2(copy, generations.folder_of(path) / copy.name)
    copies = [each for each in recovery.listing(path, None) if each.sound]
    down = [each.generation.lineage for each in copies].index(other.lineage)
    damaged = cut(path)
    async with opening(path) as here:
        await here.press(*["down"] * down, "enter", "ctrl+s")
        assert TWO_FIRMS in here.words
        assert path.read_bytes() == damaged
        await here.do("escape")
        assert path.read_bytes() == damaged
        await here.do("enter ctrl+s ctrl+s")
    assert Workspace.open(path).snapshot.firm.name == "Beta"


async def test_a_file_of_another_firm_in_the_place_of_ours_is_named(path: Path) -> None:
    people.add(Workspace.create(path, Firm(name="Alfa")).change(), name="Anna Bianchi")
    other = Workspace.create(path.with_name("beta.json"), Firm(name="Beta"))
    shutil.copyfile(other.path, path)
    async with opening(path) as here:
        assert TWO_FIRMS in here.words
