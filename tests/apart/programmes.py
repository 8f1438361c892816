"""Programmes made by chance, as documents: what happened in a firm up to a day, and nothing later.

Each number gives the same programme on every machine. Rhythm, format, closing and how careful the
coordinator is are drawn once, then what happens person by person and week by week.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from tests.apart.calendar import WEEKDAYS, is_closed

Fact = dict[str, Any]

TAUGHT = (
    "video-meetings", "shared-calendar", "account-security", "co-editing", "spreadsheets",
    "team-chat", "ai-assistants", "dashboards", "forms-surveys", "planning-tools",
)  # fmt: skip
TAKEN_HOME = (
    "negotiation", "company-values", "business-strategy", "professional-network", "teaching",
    "leading-upwards", "vision-and-goals",
)  # fmt: skip
RATERS = ("self", "mentor", "senior", "coordinator", "task", "certificate")
PULSE = ("P1", "P2", "P3", "P4", "P5", "P6", "P7")
COORDINATOR = "Carla Conti"
SURNAMES = ("Abate", "Bini", "Corti", "Dossi", "Elia", "Fabbri", "Gatti", "Irti", "Lodi", "Mori")


class Story:
    """One programme being told; ``document`` is what came of it."""

    def __init__(self, number: int) -> None:
        self.random = random = Random(number)
        self.starts = date(2026, 1, 5) + timedelta(days=random.randrange(0, 130))
        self.weeks = random.choice((6, 8, 10, 12, 16, 24))
        self.every = random.choice((1, 1, 1, 2, 2, 3))
        self.group = random.random() < 0.35
        self.closes = random.random() < 0.5
        self.careful = random.choice((0.55, 0.8, 0.95, 1.0))
        length = timedelta(weeks=self.weeks)
        if self.closes:
            self.closed_on = self.starts + length + timedelta(days=random.randrange(-8, 12))
            self.until = self.closed_on
            self.today = self.closed_on + timedelta(days=random.choice((0, 5, 61, 190, 200)))
        else:
            self.today = self.starts + timedelta(days=random.randrange(3, self.weeks * 7))
            self.until = self.today
        self.records: dict[str, list[Fact]] = {name: [] for name in (
            "people", "skills", "programmes", "participations", "goals", "ratings", "pairs",
            "exceptions", "sessions", "pulses", "indicators", "evaluations", "cases", "successes",
            "resources")}  # fmt: skip
        self.firm = self._firm()
        self._programme()
        self._people()
        self._goals()
        self._pairs()
        self._sessions()
        self._ratings()
        self._pulses()
        self._indicators()
        self._forms()

    @property
    def document(self) -> Fact:
        """The whole document."""
        return {"format": "revmentor", "version": 1, "firm": self.firm, **self.records}

    def chance(self, share: float) -> bool:
        """Tell whether something happened that happens so often."""
        return self.random.random() < share

    def add(self, table: str, **fields: Any) -> Fact:
        """Write a record; days as text, nothing where there is nothing."""
        record: Fact = {"id": f"{table[:2]}{len(self.records[table]) + 1:04}"}
        if table not in ("people", "programmes"):
            record["programme_id"] = "pr1"
        for name, value in fields.items():
            if value is not None:
                record[name] = value.isoformat() if isinstance(value, date) else value
        self.records[table].append(record)
        return record

    def day_in(self, first: date, last: date) -> date:
        """Return a day of a span, by chance."""
        return first + timedelta(days=self.random.randrange(max(1, (last - first).days + 1)))

    # -- the firm and its people -------------------------------------------------------------------

    def _firm(self) -> Fact:
        random = self.random
        firm: Fact = {"name": "Prova S.r.l."}
        if country := random.choice((None, "IT", "IT", "CH")):
            firm["country"] = country
        if language := random.choice((None, "it", "en")):
            firm["language"] = language
        if self.chance(0.5):
            firm["coordinator"] = COORDINATOR
        if self.chance(0.3):
            firm["patron_day"] = "02-15"
        if self.chance(0.3):
            firm["holidays"] = [{"day": "03-19"}, {"day": "2026-06-24"}]
        if self.chance(0.4):
            first = self.day_in(self.starts, self.starts + timedelta(weeks=self.weeks))
            last = first + timedelta(days=random.randrange(1, 16))
            firm["closed_days"] = [{"start": first.isoformat(), "end": last.isoformat()}]
        return firm

    def _programme(self) -> None:
        random = self.random
        skills = random.sample(TAUGHT, random.choice((0, 1, 2, 3, 4)))
        self.programme = self.add(
            "programmes", name="Prova", starts_on=self.starts, weeks=self.weeks,
            every_weeks=self.every, minutes=random.choice((30, 45, 60)),
            preparation_minutes=random.choice((0, 15)),
            formats=["group" if self.group else "individual"],
            seniors_per_mentor={"min": 1, "max": 4},
            standard_level={skill: random.choice((2, 3, 4)) for skill in skills},
            holidays="skip",
        )  # fmt: skip
        self.programme["id"] = "pr1"
        if self.chance(0.5):
            self.programme["costs"] = {
                "mentor_hour": random.choice((22.0, 24.33, 31.5)),
                "senior_hour": random.choice((38.0, 41.17)),
                "external": random.choice((0.0, 450.0)),
                "currency": "EUR",
            }
        if self.closes:
            self.programme["closed_on"] = self.closed_on.isoformat()
            self.programme["decision"] = "repeat"

    def _people(self) -> None:
        random = self.random
        mentors = random.choice((4, 4, 5, 6, 8, 10, 14, 30))
        seniors = random.choice((4, 6, 9, 12, 18, 24, 30))
        both = random.choice((0, 0, 1, 2))
        self.mentors = [f"m{n:02}" for n in range(mentors)]
        self.seniors = [f"s{n:02}" for n in range(seniors)] + self.mentors[:both]
        for number, who in enumerate(dict.fromkeys((*self.mentors, *self.seniors))):
            surname = SURNAMES[number % 10] + "aeiou"[number // 10 % 5]
            person = self.add("people", name=f"Nome{number} {surname}")
            person["id"] = who
            if self.chance(0.08):
                person["left_on"] = self.day_in(self.starts, self.today).isoformat()
                person["left_reason"] = "Elsewhere"
        self.records["people"][random.randrange(mentors + seniors)]["name"] = COORDINATOR
        for role, people in (("mentor", self.mentors), ("senior", self.seniors)):
            for who in people:
                self._part(who, role)

    def _part(self, who: str, role: str) -> None:
        part = self.add("participations", person_id=who, role=role, status="active")
        if role == "mentor":
            part["offers"] = sorted(self.random.sample(TAUGHT, 3))
            if self.chance(0.8):
                part["slot"] = self.random.choice(WEEKDAYS[:5]) + "-10:00"
        if self.chance(0.07):
            part["status"] = self.random.choice(("paused", "withdrawn"))
            part["status_on"] = self.day_in(self.starts, self.until).isoformat()
            part["status_reason"] = "No time"

    def _goals(self) -> None:
        random = self.random
        for who in dict.fromkeys((*self.mentors, *self.seniors)):
            roles = [r for r, p in (("mentor", self.mentors), ("senior", self.seniors)) if who in p]
            own = [s for role in roles for s in (TAKEN_HOME if role == "mentor" else TAUGHT)]
            for skill in random.sample(own, random.choice((0, 1, 1, 2, 3, 4))):
                goal = self.add(
                    "goals", text=f"Learn {skill}", person_id=who, skill_id=skill,
                    target=random.choice((2, 3, 3, 4, 5)), weight=random.choice((1, 1, 2, 3)),
                    baseline_score=-1,
                )  # fmt: skip
                self._judge(goal)
        for number in range(random.choice((0, 1, 2))):
            goal = self.add(
                "goals", text=f"Together {number}", expected="It is seen", starting_point="Not yet",
                weight=1, baseline_score=-1,
            )  # fmt: skip
            self._judge(goal)

    def _judge(self, goal: Fact) -> None:
        if self.chance(0.85 if self.closes else 0.2):
            goal["attainment"] = self.random.choice((-2, -1, -1, 0, 0, 1, 1, 2))
            goal["attainment_on"] = self.until.isoformat()

    # -- pairs and what happened -------------------------------------------------------------------

    def _pairs(self) -> None:
        random = self.random
        places = [mentor for mentor in self.mentors for _ in range(random.choice((1, 2, 3, 4)))]
        random.shuffle(places)
        for senior in self.seniors:
            free = [mentor for mentor in places if mentor != senior]
            if not free or self.chance(0.03):
                continue
            mentor = free[0]
            places.remove(mentor)
            begins = min(self.starts - timedelta(days=3), self.until)
            if self.chance(0.08):
                begins = min(self.starts + timedelta(days=random.randrange(0, 30)), self.until)
            pair = self.add(
                "pairs", mentor_id=mentor, senior_id=senior, from_on=begins, locked=False
            )
            if self.chance(0.8):
                signed = min(begins + timedelta(days=random.randrange(0, 20)), self.until)
                pair["charter"] = {"mentor_on": signed.isoformat()}
                if self.chance(0.9):
                    pair["charter"]["senior_on"] = signed.isoformat()
            if self.chance(0.12) and begins < self.until:
                ended = self.day_in(begins, self.until)
                pair["until_on"] = ended.isoformat()
                pair["end_reason"] = "It did not work"
                others = [m for m in places if m not in (senior, mentor)]
                if others and self.chance(0.6) and ended < self.until:
                    places.remove(others[0])
                    self.add(
                        "pairs",
                        mentor_id=others[0],
                        senior_id=senior,
                        from_on=ended + timedelta(days=random.choice((0, 4))),
                        locked=False,
                    )
        for pair in self.records["pairs"]:
            pair["from_on"] = min(pair["from_on"], self.until.isoformat())

    def _standing(self, mentor: str, on: date) -> list[str]:
        text = on.isoformat()
        return [
            pair["senior_id"]
            for pair in self.records["pairs"]
            if pair["mentor_id"] == mentor
            and pair["from_on"] <= text <= pair.get("until_on", "9999")
        ]

    def _sessions(self) -> None:
        parts = self.records["participations"]
        slots = {p["person_id"]: p.get("slot") for p in parts if p["role"] == "mentor"}
        for mentor in self.mentors:
            self.turns: dict[str, int] = {}
            self.luck = self.random.choice((0.6, 0.85, 0.95, 1.0))
            self.share = self.random.choice((0.5, 0.6, 0.7, 0.85, 0.95))
            slot = slots[mentor]
            weekday = WEEKDAYS.index(slot[:3]) if slot else self.starts.weekday()
            for week in range(0, self.weeks, self.every):
                first = self.starts + timedelta(weeks=week)
                on = first + timedelta(days=(weekday - first.weekday()) % 7)
                if on < self.until and not is_closed(self.firm, on):
                    self._slot(mentor, on)

    def _slot(self, mentor: str, on: date) -> None:
        seniors = self._standing(mentor, on)
        if not seniors or not self.chance(self.careful):
            return
        if not self.group:
            seniors = [min(seniors, key=lambda who: (self.turns.get(who, 0), who))]
            self.turns[seniors[0]] = self.turns.get(seniors[0], 0) + 1
        status = "held"
        if not self.chance(self.luck):
            status = self.random.choice(("missed", "cancelled", "cancelled", "moved"))
        session = self._session(mentor, on, status, seniors)
        if status == "moved" and self.chance(0.7):
            later = on + timedelta(days=self.random.randrange(1, 10))
            if later > self.until and not self.closes:
                here = dict.fromkeys(seniors, "present")
                self.add(
                    "sessions", mentor_id=mentor, due_on=later, status="planned", attendance=here,
                    makes_up=session["id"],
                )  # fmt: skip
            if later <= self.until and set(seniors) <= set(self._standing(mentor, later)):
                came = "held" if self.chance(0.8) else "cancelled"
                self._session(mentor, later, came, seniors, makes_up=session["id"])
        if self.chance(0.06):
            self._quick_help(mentor, on, seniors[0])

    def _session(self, mentor: str, on: date, status: str, seniors: list[str], **more: Any) -> Fact:
        random, held = self.random, status == "held"
        session = self.add("sessions", mentor_id=mentor, due_on=on, status=status, **more)
        for senior in seniors:
            how = "present"
            if not held or self.chance(0.08):
                how = random.choice(("absent", "excused"))
            session.setdefault("attendance", {})[senior] = how
        if held and "present" not in session["attendance"].values():
            session["attendance"][seniors[0]] = "present"
        if not held:
            session["reason"] = "Too much to do"
            return session
        session["held_on"] = on.isoformat()
        self._what_was_done(session, [s for s in seniors if session["attendance"][s] == "present"])
        return session

    def _what_was_done(self, session: Fact, there: list[str]) -> None:
        random = self.random
        if self.chance(0.7):
            session["minutes"] = random.choice((0, 20, 30, 40, 60))
        if self.chance(0.4):
            session["preparation_minutes"] = random.choice((0, 10, 25))
        session["taught"] = [{"skill_id": random.choice(TAUGHT)}]
        if self.chance(0.6):
            session["received"] = [{"skill_id": random.choice(TAKEN_HOME)}]
        if self.chance(0.7):
            session["steps"] = [self._step(session, who) for who in there]
        if self.chance(0.75):
            for who in (session["mentor_id"], *there):
                if self.chance(0.8):
                    rating = random.choice((1, 2, 3, 3, 4, 4, 4, 5, 5))
                    session.setdefault("ratings", {})[who] = rating
        if self.chance(0.6):
            session["mentor_share"] = min(1.0, max(0.0, round(random.gauss(self.share, 0.1), 2)))

    def _step(self, session: Fact, who: str) -> Fact:
        decision = self.random.choice(("try", "try", "try", "try", "later", "not_for_us"))
        step = {"senior_id": who, "text": "Try it once", "decision": decision, "done": "pending"}
        if decision == "try":
            step["done"] = self.random.choice(("yes", "yes", "yes", "no", "pending"))
            if step["done"] == "no":
                step["reason"] = "No time"
        return step

    def _quick_help(self, mentor: str, on: date, senior: str) -> None:
        self.add(
            "sessions", mentor_id=mentor, due_on=on, held_on=on, status="held", quick_help=True,
            minutes=self.random.choice((5, 10)), attendance={senior: "present"},
        )  # fmt: skip

    # -- levels, forms, numbers --------------------------------------------------------------------

    def _ratings(self) -> None:
        standard = list(self.programme.get("standard_level", {}))
        coordinated = self.random.choice(RATERS)
        for who in dict.fromkeys((*self.mentors, *self.seniors)):
            own = [g["skill_id"] for g in self.records["goals"] if g.get("person_id") == who]
            skills = [*(standard if who in self.seniors else ()), *own]
            offers = [p.get("offers", []) for p in self.records["participations"]
                      if p["person_id"] == who and p["role"] == "mentor"]  # fmt: skip
            for skill in dict.fromkeys((*skills, *(s for each in offers for s in each))):
                if self.chance(0.93):
                    self._rated(who, skill, coordinated)

    def _rated(self, who: str, skill: str, usual: str) -> None:
        random = self.random
        start = random.randrange(0, 5)
        kinds = [usual if self.chance(0.8) else random.choice(RATERS)]
        if self.chance(0.35):
            kinds.append(random.choice(RATERS))
        for kind in kinds:
            if self.chance(0.94):
                self._rating(who, skill, "baseline", kind, start + random.choice((0, 0, 1)))
        if self.chance(0.2):
            self._rating(who, skill, "checkpoint", random.choice(kinds), start + 1)
        for kind in kinds if self.chance(0.85 if self.closes else 0.25) else ():
            if self.chance(0.92):
                shown = kind if self.chance(0.9) else random.choice(RATERS)
                end = start + random.choice((-1, 0, 0, 1, 1, 2, 2, 3))
                self._rating(who, skill, "final", shown, end)
        if self.closes and self.chance(0.25):
            self._rating(who, skill, "then", random.choice(kinds), start - random.choice((0, 1)))

    def _rating(self, who: str, skill: str, moment: str, kind: str, level: int) -> None:
        first, last = self.starts - timedelta(days=20), self.starts - timedelta(days=1)
        if moment != "baseline":
            first, last = max(self.starts, self.until - timedelta(days=20)), self.until
        self.add(
            "ratings", person_id=who, skill_id=skill, level=min(8, max(0, level)), moment=moment,
            rated_by=kind, on=self.day_in(first, max(first, last)),
        )  # fmt: skip

    def _pulses(self) -> None:
        random = self.random
        for who in dict.fromkeys((*self.mentors, *self.seniors)):
            for week in range(4, self.weeks, 4):
                on = self.starts + timedelta(weeks=week, days=1)
                if on <= self.until and self.chance(0.6):
                    marks = {item: random.choice((1, 2, 2, 3, 3, 3, 3)) for item in PULSE}
                    marks["P7"] = random.choice((0, 0, 1, 1, 2, 3))
                    fit = random.choice(("good", "good", "good", "unsure", "not_for_me", None))
                    self.add("pulses", person_id=who, on=on, answers=marks, fit=fit)

    def _indicators(self) -> None:
        random = self.random
        for number in range(random.choice((0, 1, 2, 4))):
            better, people = random.choice(("up", "down")), random.choice((None, 4, 5, 12, 18))
            days = sorted({self.day_in(self.starts, self.until) for _ in range(5)})
            if self.closes and self.chance(0.4):
                days = sorted({*days, self.today})
            whole = self.chance(0.5)
            readings = [
                {"on": each.isoformat(),
                 "value": float(random.randrange(0, 19)) if whole else random.randrange(400) / 8}
                for each in days[: random.choice((0, 1, 2, 5, 6))]
            ]  # fmt: skip
            indicator = self.add(
                "indicators", name=f"Number {number}", kind=random.choice(("hard", "soft")),
                better=better, readings=readings,
            )  # fmt: skip
            if people and people <= len({*self.mentors, *self.seniors}):
                indicator["people"] = people
            if self.chance(0.6):
                indicator["target"] = float(random.randrange(0, 30))

    def _forms(self) -> None:
        for role, people in (("mentor", self.mentors), ("senior", self.seniors)):
            for who in people:
                if self.chance(0.75 if self.closes else 0.1):
                    self._form(who, role)
                    if self.chance(0.05):
                        self._form(who, role)

    def _form(self, who: str, role: str) -> None:
        random = self.random
        answers: Fact = {}
        for item in ("ease" if role == "senior" else "confidence", "climate"):
            for moment in ("before", "after"):
                if self.chance(0.8):
                    answers[f"{item}_{moment}"] = random.randrange(1, 6)
        if role == "senior" and self.chance(0.7):
            tools = random.sample(("Calendar", "calendar", "Video calls", "Chat"), 2)
            answers["tools_used"] = ", ".join(tools) if self.chance(0.85) else ""
        if role == "senior" and self.chance(0.7):
            answers["minutes_saved"] = random.choice((0, 10, 15, 30, 45))
        form = self.add("evaluations", person_id=who, role=role, on=self.until, answers=answers)
        if self.chance(0.8):
            form["would_recommend"] = random.randrange(0, 11)
        if self.chance(0.8):
            form["would_repeat"] = self.chance(0.8)
