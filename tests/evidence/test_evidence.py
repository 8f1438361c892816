"""Programmes about which something untrue was said: each says now what its records show."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from revmentor.actions import imports, talks
from revmentor.exchange import document
from revmentor.exchange.evaluation import sponsor as evaluation
from revmentor.exchange.report import page as report
from revmentor.model.edition import Edition
from revmentor.model.errors import Refused
from revmentor.model.firm import Firm
from revmentor.rules.care.today import today
from revmentor.rules.pairing import unplaced
from revmentor.rules.pairing.draft import draw
from revmentor.rules.programme_view import View
from revmentor.rules.results import sponsor
from revmentor.store.workspace import Workspace

DATA = Path(__file__).parent / "data"
LEAKS = ("leak_lower_1", "leak_minimality_19", "leak_absent_table", "leak_indicators")


def opened(path: Path, name: str) -> Workspace:
    workspace = Workspace.create(path, Firm(name="Prova"))
    raw = raw_of(name)
    for each in raw.get("indicators", []):
        each.pop("people", None)  # said otherwise in the older form
    imports.import_document(workspace.change(), document.read_document(msgspec.json.encode(raw)))
    return workspace


def view_of(workspace: Workspace) -> View:
    return workspace.view(next(iter(workspace.snapshot.programmes)))


def lines(path: Path, name: str, on: date) -> list[tuple[str, str]]:
    items = today(view_of(opened(path, name)), on).items
    return [(item.subject, item.message) for item in items]


# -- the sponsor -----------------------------------------------------------------------------------


def told(view: View) -> Edition:
    return sponsor.edition_on(view, view.programme.ends_on, with_names=True)


@pytest.mark.parametrize("name", LEAKS)
def test_every_number_of_people_is_told_in_fives(path: Path, name: str) -> None:
    view = view_of(opened(path, name))
    edition = told(view)
    for count in edition.counts:
        assert count.at_least % 5 == 0
        assert count.under - count.at_least >= 5
    # No other number of people stands on the page: what is told of people is in fives.
    text = re.sub(rb"<[^>]+>", b" ", report.sponsor_html(view, edition)).decode()
    assert "no end" not in text
    assert "lower or" not in text


@pytest.mark.parametrize("name", LEAKS)
def test_the_same_page_has_an_origin_with_nobody_in_each_small_group(path: Path, name: str) -> None:
    """What is left of any number told may be nobody, or five and more."""
    edition = told(view_of(opened(path, name)))
    for role in ("senior", "mentor"):
        own = {each.topic: each for each in edition.counts if each.role == role}
        seen, better = own["seen_twice"], own["better"]
        fewest = max(0, seen.at_least - (better.under - 1))
        most = seen.under - 1 - better.at_least
        assert fewest == 0 or most >= 5


def test_an_indicator_of_nobody_knows_how_many_is_not_told(path: Path) -> None:
    view = view_of(opened(path, "leak_indicators"))
    assert view.snapshot.indicators
    edition = told(view)
    assert (edition.indicators, edition.kept_back) == ((), True)
    page = report.sponsor_html(view, edition).decode()
    data = evaluation.as_data(view, edition)
    for each in view.snapshot.indicators.values():
        assert each.name not in page
        assert each.name not in str(data)


# -- signals ---------------------------------------------------------------------------------------


def test_the_fourth_senior_in_turn_is_not_accused(path: Path) -> None:
    found = lines(path, "r1_four_in_turn", date(2026, 7, 8))
    assert not any("no session yet" in text or "came late" in text for _who, text in found)


def test_a_mentor_who_rates_1_of_5_is_heard(path: Path) -> None:
    workspace = opened(path, "r6_mentor_rates_1")
    last = max(session.day for session in workspace.snapshot.sessions.values())
    found = today(view_of(workspace), last).items
    assert any("the mentor’s latest rating is 1 of 5" in item.message for item in found)


def test_a_wish_to_talk_stands_until_somebody_writes_down_that_they_talked(path: Path) -> None:
    workspace = opened(path, "r11_gone_after_next_session")
    days = sorted(session.day for session in workspace.snapshot.sessions.values())
    (asked,) = [each for each in workspace.snapshot.sessions.values() if each.wants_talk]
    assert asked.day < days[-1]
    (who,) = asked.wants_talk
    view = view_of(workspace)

    def said() -> list[str]:
        items = today(view_of(workspace), days[-1]).items
        return [item.message for item in items if "asked to talk" in item.message]

    (line,) = said()
    assert view.first_name(who) in line
    change = workspace.change(view.programme.id, today=days[-1])
    with pytest.raises(Refused, match="a talk before that day does not answer it"):
        talks.record_talk(change, who, on=date(2026, 1, 1))
    talks.record_talk(workspace.change(view.programme.id, today=days[-1]), who, on=days[-1])
    assert said() == []


def test_a_mentor_whose_slots_fell_away_for_four_weeks_is_named(path: Path) -> None:
    found = lines(path, "silent_four_weeks_cancelled", date(2026, 5, 19))
    assert any("the last two slots were cancelled" in text for _who, text in found)


def test_a_pause_of_nine_weeks_is_asked_about(path: Path) -> None:
    found = lines(path, "paused_mentor_silent", date(2026, 8, 3))
    assert any("ask whether it goes on" in text for _who, text in found)


# -- pairing ---------------------------------------------------------------------------------------


def do(raw: dict[str, Any], cure: Any) -> None:
    """Change the document as a cure says in words."""
    (run,) = raw["programmes"]
    if cure.kind == "own_half_day":
        run["pairing"] = {**run.get("pairing", {}), "own_half_day": False}
        return
    (part,) = [
        each
        for each in raw["participations"]
        if (each["person_id"], each["role"]) == (cure.mentor_id, "mentor")
    ]
    part["max_seniors" if cure.kind == "maximum" else "min_seniors"] = cure.places


def test_a_cure_helps_the_senior_it_stands_under(path: Path) -> None:
    raw = raw_of("cure_leaves_senior_out")
    proposal = draw(view_of(opened(path, "cure_leaves_senior_out"))).proposal
    tried = 0
    for senior in unplaced.with_reasons(proposal):
        for number, cure in enumerate(senior.suggestions):
            changed = json.loads(json.dumps(raw))
            do(changed, cure)
            where = path.with_name(f"{senior.senior_id}-{number}.json")
            workspace = Workspace.create(where, Firm(name="Prova"))
            found = document.read_document(msgspec.json.encode(changed))
            imports.import_document(workspace.change(), found)
            again = draw(view_of(workspace)).proposal
            assert senior.senior_id in again.plan.mentor_of
            tried += 1
    assert tried >= 2


def raw_of(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DATA / f"{name}.json").read_bytes())
    return found


def test_every_case_that_was_handed_over_is_tried() -> None:
    names = {each.stem for each in DATA.glob("*.json")}
    tried = set(re.findall(r'"([a-z0-9_]+)"', Path(__file__).read_text())) & names
    assert tried == names
