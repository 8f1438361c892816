"""What else the evaluation says: goals, indicators, effort, cost, steps, forms, who stayed."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from tests.apart.levels import ROLES, rounded
from tests.apart.records import Book, Fact, day, mean, median
from tests.apart.statistics import t_score

FEWEST_GOALS_FOR_T = 3
VERDICTS = {
    -2: "worse than at the start", -1: "not reached yet", 0: "reached as agreed",
    1: "a little more than agreed", 2: "a lot more than agreed",
}  # fmt: skip
ITEMS = (("ease", "senior"), ("climate", "senior"), ("confidence", "mentor"), ("climate", "mentor"))
NO_TOOL = {"-", "–", "0", "none", "no", "nothing", "nessuno", "niente", "nulla"}


def goals(book: Book) -> list[Fact]:
    """Return every goal with what was judged."""
    return [
        {
            "goal_id": goal["id"],
            "attainment": goal.get("attainment"),
            "judged_on": goal.get("attainment_on"),
        }
        for goal in book.goals
    ]


def _judged(book: Book, who: str) -> list[Fact]:
    return [goal for goal in book.goals_of(who) if "attainment" in goal]


def _t(of: list[Fact]) -> float:
    return t_score([g["attainment"] for g in of], [g["weight"] for g in of])


def gas(book: Book) -> list[Fact]:
    """Return T of each person with goals, from three judged goals on."""
    found = []
    for who in sorted({part["person_id"] for part in book.parts}):
        judged, every = _judged(book, who), book.goals_of(who)
        if every:
            t = rounded(_t(judged)) if len(judged) >= FEWEST_GOALS_FOR_T else None
            found.append({"person_id": who, "t": t, "rated": len(judged), "of": len(every)})
    return found


def ambition(book: Book) -> Fact:
    """Return the mean T, and whether the goals were easy or hard: ten goals of five people."""
    of = [judged for who in {p["person_id"] for p in book.parts} if (judged := _judged(book, who))]
    many, middle = sum(len(judged) for judged in of), mean(_t(judged) for judged in of)
    if many < 10 or len(of) < 5:
        middle = None
    were = None if middle is None else {middle > 60: "too_easy", middle < 40: "too_hard"}.get(True)
    return {"mean": rounded(middle), "goals": many, "n": len(of), "goals_were": were}


def indicators(book: Book) -> list[Fact]:
    """Return each indicator from its first reading to the last one up to the closing."""
    found = []
    for indicator in book.indicators:
        every = sorted(indicator.get("readings", []), key=lambda r: r["on"])
        until = book.closed.isoformat() if book.closed else "9999"
        upto = [each for each in every if each["on"] <= until]
        values = [each["value"] for each in upto]
        change = round(values[-1] - values[0], 9) if len(values) > 1 else None
        good = (change or 0) * (1 if indicator["better"] == "up" else -1)
        direction = None
        if change is not None:
            direction = "better" if good > 0 else "worse" if good < 0 else "same"
        target, reached = indicator.get("target"), None
        if target is not None and values:
            up = indicator["better"] == "up"
            reached = values[-1] >= target if up else values[-1] <= target
        found.append({
            "indicator_id": indicator["id"],
            "n": len(upto),
            "afterwards": len(every) - len(upto),
            "target": target,
            "change": change,
            "direction": direction,
            "target_reached": reached,
        })  # fmt: skip
    return found


def forms(book: Book) -> Fact:
    """Return the forms that came in, and what they say of recommending and repeating."""
    marks = [form["would_recommend"] for form in book.forms.values() if "would_recommend" in form]
    again = [form["would_repeat"] for form in book.forms.values() if "would_repeat" in form]
    count = Counter(marks)
    return {
        "n": {role: sum(r == role for _, r in book.forms) for role in ROLES},
        "of": {role: len(book.side(role)) for role in ROLES},
        "would_recommend": {
            "n": len(marks),
            "counts": {str(mark): count[mark] for mark in range(11)},
        },
        "would_repeat": {"n": len(again), "yes": sum(again), "no": len(again) - sum(again)},
    }


def felt(book: Book) -> list[Fact]:
    """Return how people felt before and now, by the final forms of each side."""
    found = []
    for item, role in ITEMS:
        asked = [form.get("answers", {}) for (_, r), form in book.forms.items() if r == role]
        before = [(a.get(f"{item}_before"), a.get(f"{item}_after")) for a in asked]
        both = [now - then for then, now in before if then is not None and now is not None]
        half = sum(then is not None and now is None for then, now in before)
        found.append({
            "item": item, "role": role, "n": len(both), "missing": half,
            "improved": sum(x > 0 for x in both),
            "same": sum(x == 0 for x in both),
            "worse": sum(x < 0 for x in both),
            "median_change": median(both),
        })  # fmt: skip
    return [each for each in found if each["n"] or each["missing"]]


def adoption(book: Book) -> Fact:
    """Return what the seniors say they used and saved, and the certificates."""
    of = len(book.side("senior"))
    answers = [form.get("answers", {}) for (_, r), form in book.forms.items() if r == "senior"]
    tools = [each["tools_used"] for each in answers if "tools_used" in each]
    words = [
        {word.strip().casefold() for word in text.split(",")} - NO_TOOL - {""} for text in tools
    ]
    saved = [each["minutes_saved"] for each in answers if "minutes_saved" in each]
    certificates = {
        (r["person_id"], r["skill_id"]): r["id"]
        for r in book.ratings
        if r["rated_by"] == "certificate" and r["moment"] in ("checkpoint", "final")
    }
    return {
        "users": sum(bool(each) for each in words),
        "answered": sum(bool(text.strip()) for text in tools),
        "of": of,
        "tools": sorted(Counter(word for each in words for word in each).values()),
        "saved": {"n": len(saved), "of": of, "median": median(saved), "total": sum(saved)},
        "certificates": sorted(certificates.values()),
    }


def give_back(book: Book) -> Fact:
    """Return pair by pair the sessions in which something came back."""
    pairs = []
    for pair in book.pairs:
        held = [
            session
            for session in book.sessions_of(pair)
            if session["status"] == "held" and session["attendance"][pair["senior_id"]] == "present"
        ]
        back = [session for session in held if session.get("received")]
        skills = {e["skill_id"] for s in back for e in s["received"] if "skill_id" in e}
        pairs.append({
            "pair_id": pair["id"],
            "held": len(held),
            "with_give_back": len(back),
            "skill_ids": sorted(skills),
            "session_ids": sorted(session["id"] for session in back),
        })  # fmt: skip
    met = [each for each in pairs if each["held"]]
    return {
        "pairs": pairs,
        "met": len(met),
        "with_any": sum(each["with_give_back"] > 0 for each in met),
        "regular": sum(each["with_give_back"] * 2 > each["held"] for each in met),
    }


def effort(book: Book) -> Fact:
    """Return sessions and hours: of mentors with the preparation logged, of seniors who came.

    A month is 52/12 weeks, counted up to the last held session or the closing.
    """
    counts = Counter(session["status"] for session in book.sessions)
    usual = book.programme["minutes"]
    mentor = senior = 0
    mentors, seniors = set(), set()
    held = [s for s in [*book.sessions, *book.quick_helps] if s["status"] == "held"]
    for session in held:
        quick = session.get("quick_help")
        minutes = session.get("minutes", 0 if quick else usual)
        mentor += minutes + session.get("preparation_minutes", 0)
        there = [w for w, how in session.get("attendance", {}).items() if how == "present"]
        senior += minutes * len(there)
        mentors.add(session["mentor_id"])
        seniors.update(there)
    last = book.closed or max((day(book.session_day(s)) for s in held), default=book.starts)
    weeks = max(1, min(book.programme["weeks"], (last - book.starts).days // 7 + 1))
    a_month = mentor / 60 / len(mentors) / (weeks * 12 / 52) if mentors and weeks > 0 else 0.0
    return {
        "minutes": (mentor, senior),
        "held": counts["held"], "missed": counts["missed"], "cancelled": counts["cancelled"],
        "moved": counts["moved"], "quick_helps": len(book.quick_helps),
        "mentors": len(mentors), "seniors": len(seniors),
        "mentor_hours": rounded(mentor / 60), "senior_hours": rounded(senior / 60),
        "mentor_hours_a_month": rounded(a_month),
    }  # fmt: skip


def cost(book: Book) -> Fact | None:
    """Return what the hours cost; the parts add up to the total."""
    costs = book.programme.get("costs")
    if not costs:
        return None
    minutes = effort(book)["minutes"]
    mentors = round(minutes[0] / 60 * costs["mentor_hour"], 2)
    seniors = round(minutes[1] / 60 * costs["senior_hour"], 2)
    return {
        "mentors": mentors,
        "seniors": seniors,
        "external": costs["external"],
        "total": round(mentors + seniors + costs["external"], 2),
        "currency": costs["currency"],
    }


def sessions_with_give_back(book: Book) -> int:
    """Return in how many held sessions something came back."""
    held = [each for each in book.sessions if each["status"] == "held"]
    return sum(bool(each.get("received")) for each in held)


def steps(book: Book) -> Fact:
    """Return what became of the steps that were agreed in held sessions."""
    every = [s for each in book.sessions if each["status"] == "held" for s in each.get("steps", [])]
    tried = Counter(step["done"] for step in every if step["decision"] == "try")
    other = Counter(step["decision"] for step in every)
    return {
        "tried": tried["yes"], "not_tried": tried["no"], "unknown": tried["pending"],
        "later": other["later"], "not_for_us": other["not_for_us"],
    }  # fmt: skip


def pairs_changed(book: Book) -> list[Fact]:
    """Return the pairs that ended before the programme did, and with whom the senior went on."""
    found = []
    end = min(book.ends, book.closed or book.ends).isoformat()
    for pair in book.pairs:
        if pair.get("until_on", end) >= end:
            continue
        later = [
            other
            for other in book.pairs
            if other["senior_id"] == pair["senior_id"]
            and other["id"] != pair["id"]
            and other["from_on"] >= pair["until_on"]
        ]
        following = min(later, key=lambda p: (p["from_on"], p["id"]), default=None)
        found.append({
            "senior_id": pair["senior_id"],
            "from_pair_id": pair["id"],
            "to_pair_id": following and following["id"],
            "on": pair["until_on"],
            "reason": pair.get("end_reason"),
        })  # fmt: skip
    return found


def retention(book: Book) -> list[Fact]:
    """Return who was in the firm at the end, and six months later, once those days have come.

    Of those who were in it when the programme began.
    """
    end = book.closed or book.ends
    days: list[date] = [end, end + relativedelta(months=6)]
    found = []
    for on in (each for each in days if each <= book.today):
        for role in ROLES:
            side = [w for w in book.side(role) if not book.left_by(w, min(book.starts, on))]
            left = [who for who in side if book.left_by(who, on)]
            found.append({
                "role": role, "on": on.isoformat(), "stayed": len(side) - len(left),
                "of": len(side), "left": left,
            })  # fmt: skip
    return found


def follow_ups(book: Book) -> list[Fact]:
    """Return who still uses it, 60 days and six months after the closing."""
    if not book.closed:
        return []
    begun = {
        r["person_id"]
        for r in book.ratings
        if r["moment"] == "baseline"
        and "senior" in book.roles(r["person_id"])
        and r["skill_id"] not in offers_of(book, r["person_id"])
    }
    heard = {each["kind"]: each for each in book.programme.get("follow_ups", [])}
    due = {
        "60_days": book.closed + timedelta(days=60),
        "6_months": book.closed + relativedelta(months=6),
    }
    found = []
    for kind, on in due.items():
        said = heard.get(kind, {})
        using = said.get("still_using", {})
        found.append({
            "kind": kind, "due_on": on.isoformat(), "on": said.get("on"),
            "still_using": sum(using.values()),
            "not_using": len(using) - sum(using.values()),
            "not_asked": sum(who not in using for who in begun),
        })  # fmt: skip
    return found


def offers_of(book: Book, who: str) -> list[str]:
    """Return the skills somebody teaches."""
    offers = [part.get("offers", []) for part in book.parts if part["person_id"] == who]
    return [skill for each in offers for skill in each]
