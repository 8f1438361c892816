"""Whatever a form refuses, the action refuses, and so does a document."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from revmentor.actions import goals, imports, programmes, sessions
from revmentor.exchange import document
from revmentor.model.errors import Refused
from revmentor.model.firm import Firm
from revmentor.model.programme import Costs, Individual, SeniorsPerMentor
from revmentor.store.transaction import Transaction
from revmentor.store.workspace import Workspace
from screens.evaluation.closing_forms import cost_form
from screens.goals.goal_forms import goal_form
from screens.goals.programme_form import programme_form
from screens.goals.standard_form import standard_form
from screens.sessions.log_form import log_form
from tests.support.app_driver import sitting
from tests.support.firm import PROGRAMME, TODAY, day, exported, running
from widgets.form import FormScreen, Values
from widgets.form_row import RowError

ROOT = Path(__file__).parents[2]
Form = Callable[[Any, Any], FormScreen[Any]]
Act = Callable[[Transaction], object]
Spoil = Callable[[dict[str, Any]], None]


@dataclass(frozen=True)
class Case:
    """Something that cannot be: typed into a form, asked of an action, written in a document."""

    words: str
    """What is said of it, whoever asks."""
    form: Form
    typed: Values
    act: Act
    spoil: Spoil | None = None
    """Writes the same into a document; ``None`` where no document can say it."""
    in_document: str = ""
    """What is said of a document, where that is not the same."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "in_document", self.in_document or self.words)


def _edit(**changes: Any) -> Act:
    return lambda tx: programmes.edit(tx, **changes)


def _in_programme(**changes: Any) -> Spoil:
    def spoil(raw: dict[str, Any]) -> None:
        raw["programmes"][0].update(changes)

    return spoil


def _programme_form(host: Any, view: Any) -> FormScreen[Any]:
    return programme_form(host, view.programme)


def _log_form(host: Any, view: Any) -> FormScreen[Any]:
    from revmentor.rules.schedule.series import series_of

    return log_form(host, view, series_of(view, "giulia")[0], day(3))


def _log(**fields: Any) -> Act:
    def act(tx: Transaction) -> object:
        given: dict[str, Any] = {
            "due_on": day(3),
            "status": "held",
            "attendance": {"anna": "present"},
            **fields,
        }
        return sessions.log(tx, "giulia", **given)

    return act


def _first_session(**changes: Any) -> Spoil:
    def spoil(raw: dict[str, Any]) -> None:
        raw["sessions"][0].update(changes)

    return spoil


def _goal(**fields: Any) -> Spoil:
    def spoil(raw: dict[str, Any]) -> None:
        raw["goals"].append({"id": "new", "programme_id": PROGRAMME, "text": "More", **fields})

    return spoil


CASES = {
    "a most of a group without groups": Case(
        "ick group too, or leave this empty",
        _programme_form,
        {"group_max": 3, "formats": ("individual",)},
        _edit(group_max=3, formats=("individual",)),
        _in_programme(group_max=3, formats=["individual"]),
    ),
    "no format": Case(
        "ick at least one format",
        _programme_form,
        {"formats": ()},
        _edit(formats=()),
        _in_programme(formats=[]),
    ),
    "no place": Case(
        "ick at least one place",
        _programme_form,
        {"modes": ()},
        _edit(modes=()),
        _in_programme(modes=[]),
    ),
    "more at least than at most": Case(
        "he minimum is above the maximum",
        _programme_form,
        {"seniors_min": 5, "seniors_max": 3},
        _edit(seniors_per_mentor=SeniorsPerMentor(min=5, max=3)),
        _in_programme(seniors_per_mentor={"min": 5, "max": 3}),
    ),
    "one to one without a group": Case(
        "ick group too, or leave this empty",
        _programme_form,
        {"formats": ("individual",), "alone_weeks": 2, "alone_minutes": 30},
        _edit(formats=("individual",), individual=Individual(every_weeks=2, minutes=30)),
        _in_programme(formats=["individual"], individual={"every_weeks": 2, "minutes": 30}),
    ),
    "a standard level of no skill": Case(
        "Tick at least one skill",
        standard_form,
        {"skills": {}},
        lambda tx: programmes.set_standard_level(tx, {}),
    ),
    "a currency of two letters": Case(
        "a currency's three letters, like EUR",
        cost_form,
        {"currency": "EU"},
        lambda tx: programmes.set_costs(tx, Costs(currency="EU")),
        _in_programme(costs={"currency": "EU"}),
    ),
    "a goal of the programme of which nothing will be seen": Case(
        "what will be seen once",
        lambda host, view: goal_form(host, view, None, None),
        {"text": "More", "expected": None},
        lambda tx: goals.add(tx, text="More"),
        _goal(),
        in_document="what will be seen once",
    ),
    "a goal without words": Case(
        "Say the goal in a few words",
        lambda host, view: goal_form(host, view, None, None),
        {"text": None, "expected": "they ask less"},
        lambda tx: goals.add(tx, text=None, expected="they ask less"),
    ),
    "a rating of a session that was missed": Case(
        "nly a session that was held can be rated",
        _log_form,
        {"status": "missed", "attendance": {"anna": "absent"}, "ratings": [4]},
        _log(status="missed", attendance={"anna": "absent"}, ratings={"giulia": 4}),
        _first_session(status="missed", held_on=None, ratings={"giulia": 4}),
    ),
}


