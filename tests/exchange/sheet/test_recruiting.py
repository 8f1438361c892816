"""Whoever was asked to take part, in a sheet of people: invited, yes, not now, no."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from revmentor.exchange import tables
from revmentor.exchange.sheet import columns, values
from revmentor.i18n.gettext import set_language
from revmentor.model.participation import Recruiting
from revmentor.store.workspace import Workspace
from tests.support.cli import TODAY as TODAY_TEXT
from tests.support.cli import revmentor
from tests.support.firm import PROGRAMME, TODAY, day, pair, part, person, prepared

HEAD = "id;name;role;recruiting"
MAY = date(2026, 5, 12)


def brought_in(path: Path, *rows: str, head: str = HEAD, more: tuple[str, ...] = ()) -> str:
    sheet = path.with_name("sheet.csv")
    sheet.write_text("\n".join([head, *rows]), encoding="utf-8")
    out = revmentor("import", path, sheet, *more, "--today", TODAY_TEXT, cwd=path.parent)
    return out.out + out.err


def asked(path: Path, who: str, role: str = "senior") -> Recruiting | None:
    parts = Workspace.open(path).snapshot.participations.values()
    return next(each.recruiting for each in parts if (each.person_id, each.role) == (who, role))


@pytest.mark.parametrize(
    ("cell", "state", "again"),
    [
        ("invited", "invited", None), ("Invitata", "invited", None), ("chiesto", "invited", None),
        ("yes", "yes", None), ("sì", "yes", None), ("Ha detto sì", "yes", None), ("x", "yes", None),
        ("no", "no", None), ("Said no", "no", None), ("ha detto di no", "no", None),
        ("not now", "not_now", None), ("not_now", "not_now", None), ("Non ora", "not_now", None),
        ("not now (ask again on 12/05/2026)", "not_now", MAY),
        ("non adesso, richiedere il 12 maggio 2026", "not_now", MAY),
        ("not now 2026-05-12", "not_now", MAY),
        ("non ora (12.5.2026)", "not_now", MAY),
        ("said yes on 12/5/2026", "yes", None),
    ],
)  # fmt: skip
def test_what_people_write_of_an_invitation_is_understood(
    cell: str, state: str, again: date | None
) -> None:
    read = values.recruiting(cell, TODAY)
    assert read is not None
    assert (read.state, read.ask_again_on) == (state, again)


@pytest.mark.parametrize("cell", ["perhaps", "12/5/2026", "forse", "nobody knows"])
def test_anything_else_is_not_guessed(path: Path, cell: str) -> None:
    assert values.recruiting(cell, TODAY) is None
    prepared(path, person("v1", name="Vera Neri"))
    before = path.read_bytes()
    said = brought_in(path, f"v1;Vera Neri;senior;{cell}")
    assert "is no answer to an invitation; write invited, yes, not now" in said
    assert path.read_bytes() == before


def test_the_answers_come_in_and_nobody_is_paired_before_a_yes(path: Path) -> None:
    prepared(path)
    brought_in(
        path,
        "v1;Vera Neri;senior;invited",
        "v2;Ugo Rossi;senior;not now (ask again on 12/05/2026)",
        "v3;Pia Verdi;mentor;no",
        "v4;Leo Bianchini;mentor;yes",
        "v5;Ivo Galli;senior;",
    )
    today = date.fromisoformat(TODAY_TEXT)
    assert asked(path, "v1") == Recruiting(state="invited", on=today)
    assert asked(path, "v2") == Recruiting(state="not_now", on=today, ask_again_on=MAY)
    assert asked(path, "v3", "mentor") == Recruiting(state="no", on=today)
    assert asked(path, "v4", "mentor") == Recruiting(state="yes", on=today)
    assert asked(path, "v5") is None
    view = Workspace.open(path).view(PROGRAMME)
    assert "v5" in view.active_seniors
    assert {"v1", "v2"}.isdisjoint(view.active_seniors)


def test_the_same_answer_again_changes_nothing_and_another_is_told(path: Path) -> None:
    readiness = {"S1": True}
    stands = Recruiting(state="invited", on=day(1), readiness=readiness)
    prepared(path, person("v1", name="Vera Neri"), part("v1", "senior", recruiting=stands))
    before = path.read_bytes()
    brought_in(path, "v1;Vera Neri;senior;invited")
    assert asked(path, "v1") == stands
    assert path.read_bytes() == before or asked(path, "v1") == stands
    said = brought_in(path, "v1;Vera Neri;;not now 12/05/2026")  # the role that stands is meant
    answer = asked(path, "v1")
    assert answer is not None
    assert (answer.state, answer.ask_again_on, answer.readiness) == ("not_now", MAY, readiness)
    assert "invited → not now" in said


def test_a_day_that_is_over_is_kept_so_that_today_asks(path: Path) -> None:
    prepared(path)
    brought_in(path, "v1;Vera Neri;senior;not now (ask again on 2/3/2026)")
    assert asked(path, "v1") == Recruiting(state="not_now", ask_again_on=date(2026, 3, 2))
    out = revmentor("status", path, "--today", TODAY_TEXT, cwd=path.parent)
    assert "said “not now”: ask again" in out.out


def test_an_answer_without_a_role_asks_for_which(path: Path) -> None:
    prepared(path)
    said = brought_in(path, "v1;Vera Neri;none;invited", "v2;Ugo Rossi;senior;yes")
    assert "for which role? Write mentor or senior" in said


def test_whoever_is_in_a_pair_cannot_have_said_no(path: Path) -> None:
    prepared(path, pair("giulia", "anna"))
    before = path.read_bytes()
    said = brought_in(path, "anna;Anna De Luca;senior;no")
    assert "Anna De Luca was already paired; choose withdraw" in said
    assert path.read_bytes() == before


def test_our_own_csv_of_people_brings_it_back(path: Path, tmp_path: Path) -> None:
    answers = {
        "v1": Recruiting(state="invited", on=day(11)),
        "v2": Recruiting(state="not_now", on=day(11), ask_again_on=MAY),
        "v3": Recruiting(state="no", on=day(11)),
        "v4": Recruiting(state="yes", on=day(11)),
    }
    names = {"v1": "Vera Neri", "v2": "Ugo Rossi", "v3": "Pia Verdi", "v4": "Leo Bianchini"}
    workspace = prepared(
        path,
        *(person(who, name=name) for who, name in names.items()),
        *(part(who, "senior", recruiting=answer) for who, answer in answers.items()),
    )
    sheet = tables.as_csv(workspace.view(PROGRAMME), "people", TODAY)
    other = tmp_path / "other.json"
    prepared(other)
    (tmp_path / "own.csv").write_bytes(sheet)
    out = revmentor("import", other, "own.csv", "--accept-defaults", "--today", TODAY_TEXT,
                    cwd=tmp_path)  # fmt: skip
    assert out.status == 0, out.err
    for who, answer in answers.items():
        there = asked(other, who)
        assert there is not None
        assert (there.state, there.ask_again_on) == (answer.state, answer.ask_again_on)
    assert asked(other, "anna") is None


@pytest.mark.parametrize("language", ["en", "it"])
def test_the_template_has_the_column_and_shows_how(language: str) -> None:
    set_language(language)
    assert columns.guess(columns.label("recruiting")) == "recruiting"
    assert columns.guess("Invito a partecipare") == columns.guess("Recruiting") == "recruiting"
