from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from revmentor.actions import programmes, successes
from revmentor.model.errors import Refused
from revmentor.store.workspace import Workspace
from tests.support.firm import PROGRAMME, TODAY, day, exported, running


def test_a_success_is_kept_with_its_people_and_one_undo_takes_it_back(path: Path) -> None:
    workspace = running(path)
    before = exported(workspace)
    successes.add(
        workspace.change(PROGRAMME, today=TODAY),
        text="first call alone",
        on=TODAY,
        person_ids=["anna"],
    )
    kept = next(iter(Workspace.open(path).snapshot.successes.values()))
    assert (kept.text, kept.person_ids, kept.on) == ("first call alone", ("anna",), TODAY)
    workspace.undo()
    assert exported(workspace) == before


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": None}, "Write down what went well."),
        ({"on": TODAY + timedelta(days=1)}, "has not come yet"),
        ({"person_ids": ["ettore"]}, "Ettore Valdarco does not take part."),
    ],
)
def test_what_is_no_success_yet_is_refused_and_nothing_changes(
    path: Path, fields: dict[str, Any], sentence: str
) -> None:
    workspace = running(path)
    before = path.read_bytes()
    given = {"text": "first call alone", "on": TODAY, **fields}
    with pytest.raises(Refused, match=sentence):
        successes.add(workspace.change(PROGRAMME, today=TODAY), **given)
    assert path.read_bytes() == before


def written(workspace: Workspace) -> str:
    made = successes.add(
        workspace.change(PROGRAMME, today=TODAY),
        text="first call alone", on=TODAY, person_ids=["anna", "giulia"],
        consents={"anna": "no"},
    )  # fmt: skip
    return made.id


def test_a_success_is_changed_with_what_each_of_them_lets_be_told(path: Path) -> None:
    workspace = running(path)
    kept = written(workspace)
    before = exported(workspace)
    successes.edit(
        workspace.change(PROGRAMME, today=TODAY), kept,
        text="the first call of her own", on=day(11), person_ids=["anna"],
        consents={"anna": "with_name"},
    )  # fmt: skip
    (changed,) = Workspace.open(path).snapshot.successes.values()
    assert (changed.id, changed.text, changed.on) == (kept, "the first call of her own", day(11))
    assert (changed.person_ids, dict(changed.consents)) == (("anna",), {"anna": "with_name"})
    workspace.undo()
    assert exported(workspace) == before
    successes.remove(workspace.change(), kept)
    assert not workspace.snapshot.successes


def test_after_the_closing_only_the_consents_change(path: Path) -> None:
    workspace = running(path)
    kept = written(workspace)
    programmes.close(
        workspace.change(PROGRAMME, today=day(30)),
        on=day(25),
        lessons="begin earlier",
        decision="repeat",
    )
    same = {"text": "first call alone", "on": TODAY, "person_ids": ("anna", "giulia")}
    change = workspace.change(PROGRAMME, today=day(30))
    successes.edit(change, kept, consents={"anna": "without_name", "giulia": "no"}, **same)  # type: ignore[arg-type]
    assert workspace.snapshot.successes[kept].consents["anna"] == "without_name"
    with pytest.raises(Refused, match="stands as it is"):
        successes.edit(
            workspace.change(PROGRAMME, today=day(30)),
            kept,
            **{**same, "text": "another"},  # type: ignore[arg-type]
        )
    with pytest.raises(Refused, match="stands as it is"):
        successes.remove(workspace.change(), kept)
