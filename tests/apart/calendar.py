"""The slots of each mentor, where one weekday a mentor comes round, skipped on closed days."""

from __future__ import annotations

from datetime import date, timedelta

from tests.apart.records import Book, Fact, day

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FRIDAY = 4
"""Where a programme without slots begins on a weekend, it meets on Fridays."""
ITALY = {(1, 1), (1, 6), (4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 8), (12, 25), (12, 26)}


def easter(year: int) -> date:
    """Return Easter Sunday, by the Gregorian rule of Meeus, Jones and Butcher."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    k = (32 + 2 * e + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, last = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, last + 1)


def is_closed(firm: Fact, on: date) -> bool:
    """Tell whether the firm is closed on a day."""
    country = firm.get("country") or ("IT" if firm.get("language") == "it" else None)
    sunday = easter(on.year)
    public = country == "IT" and (
        (on.month, on.day) in ITALY
        or on in (sunday, sunday + timedelta(days=1))
        or (on.year >= 2026 and (on.month, on.day) == (10, 4))
    )
    text = on.isoformat()
    return (
        public
        or text[5:] == firm.get("patron_day")
        or any(text.endswith(each["day"]) for each in firm.get("holidays", []))
        or any(span["start"] <= text <= span["end"] for span in firm.get("closed_days", []))
    )


def is_plain(book: Book) -> bool:
    """Tell whether this module knows the calendar of the programme."""
    programme = book.programme
    return (
        programme["holidays"] == "skip"
        and len(programme["formats"]) == 1
        and not programme.get("individual")
        and not any("slot" in pair or pair.get("pauses") for pair in book.pairs)
        and not (programme.get("pairing") or {}).get("own_half_day")
    )


def weeks_of(book: Book, mentor_id: str) -> list[tuple[date, date, bool]]:
    """Return a mentor's weeks: first day, day of the slot, whether a closed day took it away."""
    slot = book.part(mentor_id, "mentor").get("slot")
    weekday = WEEKDAYS.index(slot[:3]) if slot else min(book.starts.weekday(), FRIDAY)
    found = []
    for week in range(0, book.programme["weeks"], book.programme["every_weeks"]):
        first = book.starts + timedelta(weeks=week)
        on = first + timedelta(days=(weekday - first.weekday()) % 7)
        found.append((first, on, is_closed(book.firm, on)))
    return found


def standing(book: Book, mentor_id: str, on: date) -> list[Fact]:
    """Return a mentor's pairs of a day, but for those of whom one is on a pause."""
    text = on.isoformat()
    return [
        pair
        for pair in book.pairs
        if pair["mentor_id"] == mentor_id
        and pair["from_on"] <= text <= pair.get("until_on", "9999")
        and not pauses(book, pair, on)
    ]


def pauses(book: Book, pair: Fact, on: date) -> bool:
    """Tell whether one of a pair has paused since a day before, or on it."""
    parts = [book.part(pair["mentor_id"], "mentor"), book.part(pair["senior_id"], "senior")]
    text = on.isoformat()
    return any(p["status"] == "paused" and p.get("status_on", text) <= text for p in parts)


def session_of(book: Book, mentor_id: str, first: date) -> Fact | None:
    """Return the session that fills the slot of a week: a held one before others."""
    last = first + timedelta(days=6)
    mine = [
        each
        for each in book.sessions
        if each["mentor_id"] == mentor_id
        and first <= day(each["due_on"]) <= last
        and "makes_up" not in each
    ]
    held = [each for each in mine if each["status"] == "held"]
    return next(iter(held or mine), None)


def last_of(book: Book, session: Fact | None) -> Fact | None:
    """Return what a moved session came to: the one that makes up for it, if there is one."""
    while session and session["status"] == "moved":
        following = [s for s in book.sessions if s.get("makes_up") == session["id"]]
        if not following:
            return session
        session = following[-1]
    return session


def fidelity(book: Book) -> Fact:
    """Return what became of every slot up to the day."""
    counts = dict.fromkeys(("held", "missed", "cancelled", "moved", "open", "to_come"), 0)
    held = [each for each in book.sessions if each["status"] == "held"]
    usual = book.programme["minutes"]
    for mentor_id in book.side("mentor"):
        for first, on, closed in weeks_of(book, mentor_id):
            if closed or on > book.until or not standing(book, mentor_id, on):
                continue
            session = last_of(book, session_of(book, mentor_id, first))
            status = session["status"] if session else "open"
            if session and status == "planned":
                status = "to_come" if day(session["due_on"]) > book.until else "open"
            counts[status] += 1
    slots = sum(counts.values())
    return {
        "on": book.until.isoformat(),
        "slots": slots,
        **counts,
        "minutes_held": sum(session.get("minutes", usual) for session in held),
        "minutes_agreed": slots * usual,
    }
