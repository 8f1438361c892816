"""Known ways to break a document that holds, each with the paths its problems must name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Raw = dict[str, Any]
Break = Callable[[Raw, str], set[str]]

DAY = "2026-05-04"


def add(raw: Raw, table: str, **fields: Any) -> str:
    raw.setdefault(table, []).append(fields)  # the last lists are left out while empty
    return f"{table}[{len(raw[table]) - 1}]"


def sound(tag: str) -> Mapping[str, Mapping[str, Any]]:
    of = {"id": f"{tag}-x", "programme_id": f"{tag}-pr"}
    return {
        "people": {"id": f"{tag}-x", "name": "Anna De Luca"},
        "skills": {"id": f"{tag}-x", "name": {"en": "Milling"}},
        "programmes": {"id": f"{tag}-x", "name": "P", "starts_on": DAY, "weeks": 24},
        "participations": {**of, "person_id": f"{tag}-boss", "role": "senior"},
        "goals": {**of, "text": "T", "expected": "seen"},
        "ratings": {
            **of,
            "person_id": f"{tag}-s1",
            "skill_id": "spreadsheets",
            "level": 3,
            "moment": "final",
            "rated_by": "self",
            "on": DAY,
        },
        "reflections": {
            **of,
            "person_id": f"{tag}-s1",
            "skill_id": "inclusion-sustainability",
            "moment": "final",
            "text": "T",
            "on": DAY,
        },
        "pairs": {**of, "mentor_id": f"{tag}-m1", "senior_id": f"{tag}-s1", "from_on": DAY},
        "exceptions": {
            **of,
            "senior_id": f"{tag}-s1",
            "rule": "site",
            "reason": "agreed",
            "on": DAY,
        },
        "sessions": {**of, "mentor_id": f"{tag}-m1", "due_on": DAY, "status": "held"},
        "pulses": {**of, "person_id": f"{tag}-s1", "on": DAY},
        "indicators": {**of, "name": "Hours lost"},
        "evaluations": {**of, "person_id": f"{tag}-s1", "role": "senior", "on": DAY},
        "cases": {**of, "opened_on": DAY, "text": "T"},
        "successes": {**of, "on": DAY, "text": "T"},
        "resources": {**of, "title": "T"},
        "replies": {
            **of,
            "person_id": f"{tag}-s1",
            "form": "signup",
            "role": "senior",
            "edition": "signup",
            "asked_on": DAY,
        },
        "messages": {**of, "message": "invitation", "on": DAY},
    }


def world(raw: Raw, tag: str, seniors: int = 1) -> None:
    """Add a programme of its own with two mentors, some seniors and somebody outside it."""
    run = f"{tag}-pr"
    add(raw, "programmes", id=run, name="P", starts_on=DAY, weeks=24)
    members = [("m1", "mentor"), ("m2", "mentor")]
    members += [(f"s{n + 1}", "senior") for n in range(seniors)]
    for who, role in members:
        add(raw, "people", id=f"{tag}-{who}", name=who)
        own_id = f"{tag}-{who}-part"
        add(raw, "participations", id=own_id, programme_id=run, person_id=f"{tag}-{who}", role=role)
    add(raw, "people", id=f"{tag}-boss", name="Boss")


def broken_record(table: str, field: str, path: str = "", **fields: Any) -> Break:
    """Break one field of a sound record: these fields stand in it instead."""

    def apply(raw: Raw, tag: str) -> set[str]:
        world(raw, tag)
        place = add(raw, table, **{**sound(tag)[table], **fields})
        return {f"{place}.{path or field}".rstrip(".")}

    return apply


def _stand_in(field: str, who: str = "m2", also: str = "", **days: str) -> Break:
    """Break the stand-in of a sound pair; of a person who is ``also`` a mentor, where said."""

    def apply(raw: Raw, tag: str) -> set[str]:
        world(raw, tag)
        if also:
            add(raw, "participations", id=f"{tag}-also", programme_id=f"{tag}-pr",
                person_id=f"{tag}-{who}", role="mentor")  # fmt: skip
        stand_in = {"mentor_id": f"{tag}-{who}", "start": DAY, "end": DAY, **days}
        place = add(raw, "pairs", **{**sound(tag)["pairs"], "stand_ins": [stand_in]})
        return {f"{place}.stand_ins[0].{field}"}

    return apply


def _stand_in_twice(raw: Raw, tag: str) -> set[str]:
    world(raw, tag)
    stand_in = {"mentor_id": f"{tag}-m2", "start": DAY, "end": DAY}
    place = add(raw, "pairs", **{**sound(tag)["pairs"], "stand_ins": [stand_in, stand_in]})
    return {f"{place}.stand_ins[1].start"}


def _cycle(raw: Raw, tag: str) -> set[str]:
    a = add(raw, "people", id=f"{tag}-a", name="A", manager_id=f"{tag}-b")
    b = add(raw, "people", id=f"{tag}-b", name="B", manager_id=f"{tag}-a")
    return {f"{a}.manager_id", f"{b}.manager_id"}


def _own_manager(raw: Raw, tag: str) -> set[str]:
    return {add(raw, "people", id=f"{tag}-a", name="A", manager_id=f"{tag}-a") + ".manager_id"}


def _twice(table: str) -> Break:
    def apply(raw: Raw, tag: str) -> set[str]:
        world(raw, tag)
        add(raw, table, **sound(tag)[table])
        return {add(raw, table, **sound(tag)[table]) + ".id"}

    return apply


def _role_twice(raw: Raw, tag: str) -> set[str]:
    world(raw, tag)
    again = {**sound(tag)["participations"], "person_id": f"{tag}-s1"}
    return {add(raw, "participations", **again)}


def _pair(raw: Raw, tag: str, mentor: str, senior: str, **fields: Any) -> str:
    whom = {"mentor_id": f"{tag}-{mentor}", "senior_id": f"{tag}-{senior}"}
    own_id = f"{tag}-{len(raw['pairs'])}"
    return add(raw, "pairs", **{**sound(tag)["pairs"], "id": own_id, **whom, **fields})


def _not_again_too_early(raw: Raw, tag: str) -> set[str]:
    world(raw, tag)
    return {_pair(raw, tag, "m1", "s1", not_again=[f"{tag}-s1"]) + ".not_again"}


def _not_again_by_a_stranger(raw: Raw, tag: str) -> set[str]:
    world(raw, tag)
    said_by = [f"{tag}-m1", f"{tag}-boss"]
    return {_pair(raw, tag, "m1", "s1", until_on=DAY, not_again=said_by) + ".not_again[1]"}


def _own_mentor(raw: Raw, tag: str) -> set[str]:
    world(raw, tag)
    both = {**sound(tag)["participations"], "person_id": f"{tag}-m1"}
    add(raw, "participations", **both)
    return {_pair(raw, tag, "m1", "m1") + ".senior_id"}


def _overlap(raw: Raw, tag: str) -> set[str]:
    world(raw, tag)
    _pair(raw, tag, "m1", "s1", until_on="2026-06-01")
    return {_pair(raw, tag, "m2", "s1", from_on="2026-05-31") + ".senior_id"}


def _fifth(raw: Raw, tag: str) -> set[str]:
    world(raw, tag, seniors=5)
    for n in range(1, 5):
        _pair(raw, tag, "m1", f"s{n}")
    return {_pair(raw, tag, "m1", "s5", from_on="2026-06-01") + ".mentor_id"}


def _stranger(raw: Raw, tag: str) -> set[str]:
    world(raw, tag)
    return {_pair(raw, tag, "m1", "boss") + ".senior_id"}


def _late_baseline(raw: Raw, tag: str) -> set[str]:
    world(raw, tag)
    _pair(raw, tag, "m1", "s1")
    held = {**sound(tag)["sessions"], "attendance": {f"{tag}-s1": "present"}}
    add(raw, "sessions", **held)
    late = {**sound(tag)["ratings"], "moment": "baseline", "on": "2026-05-05"}
    return {add(raw, "ratings", **late) + ".on"}


def _late_reflection(raw: Raw, tag: str) -> set[str]:
    world(raw, tag)
    _pair(raw, tag, "m1", "s1")
    held = {**sound(tag)["sessions"], "attendance": {f"{tag}-s1": "present"}}
    add(raw, "sessions", **held)
    late = {**sound(tag)["reflections"], "moment": "baseline", "on": "2026-05-05"}
    return {add(raw, "reflections", **late) + ".on"}


def _said_twice(raw: Raw, tag: str) -> set[str]:
    world(raw, tag)
    add(raw, "reflections", **sound(tag)["reflections"])
    return {add(raw, "reflections", **{**sound(tag)["reflections"], "id": f"{tag}-y"})}


def _not_paired_then(raw: Raw, tag: str) -> set[str]:
    world(raw, tag)
    _pair(raw, tag, "m1", "s1", from_on="2026-05-05")
    held = {**sound(tag)["sessions"], "attendance": {f"{tag}-s1": "present"}}
    return {f"{add(raw, 'sessions', **held)}.attendance.{tag}-s1"}


def _existing(table: str, field: str) -> Break:
    """Send a reference of the first generated record of a list nowhere."""

    def apply(raw: Raw, tag: str) -> set[str]:
        raw[table][0][field] = "nobody"
        return {f"{table}[0].{field}"}

    return apply


_NOBODY = (
    ("people", "manager_id"),
    *((table, "programme_id") for table in ("goals", "pulses", "indicators", "cases")),
    *((table, "programme_id") for table in ("evaluations", "successes", "resources")),
    *((table, "person_id") for table in ("participations", "goals", "ratings", "pulses")),
    ("reflections", "person_id"),
    ("reflections", "skill_id"),
    ("replies", "person_id"),
    ("evaluations", "person_id"),
    ("ratings", "skill_id"),
    ("pairs", "mentor_id"),
    ("pairs", "senior_id"),
    ("exceptions", "senior_id"),
    ("exceptions", "mentor_id"),
    ("sessions", "mentor_id"),
    ("cases", "pair_id"),
)


def _of_the_firm(path: str, *questions: Raw) -> Break:
    def apply(raw: Raw, _tag: str) -> set[str]:
        asked = [{"form": "pulse", "words": "Which day?", **each} for each in questions]
        raw["firm"] = {**raw["firm"], "questions": asked}
        return {f"firm.{path}"}

    return apply


CONTRADICTIONS: dict[str, Break] = {
    "firm: nothing to choose": _of_the_firm(
        "questions[0].choices", {"id": "q", "kind": "choice", "choices": ["Monday"]}
    ),
    **{f"{t}: dangling {f}": broken_record(t, f, **{f: "nobody"}) for t, f in _NOBODY},
    **{
        f"{table}: first dangling {field}": _existing(table, field)
        for table, field in (
            ("ratings", "skill_id"),
            ("goals", "person_id"),
            ("pulses", "person_id"),
            ("evaluations", "programme_id"),
            ("indicators", "programme_id"),
            ("cases", "pair_id"),
        )
    },
    "participations: offers": broken_record("participations", "offers[0]", offers=["nothing"]),
    "participations: prefers": broken_record("participations", "prefers[0]", prefers=["no"]),
    "participations: avoids": broken_record("participations", "avoids[0]", avoids=["no"]),
    "participations: asked again before the answer": broken_record(
        "participations",
        "recruiting.ask_again_on",
        recruiting={"state": "not_now", "on": DAY, "ask_again_on": "2026-05-03"},
    ),
    "programmes: standard": broken_record(
        "programmes", "standard_level.nothing", standard_level={"nothing": 3}
    ),
    "programmes: let pass twice": broken_record(
        "programmes",
        "launch_passed[1].item",
        launch_passed=[{"item": "tools", "reason": "on loan", "on": DAY}] * 2,
    ),
    "programmes: event twice": broken_record(
        "programmes", "events[1].id", events=[{"id": "e", "kind": "kick_off", "on": DAY}] * 2
    ),
    "programmes: somebody at an event to come": broken_record(
        "programmes",
        "events[0].held",
        events=[{"id": "e", "kind": "kick_off", "on": DAY, "decided": "Mondays"}],
    ),
    "programmes: nobody at an event": broken_record(
        "programmes",
        "events[0].there[0]",
        events=[{"id": "e", "kind": "kick_off", "on": DAY, "held": True, "there": ["nobody"]}],
    ),
    "programmes: places": broken_record(
        "programmes", "seniors_per_mentor", seniors_per_mentor={"min": 4, "max": 2}
    ),
    "programmes: closed early": broken_record("programmes", "closed_on", closed_on="2026-05-03"),
    "people: left early": broken_record(
        "people", "left_on", joined_on="2026-05-04", left_on="2026-05-03"
    ),
    "skills: no name": broken_record("skills", "name", name={}),
    "skills: task without words": broken_record(
        "skills", "tasks[1].text", tasks=[{"id": "1", "text": {"en": "T"}}, {"id": "2", "text": {}}]
    ),
    "skills: task twice": broken_record(
        "skills", "tasks[1].id", tasks=[{"id": "1", "text": {"en": "T"}}] * 2
    ),
    "skills: shipped": broken_record("skills", "id", id="spreadsheets"),
    "indicators: more people than take part": broken_record("indicators", "people", people=99),
    "goals: no target": broken_record("goals", "target", skill_id="spreadsheets"),
    "goals: no skill": broken_record("goals", "target", target=3),
    "goals: nothing": broken_record("goals", "expected", expected=None),
    "pairs: end first": broken_record("pairs", "until_on", until_on="2026-05-03"),
    "pairs: pause turned": broken_record(
        "pairs", "pauses[0].end", pauses=[{"start": DAY, "end": "2026-05-03"}]
    ),
    "pairs: stand-in of the pair itself": _stand_in("mentor_id", "m1"),
    "pairs: stand-in is the senior": _stand_in("mentor_id", "s1", "m"),
    "pairs: stand-in is no mentor": _stand_in("mentor_id", "boss"),
    "pairs: stand-in turned": _stand_in("end", end="2026-05-03"),
    "pairs: stand-in before the pair": _stand_in("start", start="2026-05-03"),
    "pairs: two stand in": _stand_in_twice,
    "not again while the pair stands": _not_again_too_early,
    "not again by a stranger": _not_again_by_a_stranger,
    "pairs: not again by nobody": broken_record(
        "pairs", "not_again[0]", until_on=DAY, not_again=["nobody"]
    ),
    "sessions: taught": broken_record(
        "sessions", "taught[0].skill_id", taught=[{"skill_id": "nothing"}]
    ),
    "sessions: received": broken_record(
        "sessions", "received[0].skill_id", received=[{"skill_id": "nothing"}]
    ),
    "sessions: step": broken_record(
        "sessions", "steps[0].senior_id", steps=[{"senior_id": "nobody", "text": "T"}]
    ),
    "sessions: rating": broken_record("sessions", "ratings.nobody", ratings={"nobody": 3}),
    "sessions: talk": broken_record("sessions", "wants_talk[0]", wants_talk=["nobody"]),
    "sessions: attendance": broken_record(
        "sessions", "attendance.nobody", attendance={"nobody": "present"}
    ),
    "sessions: held_on": broken_record("sessions", "held_on", status="missed", held_on=DAY),
    "messages: person": broken_record("messages", "person_ids[0]", person_ids=["nobody"]),
    "successes: person": broken_record("successes", "person_ids[0]", person_ids=["nobody"]),
    "resources: skill": broken_record("resources", "skill_ids[0]", skill_ids=["nothing"]),
    "managers in a circle": _cycle,
    "own manager": _own_manager,
    "own mentor": _own_mentor,
    "role twice": _role_twice,
    "overlapping pairs": _overlap,
    "fifth senior at once": _fifth,
    "pair with a stranger": _stranger,
    "baseline after the first session": _late_baseline,
    "reflection of the start after the first session": _late_reflection,
    "a topic said twice at one moment": _said_twice,
    "session before the pair": _not_paired_then,
    **{
        f"{table}: id twice": _twice(table)
        for table in sound("")
        if table not in {"participations", "pairs", "reflections"}
    },
}
"""Whole records that contradict each other."""

_HIDDEN = ("a\x1b[31m", "a\x00", "\u202eanna", "a\u2066b", "a\x9bm", "two\nlines", "a\u2028b")

MISFITS: dict[str, Break] = {
    **{f"{table}: unknown field": broken_record(table, "shoe", shoe=43) for table in sound("")},
    **{f"{table}: no id": broken_record(table, "id", id="") for table in sound("")},
    **{
        f"people: hidden character {text!a}": broken_record("people", "name", name=text)
        for text in _HIDDEN
    },
    **{
        f"rating: level {level!r}": broken_record("ratings", "level", level=level)
        for level in (9, -1, 3.5, "3", True, None, 10**30, [3])
    },
    **{
        f"rating: on {day!r}": broken_record("ratings", "on", on=day)
        for day in ("2026-02-30", "24/04/2026", "2026-4-24", "20260424", "", 20260424, None)
    },
    "ids: space": broken_record("people", "id", id="anna de luca"),
    "ids: line break": broken_record("people", "id", id="anna\n"),
    "ids: long": broken_record("people", "id", id="a" * 65),
    "people: name missing": broken_record("people", "name", name=None),
    "people: name blank": broken_record("people", "name", name="   "),
    "people: name long": broken_record("people", "name", name="a" * 201),
    "people: style": broken_record("people", "style.q1", style={"q1": 6}),
    "people: half-day": broken_record("people", "availability[1]", availability=["mon-am", "sun"]),
    "people: languages": broken_record("people", "languages", languages="Italian"),
    "people: extra": broken_record("people", "extra", extra=[]),
    "participations: role": broken_record("participations", "role", role="guru"),
    "participations: slot": broken_record("participations", "slot", slot="mon-25:00"),
    "participations: asked": broken_record(
        "participations", "recruiting.state", recruiting={"state": "perhaps"}
    ),
    "participations: heard": broken_record(
        "participations", "acknowledged.on", acknowledged={"understood": True}
    ),
    "programmes: weeks": broken_record("programmes", "weeks", weeks=0),
    "programmes: an event's hour": broken_record(
        "programmes",
        "events[0].at",
        events=[{"id": "e", "kind": "kick_off", "on": DAY, "at": "9.30"}],
    ),
    "programmes: depth": broken_record(
        "programmes", "reporting_line_depth", reporting_line_depth=3
    ),
    "programmes: places": broken_record(
        "programmes", "seniors_per_mentor.max", seniors_per_mentor={"max": 0}
    ),
    "programmes: standard": broken_record(
        "programmes", "standard_level.spreadsheets", standard_level={"spreadsheets": 9}
    ),
    "goals: attainment": broken_record("goals", "attainment", attainment=3),
    "goals: weight": broken_record("goals", "weight", weight=0),
    "goals: baseline score": broken_record("goals", "baseline_score", baseline_score=0),
    "pairs: rule": broken_record("exceptions", "rule", rule="mood"),
    "sessions: status": broken_record("sessions", "status", status="done"),
    "sessions: how": broken_record("sessions", "attendance.anna", attendance={"anna": "somewhere"}),
    "sessions: share": broken_record("sessions", "mentor_share", mentor_share=1.01),
    "sessions: inner field": broken_record("sessions", "taught[0].skill", taught=[{"skill": "x"}]),
    "evaluations: answer": broken_record("evaluations", "answers.q1", answers={"q1": [1]}),
    "evaluations: recommend": broken_record("evaluations", "would_recommend", would_recommend=11),
    "indicators: huge": broken_record("indicators", "target", target=10**400),
}
"""Single fields that do not fit their type."""
