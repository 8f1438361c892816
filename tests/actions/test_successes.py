from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from revmentor.actions import successes
from revmentor.model.errors import Refused
from revmentor.store.workspace import Workspace
from tests.support.firm import PROGRAMME, TODAY, exported, running


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
