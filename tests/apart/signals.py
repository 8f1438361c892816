"""Why a pair needs attention, from the brief's rules, with the usual thresholds; R11 apart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import takewhile

from tests.apart import calendar
from tests.apart.records import Book, Fact, day

RED = {"R2", "fit"}
HABITS = {"R5", "R7", "R12", "one_way"}
"""What needs a habit to show is not asked in the first weeks; then two lost are amber too."""
IN_A_ROW = 3
FIRST_WITHIN = 14
ATTENDED, FROM_DUE = 0.7, 4
LOW, ONE_SIDED = 2, 0.8
CHARTER_AFTER = 2
GENTLE_WEEKS = 4


class PairStory:
    """What happened in one open pair up to the day."""

    def __init__(self, book: Book, pair: Fact) -> None:
        self.book, self.pair = book, pair
        self.mentor, self.senior = pair["mentor_id"], pair["senior_id"]
        today = book.today.isoformat()
        mine = [
            session
            for session in book.sessions_of(pair)
            if (text := book.session_day(session)) <= today
            and not calendar.pauses(book, pair, day(text))
        ]
        self.outcomes = [each for each in map(self._outcome, mine) if each]
        self.met = [each for each in mine if self._outcome(each) == "held"]

    def _outcome(self, session: Fact) -> str | None:
        """Return what a session was for this pair; an excused senior's is nobody's fault."""
        if session["status"] == "held":
            how = session["attendance"][self.senior]
            return {"present": "held", "absent": "missed"}.get(how)
        return session["status"] if session["status"] in ("missed", "cancelled") else None

    def since(self, had: Callable[[Fact], object]) -> int:
        """Return how many sessions came since the last that had something."""
        return len(list(takewhile(lambda each: not had(each), reversed(self.met))))


Numbers = list[int]
"""What the sentence of a signal counts; an empty list where it speaks and counts nothing."""


def signals(book: Book) -> list[Fact]:
    """Return the signals of every open pair while the programme runs, with colours and numbers."""
    if book.closed or not book.starts <= book.today <= book.ends:
        return []
    found = []
    for pair in book.pairs:
        if "until_on" not in pair:
            found += _of_pair(book, pair)
    return found


def _of_pair(book: Book, pair: Fact) -> list[Fact]:
    gentle = (book.today - book.starts).days < 7 * GENTLE_WEEKS
    story, found = PairStory(book, pair), []
    for rule, numbers in RULES.items():
        counted = None if gentle and rule in HABITS else numbers(story)
        if counted is not None:
            red = rule in RED and not (gentle and rule == "R2")
            signal = {"pair_id": pair["id"], "rule": rule, "colour": "red" if red else "amber"}
            found.append(signal | ({"numbers": counted} if counted else {}))
    return found


def no_first_session(story: PairStory) -> Numbers | None:
    """R1: they never met, and their own first turn fell away, or was not logged in 14 days."""
    if story.met:
        return None
    if story.outcomes:
        return []
    has_slots = any(
        not closed and calendar.standing(story.book, story.mentor, on)
        for _, on, closed in calendar.weeks_of(story.book, story.mentor)
    )
    since = first_turn(story) if has_slots else begun(story)
    return [] if since is not None and clock(story, since) > FIRST_WITHIN else None


def begun(story: PairStory) -> date:
    """Return the day from which the pair may have turns."""
    return max(day(story.pair["from_on"]), story.book.starts)


def first_turn(story: PairStory) -> date | None:
    """Return the day of the pair's first own turn among the slots that nothing fills.

    Of seniors in turn whoever was met longest ago is next, and turns go on as if each was held.
    """
    book, mentor = story.book, story.mentor
    turns: dict[str, date] = {}
    in_turn = "individual" in book.programme["formats"]
    for first, on, closed in calendar.weeks_of(book, mentor):
        here = [pair["senior_id"] for pair in calendar.standing(book, mentor, on)]
        if closed or not here or on < begun(story) or calendar.session_of(book, mentor, first):
            continue
        for who in here if in_turn else ():
            met = [day(book.session_day(s)) for s in book.met(who, "senior")
                   if s["mentor_id"] == mentor and day(book.session_day(s)) < on]  # fmt: skip
            turns[who] = max([*met, turns.get(who, date.min)])
        if in_turn:
            here = [min(here, key=lambda who: (turns[who], _surname(book, who)))]
            turns[here[0]] = on
        if story.senior in here:
            return on
    return None


def _surname(book: Book, who: str) -> str:
    return " ".join(reversed(book.people[who]["name"].casefold().split()))


def clock(story: PairStory, since: date) -> int:
    """Return the days up to today, but for closed weeks and pauses."""
    days = (since + timedelta(days=n) for n in range(1, (story.book.today - since).days + 1))
    return sum(not _stands_still(story, on) for on in days)


def two_lost(story: PairStory) -> Numbers | None:
    """R2: the last two due sessions were missed or cancelled."""
    return [] if len(story.outcomes) > 1 and "held" not in story.outcomes[-2:] else None


def silent(story: PairStory) -> Numbers | None:
    """R3: more than two turns since they last met; closed weeks and pauses stand still."""
    if not story.met:
        return None
    days = clock(story, day(story.book.session_day(story.met[-1])))
    return [days] if days > 2 * cadence(story) else None


def _stands_still(story: PairStory, on: date) -> bool:
    """Tell whether a day lies in a week whose slot a closed day took, or in a pause."""
    weeks = calendar.weeks_of(story.book, story.mentor)
    lost = any(closed and first <= on < first + timedelta(days=7) for first, _, closed in weeks)
    return lost or calendar.pauses(story.book, story.pair, on)


def cadence(story: PairStory) -> int:
    """Return the days from one own turn to the next, of all the mentor's open pairs in turn."""
    programme = story.book.programme
    group = sum(p["mentor_id"] == story.mentor and "until_on" not in p for p in story.book.pairs)
    weeks: int = programme["every_weeks"]
    return 7 * weeks * (group if "individual" in programme["formats"] else 1)


