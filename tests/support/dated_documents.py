"""Generated documents in which much has a day, and what was written of them up to a day.

The second is worked out of the plain JSON, record by record, apart from the rule that it tries.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

import msgspec
from hypothesis import strategies as st

from revmentor.model.base import Record
from revmentor.model.pair import Charter
from revmentor.model.snapshot import Document
from tests.support.record_strategies import documents
from tests.support.value_strategies import days, perhaps

Json = dict[str, Any]
R = TypeVar("R", bound=Record)


@st.composite
def dated_documents(draw: st.DrawFn) -> Document:
    """A document that holds, with the days that a real one gathers over the months."""
    document = draw(documents(full=draw(st.booleans())))

    of_pair: dict[str | None, str] = {each.id: each.programme_id for each in document.pairs}

    def on() -> date | None:
        return draw(perhaps(days))

    def each(records: Sequence[R], fields: Callable[[R], dict[str, Any]]) -> tuple[R, ...]:
        return tuple(msgspec.structs.replace(record, **fields(record)) for record in records)

    return msgspec.structs.replace(
        document,
        people=each(document.people, lambda _: {"privacy_notice_on": on()}),
        participations=each(document.participations, lambda _: {"status_on": on()}),
        goals=each(document.goals, lambda _: {"set_on": on(), "attainment_on": on()}),
        pairs=each(document.pairs, lambda _: {"charter": Charter(mentor_on=on(), senior_on=on())}),
        cases=each(
            document.cases,
            lambda case: {
                "closed_on": on(),
                "outcome": "it is settled",
                "pair_id": case.pair_id if of_pair.get(case.pair_id) == case.programme_id else None,
            },
        ),
    )


def up_to(data: Json, day: str) -> Json:
    """Return what a document would hold if it had been written up to a day, and planned by it.

    ``day`` is ISO: such days are in order as texts are.
    """
    later = _Later(day)
    kept = {name: [dict(each) for each in data[name]] for name in data if _is_list(data[name])}
    for name, born in _BORN.items():
        kept[name] = [each for each in kept.get(name, ()) if not later(each, born)]
    for name, records in kept.items():
        for record in records:
            _take_back(record, name, later)
    for part in kept["participations"]:
        if later(part.get("acknowledged", {}), "on"):
            del part["acknowledged"]
    kept["pairs"] = _pairs(data, kept["pairs"], later)
    for case in kept["cases"]:
        if case.get("pair_id") not in {pair["id"] for pair in kept["pairs"]}:
            case.pop("pair_id", None)
    kept["sessions"] = list(
        filter(None, (_session(s, kept["pairs"], day) for s in kept["sessions"]))
    )
    return {**data, **kept}


class _Later:
    def __init__(self, day: str) -> None:
        self.day = day

    def __call__(self, record: Json, field: str) -> bool:
        return bool(record.get(field, "") > self.day)


def _is_list(value: object) -> bool:
    return isinstance(value, list)


_BORN = {
    "goals": "set_on",
    "ratings": "on",
    "exceptions": "on",
    "pulses": "on",
    "evaluations": "on",
    "cases": "opened_on",
    "successes": "on",
    "reflections": "on",
    "replies": "asked_on",
    "messages": "on",
}
_PARTS: dict[str, dict[str, tuple[str, ...]]] = {
    "people": {"left_on": ("left_reason",), "privacy_notice_on": (), "restricted_on": ()},
    "programmes": {"closed_on": ("lessons", "decision", "follow_ups")},
    "participations": {"status_on": ("status", "status_reason")},
    "goals": {"attainment_on": ("attainment", "attainment_note", "attainment_said")},
    "cases": {"closed_on": ("outcome",)},
}
_ENTRIES = {"programmes": "follow_ups", "indicators": "readings", "replies": "received"}


def _take_back(record: Json, name: str, later: _Later) -> None:
    """Take back what was filled into a record on a later day."""
    for born, with_it in _PARTS.get(name, {}).items():
        if later(record, born):
            for field in (born, *with_it):
                record.pop(field, None)
            if born == "status_on":
                record["status"] = "active"
    if entries := _ENTRIES.get(name):
        record[entries] = [each for each in record.get(entries, ()) if not later(each, "on")]
        if not record[entries]:
            del record[entries]


def _pairs(data: Json, pairs: Sequence[Json], later: _Later) -> list[Json]:
    starts = {each["id"]: each["starts_on"] for each in data["programmes"]}
    kept = []
    for pair in pairs:
        first_day = starts[pair["programme_id"]]
        if first_day <= later.day:
            first_day = ""
        others = [
            each
            for each in pairs
            if each is not pair
            and (each["programme_id"], each["senior_id"])
            == (pair["programme_id"], pair["senior_id"])
        ]
        standing = [
            each
            for each in others
            if not later(each, "from_on")
            and str(each.get("until_on", "9")) > later.day
            and each.get("until_on") != first_day
        ]
        begins_with_it = pair["from_on"] == first_day and not standing
        if not later(pair, "from_on") or begins_with_it:
            kept.append(_pair(pair, later, first_day))
    return kept


def _pair(pair: Json, later: _Later, first_day: str) -> Json:
    if later(pair, "until_on") and pair["until_on"] != first_day:
        pair = {
            name: pair[name] for name in pair if name not in {"until_on", "end_reason", "not_again"}
        }
    charter = pair.get("charter", {})
    signed = {name: each for name, each in charter.items() if each == {} or each <= later.day}
    if signed != charter:
        pair = {**pair, "charter": signed}
        if not signed:
            del pair["charter"]
    return pair


def _session(session: Json, pairs: Sequence[Json], day: str) -> Json | None:
    if (session.get("held_on") or session["due_on"]) <= day:
        return session
    if session["status"] != "planned":
        return None
    with_mentor = {
        each["senior_id"]
        for each in pairs
        if (each["programme_id"], each["mentor_id"])
        == (session["programme_id"], session["mentor_id"])
        and each["from_on"] <= session["due_on"] <= str(each.get("until_on", "9"))
    }
    asked = session.get("attendance", {})
    there = {who: how for who, how in asked.items() if who in with_mentor}
    return {**session, "attendance": there} if there or not asked else None
