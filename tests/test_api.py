"""What scripts import: stable, documented, light, and a reading that leaves nothing behind."""

from __future__ import annotations

import ast
import doctest
import inspect
import json
import os
import re
import shlex
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from revmentor import api
from revmentor.content import sample
from revmentor.exchange import document
from revmentor.model.errors import PassphraseNeeded, Refused, Unreadable, WrongPassphrase
from revmentor.model.snapshot import Document
from revmentor.store.encryption import cipher, scrypt
from revmentor.store.encryption.cipher import Key
from revmentor.store.file.verdict import Damaged
from revmentor.store.history import generations
from revmentor.store.workspace import Workspace
from tests.support.cli import revmentor
from tests.support.firm import FIRM, exported, running

ROOT = Path(__file__).parents[1]
SCRIPTING = (ROOT / "docs" / "scripting.md").read_text(encoding="utf-8")
HEAVY = {
    "babel", "dateutil", "highspy", "msgspec", "numpy", "pyrage", "rich", "screens", "textual",
    "tinydb", "widgets",
}  # fmt: skip
LOADED = "{what}\nimport sys; print(*sorted({{name.split('.')[0] for name in sys.modules}}))"
HOLDER = """
import sys
from pathlib import Path
from revmentor.store.file import lock
with lock.held(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""
WATCHED = """
import os, sys
from pathlib import Path
from revmentor import api
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGES = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.chmod",
           "os.chown", "os.truncate", "os.utime", "fcntl.flock", "fcntl.lockf", "socket.connect")
def seen(event, told):
    if event in CHANGES or event == "open" and told[2] & WRITES:
        print(event, told)
sys.addaudithook(seen)
api.read(sys.argv[1])
"""


def blocks(language: str) -> list[str]:
    """The blocks of one language that the page for scripts shows, in its order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", SCRIPTING, re.MULTILINE | re.DOTALL)