def rarely_there(story: PairStory) -> Numbers | None:
    """R4: under 70 % of at least four due sessions were held."""
    due, held = len(story.outcomes), story.outcomes.count("held")
    return [held, due] if due >= FROM_DUE and held < ATTENDED * due else None


def _marks(story: PairStory, who: str) -> list[int]:
    return [each["ratings"][who] for each in story.met if who in each.get("ratings", {})]


def falling(story: PairStory) -> Numbers | None:
    """R5: a side's rating fell three sessions in a row."""
    found = []
    for who in (story.senior, story.mentor):
        last = _marks(story, who)[-IN_A_ROW:]
        if len(last) == IN_A_ROW and last[0] > last[1] > last[2]:
            found += last
    return found or None


def low(story: PairStory) -> Numbers | None:
    """R6: the latest rating of a side is at most 2 of 5."""
    found = []
    for who in (story.senior, story.mentor):
        marks = _marks(story, who)
        if marks and marks[-1] <= LOW:
            found += [marks[-1], 5]
    return found or None


def one_sided(story: PairStory) -> Numbers | None:
    """R7: one side taught more than 80 % of the time in the last three sessions."""
    last = [each.get("mentor_share") for each in story.met[-IN_A_ROW:]]
    known = [share for share in last if share is not None]
    if len(known) < IN_A_ROW:
        return None
    over = min(known) > ONE_SIDED or max(known) < 1 - ONE_SIDED
    return [80, IN_A_ROW] if over else None


def no_start(story: PairStory) -> Numbers | None:
    """R8: two sessions due, and goals of the senior still without start or target."""
    goals = story.book.goals_of(story.senior)
    if len(story.outcomes) < 2:
        return None
    lacks = [
        sum(not story.book.has_start(goal) for goal in goals),
        sum("target" not in goal and "expected" not in goal for goal in goals),
    ]
    return [n for n in lacks if n] or None


def no_step(story: PairStory) -> Numbers | None:
    """R12: in three sessions no step was agreed, or the one agreed was not tried."""

    def agreed(session: Fact) -> bool:
        return any(
            step["senior_id"] == story.senior and step["decision"] == "try" and step["done"] != "no"
            for step in session.get("steps", [])
        )

    n = story.since(agreed)
    return [n] if n >= IN_A_ROW else None


def one_way(story: PairStory) -> Numbers | None:
    """Nothing came back in three sessions."""
    n = story.since(lambda session: session.get("received"))
    return [n] if n >= IN_A_ROW else None


def unsigned(story: PairStory) -> Numbers | None:
    """The charter is not signed by both after two sessions."""
    charter = story.pair.get("charter", {})
    signed = "mentor_on" in charter and "senior_on" in charter
    return [len(story.met)] if not signed and len(story.met) >= CHARTER_AFTER else None


def _pulse(story: PairStory) -> Fact:
    """Return the senior's last pulse, if it is of this pair and of the last four weeks.

    Of a mentor's it is not known which senior is meant: it speaks of the whole group.
    """
    oldest = max(story.pair["from_on"], (story.book.today - timedelta(weeks=4)).isoformat())
    mine = [each for each in story.book.pulses if each["person_id"] == story.senior]
    return mine[-1] if mine and mine[-1]["on"] >= oldest else {}


def unfit(story: PairStory) -> Numbers | None:
    """The senior says that the match is not right."""
    return [] if _pulse(story).get("fit") == "not_for_me" else None


def afraid(story: PairStory) -> Numbers | None:
    """The senior does not dare to say it all: 0 or 1 in P3 or P5."""
    marks = _pulse(story).get("answers", {})
    return [] if any(marks.get(item, 3) <= 1 for item in ("P3", "P5")) else None


def burdened(story: PairStory) -> Numbers | None:
    """The senior says that it weighs too much: 2 or 3 in P7."""
    return [] if _pulse(story).get("answers", {}).get("P7", 0) >= 2 else None


RULES: dict[str, Callable[[PairStory], Numbers | None]] = {
    "R1": no_first_session, "R2": two_lost, "R3": silent, "R4": rarely_there, "R5": falling,
    "R6": low, "R7": one_sided, "R8": no_start, "R12": no_step, "one_way": one_way,
    "charter": unsigned, "fit": unfit, "pulse": afraid, "weighs": burdened,
}  # fmt: skip
