"""A consultant's machine: one file for each client, equal staff numbers, a key for each."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from revmentor.actions import firm, people
from revmentor.model.firm import Firm
from revmentor.model.person import Person
from revmentor.store.encryption import identities
from revmentor.store.workspace import Workspace
from tests.cli.test_file import at_a_terminal, new_identity
from tests.support.cli import revmentor

ALFA, BETA = "Alfa Meccanica S.r.l.", "Beta Tessile S.p.A."
OTHER = f"What is brought in is of the firm “{BETA}”; this file is of the firm “{ALFA}”."


def client(path: Path, name: str, *who: str) -> Workspace:
    """A client's file; staff numbers begin with 101 at each."""
    workspace = Workspace.create(path, Firm(name=name))
    numbered = [Person(id=str(101 + place), name=each) for place, each in enumerate(who)]
    workspace.commit("people", put=numbered)
    return workspace


@pytest.fixture
def alfa(path: Path) -> Path:
    client(path, ALFA, "Anna Bianchi", "Bruno Verdi")
    client(path.with_name("beta.json"), BETA, "Carla Neri", "Dario Gialli")
    return path


def names(path: Path) -> list[str]:
    return [each.name for each in Workspace.open(path).snapshot.people.values()]


def test_another_client_s_backup_is_not_put_in_the_place_of_a_file(alfa: Path) -> None:
    before = alfa.read_bytes()
    said = revmentor("restore", alfa, "--from", "beta.json", cwd=alfa.parent)
    assert said.status == 6
    assert OTHER in said.err
    assert "--other-firm" in said.err
    assert alfa.read_bytes() == before
    assert names(alfa) == ["Anna Bianchi", "Bruno Verdi"], "101 is still Anna"


def test_it_is_when_it_was_said_to_be_meant_and_what_stood_there_is_kept(alfa: Path) -> None:
    said = revmentor("restore", alfa, "--from", "beta.json", "--other-firm", cwd=alfa.parent)
    assert said.status == 0, said.err
    assert names(alfa) == ["Carla Neri", "Dario Gialli"]
    back = revmentor("restore", alfa, "--change", "2", cwd=alfa.parent)
    assert back.status == 0, back.err
    assert names(alfa) == ["Anna Bianchi", "Bruno Verdi"]


def test_a_damaged_file_is_compared_by_its_copies(alfa: Path) -> None:
    alfa.write_bytes(alfa.read_bytes()[:300])
    said = revmentor("restore", alfa, "--from", "beta.json", cwd=alfa.parent)
    assert (said.status, OTHER in said.err) == (6, True)


def test_own_backups_and_copies_from_before_the_firm_was_renamed(alfa: Path) -> None:
    revmentor("backup", alfa, "-o", "backup.json", cwd=alfa.parent)
    workspace = Workspace.open(alfa)
    firm.edit(workspace.change(), name="ALFA Meccanica")
    people.add(workspace.change(), name="Zoe Rossi")
    assert revmentor("restore", alfa, "--from", "backup.json", cwd=alfa.parent).status == 0
    workspace = Workspace.open(alfa)
    firm.edit(workspace.change(), name="Gruppo Zeta")
    copies = revmentor("restore", alfa, "--json", cwd=alfa.parent).json["generations"]
    oldest = min(each["number"] for each in copies)
    own = revmentor("restore", alfa, "--change", str(oldest), cwd=alfa.parent)
    assert own.status == 0, own.err


def test_a_file_that_another_client_s_was_copied_over_says_of_which_firm_it_is(alfa: Path) -> None:
    shutil.copyfile(alfa.with_name("beta.json"), alfa)
    for command in ("status", "check"):
        said = revmentor(command, alfa, cwd=alfa.parent)
        assert OTHER in said.err + said.out


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded")
def test_each_client_has_a_key_of_its_own_behind_a_passphrase_of_its_own(alfa: Path) -> None:
    beta = alfa.with_name("beta.json")
    one, two = "four plain old words", "quite another few words"
    status, said = at_a_terminal(alfa, ["lock", alfa.name], "", one, one)
    assert status == 0, said
    status, said = at_a_terminal(beta, ["lock", beta.name, "--new-key"], "", two, two)
    assert status == 0, said
    assert len(identities.identity_files()) == 2
    for file, right, wrong in ((alfa, one, two), (beta, two, one)):
        status, said = at_a_terminal(file, ["check", file.name], right)
        assert (status, "encrypted" in said) == (0, True), said
        status, said = at_a_terminal(file, ["check", file.name], wrong)
        assert (status, "This key does not open the file" in said) == (5, True), said


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded")
def test_the_same_passphrase_for_two_clients_is_said_to_open_both(alfa: Path) -> None:
    words = "four plain old words"
    at_a_terminal(alfa, ["lock", alfa.name], "", words, words)
    beta = alfa.with_name("beta.json")
    status, said = at_a_terminal(beta, ["lock", beta.name, "--new-key"], "", words, words)
    assert (status, "has the same passphrase" in said) == (0, True), said
    for file in (alfa, beta):
        assert at_a_terminal(file, ["check", file.name], words)[0] == 0


def test_two_clients_with_two_keys_open_without_a_question_where_each_key_is_given(
    alfa: Path,
) -> None:
    beta = alfa.with_name("beta.json")
    for file, key in ((alfa, "alfa.txt"), (beta, "beta.txt")):
        new_identity(file.with_name(key))
        assert revmentor("lock", file, "--identity", key, cwd=file.parent).status == 0
    for file, key, other in ((alfa, "alfa.txt", "beta.txt"), (beta, "beta.txt", "alfa.txt")):
        assert revmentor("export", file, "--identity", key, cwd=file.parent).status == 0
        assert revmentor("export", file, "--identity", other, cwd=file.parent).status == 5


def test_new_key_contradicts_an_identity_and_a_file_that_is_encrypted(alfa: Path) -> None:
    new_identity(alfa.with_name("key.txt"))
    both = revmentor("lock", alfa, "--new-key", "--identity", "key.txt", cwd=alfa.parent)
    assert (both.status, "choose one of them" in both.err) == (2, True)
    assert revmentor("lock", alfa, "--identity", "key.txt", cwd=alfa.parent).status == 0