def lying(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Everything in a folder with its mode, size and the moment it was last written."""
    return {
        str(each.relative_to(folder)): (lies.st_mode, lies.st_size, lies.st_mtime_ns)
        for each in (folder, *folder.rglob("*"))
        for lies in (each.stat(),)
    }


# -- the names -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", api.__all__)
def test_every_name_is_there_documented_and_told_of(name: str) -> None:
    assert name in dir(api)
    assert len(inspect.getdoc(getattr(api, name)) or "") > 20
    assert f"`{name}`" in (api.__doc__ or "")
    assert re.search(rf"`{name}[(`]", SCRIPTING)


def test_the_page_gives_each_function_with_the_parameters_it_has() -> None:
    told = dict(re.findall(r"^\| `(\w+)\((.*?)\)` \|", SCRIPTING, re.MULTILINE))
    functions = {name for name in api.__all__ if inspect.isfunction(getattr(api, name))}
    assert set(told) == functions
    for name, parameters in told.items():
        found, keyword_only = [], False
        for each in inspect.signature(getattr(api, name)).parameters.values():
            if each.kind is each.KEYWORD_ONLY and not keyword_only:
                found.append("*")
                keyword_only = True
            found.append(each.name)
        assert parameters == ", ".join(found), name


def test_a_type_checker_sees_each_name_where_it_is_taken_from() -> None:
    seen = {
        (name.name, statement.module)
        for block in ast.parse(inspect.getsource(api)).body
        if isinstance(block, ast.If)
        for statement in block.body
        if isinstance(statement, ast.ImportFrom)
        for name in statement.names
    }
    homes: dict[str, str] = vars(api)["_HOMES"]
    assert seen == set(homes.items())
    assert set(api.__all__) == {*homes, "read", "schema"}


def test_a_name_that_is_not_there_is_said_not_to_be() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'pair'"):
        getattr(api, "pair")  # noqa: B009 -- a type checker knows that it is not there


# -- what is loaded ------------------------------------------------------------------------------


def loaded(what: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(what=what)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return set(done.stdout.split())


def test_the_import_loads_nothing_that_is_not_asked_for() -> None:
    assert loaded("import revmentor.api") & HEAVY == set()


@pytest.mark.parametrize("name", api.__all__)
def test_no_name_brings_the_interface_or_the_solver_along(name: str) -> None:
    found = loaded(f"from revmentor.api import {name}")
    assert found & {"textual", "rich", "screens", "widgets", "highspy", "tinydb"} == set()


# -- the page for scripts ------------------------------------------------------------------------


def test_every_example_of_the_page_works_as_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sample_data").symlink_to(ROOT / "sample_data")
    first, *later = blocks("sh")
    for line in first.splitlines():
        command, *words = shlex.split(line)
        assert (command, revmentor(*words, cwd=tmp_path).status) == ("revmentor", 0), line
    page = "\n".join(blocks("python"))
    examples = doctest.DocTestParser().get_doctest(page, {}, "scripting.md", None, None)
    assert len(examples.examples) > 20
    report: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(examples, out=report.append)
    assert result.failed == 0, "".join(report)
    before = (tmp_path / "acme.revmentor.json").read_bytes()
    for line in "\n".join(later).splitlines():
        command, *words = shlex.split(line)
        said = revmentor(*words, cwd=tmp_path)
        attention = 1 if words[0] == "status" else 0  # in week 12 something wants a person
        assert (command, said.status) == ("revmentor", attention), line
        assert said.json["version"] == 1, line
        keys = list(said.json)
        assert keys[:2] == ["format", "version"] or keys[0] == "version", line
    assert (tmp_path / "acme.revmentor.json").read_bytes() == before


# -- reading a file ------------------------------------------------------------------------------


def test_read_gives_what_export_writes(path: Path) -> None:
    workspace = running(path)
    assert document.encode(api.read(path)) == exported(workspace)
    assert document.encode(api.read(str(path))) == exported(workspace)


def test_read_leaves_nothing_behind(path: Path) -> None:
    running(path)
    before = lying(path.parent)
    api.read(path)
    assert lying(path.parent) == before


def test_read_asks_the_system_for_nothing_but_to_read(path: Path) -> None:
    running(path)
    done = subprocess.run(
        [sys.executable, "-B", "-c", WATCHED, path],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert done.stdout == ""


def test_read_makes_no_folder_beside_a_file_that_came_alone(path: Path, tmp_path: Path) -> None:
    running(path)
    alone = tmp_path / "elsewhere" / "copy.json"
    alone.parent.mkdir()
    alone.write_bytes(path.read_bytes())
    api.read(alone)
    assert list(alone.parent.iterdir()) == [alone]


def test_read_needs_no_more_than_the_right_to_read(path: Path) -> None:
    running(path)
    folders = [path.parent, generations.folder_of(path)]
    path.chmod(0o400)
    for folder in folders:
        folder.chmod(0o500)
    try:
        before = lying(path.parent)
        assert api.read(path).firm == FIRM
        assert lying(path.parent) == before
    finally:
        for folder in folders:
            folder.chmod(0o700)
    assert stat.S_IMODE(path.stat().st_mode) == 0o400


def test_read_waits_for_no_lock(path: Path) -> None:
    running(path)
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, generations.folder_of(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        assert api.read(path).firm == FIRM
        holder.kill()


def test_read_says_what_is_wrong_in_the_words_of_the_house(path: Path) -> None:
    with pytest.raises(Unreadable, match="There is no file"):
        api.read(path)
    with pytest.raises(Unreadable, match="is a folder"):
        api.read(path.parent)
    with pytest.raises(Unreadable, match="cannot be a file’s name"):
        api.read("a\0b")
    with pytest.raises(Unreadable, match="is an exported document"):
        api.read(sample.sample_path("valdarco-3-week-12.json"))
    running(path)
    path.write_bytes(path.read_bytes().replace(b"Anna", b"Enna"))
    with pytest.raises(Damaged, match="changed outside"):
        api.read(path)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(Damaged, match="is damaged"):
        api.read(path)
    assert issubclass(Damaged, api.RevmentorError)


# -- an encrypted file ---------------------------------------------------------------------------


def new_identity() -> str:
    return str(cipher.age().x25519.Identity.generate())


def test_read_opens_an_encrypted_file_with_a_key_or_an_identity(path: Path) -> None:
    secret = new_identity()
    workspace = Workspace.create(path, FIRM, Key((secret,)))
    identity = path.with_name("key.txt")
    identity.write_text(f"# created: 2026-11-24\n{secret}\n")
    before = lying(path.parent)
    for key in (identity, os.fspath(identity), Key((secret,))):
        assert document.encode(api.read(path, key=key)) == exported(workspace)
    assert lying(path.parent) == before


def test_read_says_which_key_is_missing_or_wrong(path: Path) -> None:
    Workspace.create(path, FIRM, Key((new_identity(),)))
    with pytest.raises(PassphraseNeeded, match="is encrypted"):
        api.read(path)
    with pytest.raises(WrongPassphrase, match="does not open the file"):
        api.read(path, key=Key((new_identity(),)))
    with pytest.raises(Unreadable, match="There is no file"):
        api.read(path, key=path.with_name("key.txt"))
    path.with_name("key.txt").write_text("no key\n")
    with pytest.raises(Unreadable, match="holds no key"):
        api.read(path, key=path.with_name("key.txt"))


def test_read_asks_nobody_for_the_passphrase_of_an_identity(path: Path) -> None:
    secret = new_identity()
    Workspace.create(path, FIRM, Key((secret,)))
    protected = path.with_name("key.age")
    protected.write_bytes(scrypt.protected(f"{secret}\n".encode(), "four words are better"))
    with pytest.raises(PassphraseNeeded, match="No passphrase could be read"):
        api.read(path, key=protected)


# -- the schema ----------------------------------------------------------------------------------


def faults(data: Any) -> list[str]:
    """The places where a document does not fit the schema."""
    validator = jsonschema.Draft202012Validator(api.schema())
    return [each.json_path for each in validator.iter_errors(data)]


@pytest.mark.parametrize("stage", ["baselines", "pairs", "sessions", "evaluation"])
def test_the_sample_as_it_is_exported_fits_the_schema(path: Path, stage: sample.Stage) -> None:
    data = json.loads(sample.sample_document(stage))
    assert faults(data) == []
    assert isinstance(msgspec.convert(data, api.Document), Document)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda data: data.pop("firm"), "$"),
        (lambda data: data.update(shoe=1), "$"),
        (lambda data: data.update(version=2), "$.version"),
        (lambda data: data["people"][3].pop("name"), "$.people[3]"),
        (lambda data: data["ratings"][0].update(level=9), "$.ratings[0].level"),
        (lambda data: data["ratings"][0].update(level="3"), "$.ratings[0].level"),
        (lambda data: data["people"][0].update(id="a b"), "$.people[0].id"),
    ],
)
def test_what_a_document_may_not_be_does_not_fit_the_schema(change: Any, where: str) -> None:
    data = json.loads(sample.sample_document("sessions"))
    change(data)
    assert faults(data) == [where]
    with pytest.raises(Refused):
        document.read_document(json.dumps(data).encode())