@pytest.mark.parametrize("name", CASES)
async def test_what_a_form_refuses_is_refused_beside_a_row_of_it(path: Path, name: str) -> None:
    case = CASES[name]
    running(path)
    async with sitting(path, TODAY) as here:
        form = case.form(here.app, here.app.view)
        here.app.ask(form)
        await here.settled()
        values: Values = {}
        for field_name, row in form.rows.items():
            with suppress(RowError):
                values[field_name] = row.read(TODAY)
        before = exported(here.app.file)
        with pytest.raises(Refused, match=case.words) as caught:
            await form.around(lambda tx: form._save(tx, {**values, **case.typed}))
        assert caught.value.field in form.rows
        assert exported(here.app.file) == before


@pytest.mark.parametrize("name", CASES)
def test_the_action_refuses_it_too(path: Path, name: str) -> None:
    workspace = running(path)
    before = path.read_bytes()
    with pytest.raises(Refused, match=CASES[name].words):
        CASES[name].act(workspace.change(PROGRAMME, today=TODAY))
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.spoil])
def test_a_document_that_says_it_is_refused(path: Path, tmp_path: Path, name: str) -> None:
    spoil = CASES[name].spoil
    assert spoil is not None
    raw = json.loads(exported(running(path)))
    empty = Workspace.create(tmp_path / "empty.json", Firm(name="Valdarco"))
    spoil(raw)
    before = empty.path.read_bytes()
    with pytest.raises(Refused) as caught:
        imports.import_document(
            empty.change(today=TODAY), document.read_document(json.dumps(raw).encode())
        )
    assert any(re.search(CASES[name].in_document, str(each)) for each in caught.value.problems)
    assert empty.path.read_bytes() == before


OF_THE_SCREEN = {
    "dialogs/place_forms.py": 3,  # there is nobody to choose; how an exception opens a pair
    "dialogs/print_targets.py": 1,  # a path where nothing can be written
    "dialogs/printed.py": 2,  # a calendar without a session to come; there is nobody to choose
    "dialogs/rating_forms.py": 1,  # no level was chosen, and none makes no record
    "goals/programme_form.py": 1,  # minutes without weeks make no record
    "people/erase_form.py": 1,  # the id that is typed says that it is meant
    "pairs/proposal.py": 1,  # the draft was made of other records
}
"""How often a screen refuses by itself, what no action could be asked."""


def test_no_other_rule_stands_in_a_screen() -> None:
    refusing = {}
    for file in sorted((ROOT / "screens").rglob("*.py")):
        raised = [node for node in ast.walk(ast.parse(file.read_text("utf-8")))
                  if isinstance(node, ast.Raise) and "Refused(" in ast.unparse(node)]  # fmt: skip
        if raised:
            refusing[file.relative_to(ROOT / "screens").as_posix()] = len(raised)
    assert refusing == OF_THE_SCREEN
