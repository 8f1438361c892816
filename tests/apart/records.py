"""The exported document as plain dicts, with the few look-ups that all the computing needs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

Fact = dict[str, Any]

KINDS: dict[str, str] = {
    skill["id"]: skill["kind"]
    for skill in json.loads(
        (Path(__file__).parents[2] / "revmentor" / "content" / "skills.json").read_text("utf-8")
    )["skills"]
}
"""The kind of every skill of the shipped catalogue."""


def day(text: str) -> date:
    """Return the day of an ISO text."""
    return date.fromisoformat(text)


def median(numbers: Iterable[float]) -> float | None:
    """Return the middle number, or the mean of the two in the middle; ``None`` of nothing."""
    ordered = sorted(numbers)
    if not ordered:
        return None
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def mean(numbers: Iterable[float]) -> float | None:
    """Return the mean, or ``None`` of nothing."""
    every = list(numbers)
    return sum(every) / len(every) if every else None


class Book:
    """One programme of a document, on a day."""

    def __init__(self, document: Fact, today: date, programme_id: str | None = None) -> None:
        self.firm: Fact = document["firm"]
        self.today = today
        programmes = sorted(document["programmes"], key=lambda p: (p["starts_on"], p["id"]))
        running = [p for p in programmes if "closed_on" not in p] or programmes
        self.programme: Fact = next((p for p in programmes if p["id"] == programme_id), running[-1])
        self.people = {person["id"]: person for person in document["people"]}
        self.kinds = KINDS | {skill["id"]: skill["kind"] for skill in document["skills"]}
        mine = {
            name: [r for r in records if r.get("programme_id") == self.programme["id"]]
            for name, records in document.items()
            if isinstance(records, list)
        }
        paired = {(p[f"{role}_id"], role) for p in mine["pairs"] for role in ("mentor", "senior")}
        # Who was asked and did not say yes takes no part, unless there is a pair of theirs.
        self.parts = [
            part
            for part in mine["participations"]
            if (part.get("recruiting") or {"state": "yes"})["state"] == "yes"
            or (part["person_id"], part["role"]) in paired
        ]
        self.goals = sorted(mine["goals"], key=lambda g: g["id"])
        self.ratings = sorted(mine["ratings"], key=lambda r: (r["on"], r["id"]))
        self.rated: dict[tuple[str, str, str], list[Fact]] = {}
        for r in self.ratings:
            self.rated.setdefault((r["person_id"], r["skill_id"], r["moment"]), []).append(r)
        self.pairs = sorted(mine["pairs"], key=lambda p: p["id"])
        self.pulses = sorted(mine["pulses"], key=lambda p: (p["on"], p["id"]))
        self.indicators = sorted(mine["indicators"], key=lambda i: i["id"])
        every = sorted(mine["sessions"], key=lambda s: (self.session_day(s), s["id"]))
        self.sessions = [s for s in every if not s.get("quick_help")]
        self.quick_helps = [s for s in every if s.get("quick_help")]
        self.forms: dict[tuple[str, str], Fact] = {}
        for form in sorted(mine["evaluations"], key=lambda e: (e["on"], e["id"])):
            if form["role"] in self.roles(form["person_id"]):
                self.forms[form["person_id"], form["role"]] = form

    @staticmethod
    def session_day(session: Fact) -> str:
        """Return the day a session was held, else was due."""
        text: str = session.get("held_on") or session["due_on"]
        return text

    @property
    def starts(self) -> date:
        """The programme's first day."""
        return day(self.programme["starts_on"])

    @property
    def ends(self) -> date:
        """The last day of the programme's last week."""
        return self.starts + timedelta(weeks=self.programme["weeks"], days=-1)

    @property
    def closed(self) -> date | None:
        """The day the programme was closed."""
        text = self.programme.get("closed_on")
        return day(text) if text else None

    @property
    def until(self) -> date:
        """The day up to which the evaluation looks: of the closing, else today."""
        return self.closed or self.today

    def roles(self, person_id: str) -> set[str]:
        """Return the roles somebody has."""
        return {part["role"] for part in self.parts if part["person_id"] == person_id}

    def side(self, role: str) -> list[str]:
        """Return everybody who began in a role."""
        return sorted(part["person_id"] for part in self.parts if part["role"] == role)

    def part(self, person_id: str, role: str) -> Fact:
        """Return somebody's part in a role."""
        return next(p for p in self.parts if (p["person_id"], p["role"]) == (person_id, role))

    def left_by(self, person_id: str, on: date) -> bool:
        """Tell whether somebody had left the firm on a day."""
        left = self.people[person_id].get("left_on")
        return left is not None and day(left) <= on

    def active(self, role: str) -> list[str]:
        """Return who of a role takes part now."""
        return [
            who
            for who in self.side(role)
            if self.part(who, role)["status"] == "active" and not self.left_by(who, self.until)
        ]

    def goals_of(self, person_id: str) -> list[Fact]:
        """Return somebody's goals."""
        return [goal for goal in self.goals if goal.get("person_id") == person_id]

    def has_start(self, goal: Fact) -> bool:
        """Tell whether a goal has a starting point: a rating, or words."""
        if "skill_id" not in goal:
            return "starting_point" in goal
        return (goal["person_id"], goal["skill_id"], "baseline") in self.rated

    def sessions_of(self, pair: Fact) -> list[Fact]:
        """Return the sessions that were for a pair while it stood, by day."""
        return [
            session
            for session in self.sessions
            if session["mentor_id"] == pair["mentor_id"]
            and pair["senior_id"] in session.get("attendance", {})
            and pair["from_on"] <= self.session_day(session) <= pair.get("until_on", "9999")
        ]

    def met(self, person_id: str, role: str) -> list[Fact]:
        """Return the held sessions somebody was at, in a role."""
        held = [session for session in self.sessions if session["status"] == "held"]
        if role == "mentor":
            return [session for session in held if session["mentor_id"] == person_id]
        return [s for s in held if s.get("attendance", {}).get(person_id) == "present"]
