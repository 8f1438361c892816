"""How well two people fit: parts in whole points that sum exactly to the score, 0 to 10,000.

Every part is a multiple of ten, so that what is shown of it, points of a hundred with one decimal,
is all there is of it: shown parts add up to the shown score, and shown scores to the shown total.
A part that compares nobody, since nothing is entered for it, has no weight (`not_counted`); the
others share the whole. Where some entered it, what is not known of two people counts half in the
parts that compare them, so that silence neither helps nor harms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import partial
from typing import Literal, get_args

import msgspec

from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused
from revmentor.model.person import Person
from revmentor.model.programme import Weights
from revmentor.rules import availability
from revmentor.rules.pairing import lessons
from revmentor.rules.pairing.lessons import Lesson, LessonNeed
from revmentor.rules.pairing.problem import TOP_SCORE
from revmentor.rules.programme_view import View

ScorePart = Literal[
    "skill_need",
    "give_back",
    "working_style",
    "availability",
    "place",
    "other_department",
    "preferences",
]
SCORE_PARTS: tuple[ScorePart, ...] = get_args(ScorePart)
ENOUGH_HALF_DAYS = 2
"""Half-days in common from which more make nothing easier."""
STEP = 10
"""The points that every part is a multiple of: a tenth of a point of a hundred."""

_HALF = Fraction(1, 2)


def part_names() -> dict[ScorePart, str]:
    """Return what each part of the score is called."""
    return {
        "skill_need": _("Skill need"),
        "give_back": _("Give-back"),
        "working_style": _("Working style"),
        "availability": _("Half-days"),
        "place": _("Site and mode"),
        "other_department": _("Department"),
        "preferences": _("Preferences"),
    }


class Score(msgspec.Struct, frozen=True):
    """The points of one pair, part by part."""

    parts: Mapping[ScorePart, int]

    @property
    def total(self) -> int:
        """The sum of the parts, 0 to 10,000."""
        return sum(self.parts.values())


def points(weights: Weights) -> dict[ScorePart, int]:
    """Return the most points of each part, which sum to exactly 10,000.

    Shares are rounded to what is shown of them by largest remainder, earlier parts first among
    equals. Raises :class:`Refused` where no part counts at all.
    """
    shares = {part: getattr(weights, part) for part in SCORE_PARTS}
    whole = sum(shares.values())
    if not whole:
        raise Refused(_("At least one part of the score has to count."), field="skill_need")
    steps = TOP_SCORE // STEP
    most = {part: steps * share // whole for part, share in shares.items()}
    # Sorting keeps the order of the parts where remainders are equal.
    by_remainder = sorted(SCORE_PARTS, key=lambda part: -(steps * shares[part] % whole))
    for part in by_remainder[: steps - sum(most.values())]:
        most[part] += 1
    return {part: share * STEP for part, share in most.items()}


def not_counted(view: View, weights: Weights) -> tuple[ScorePart, ...]:
    """Return the parts with a weight for which nothing is entered that compares two people.

    The skill need is what a pair is for: it always counts. Where nothing else would be left to
    count, everything does.
    """
    weighed = [part for part in SCORE_PARTS if getattr(weights, part)]
    unknown = tuple(each for each in weighed if each in _KNOWN and not _KNOWN[each](view))
    return unknown if len(unknown) < len(weighed) else ()


def counted(view: View, weights: Weights) -> Weights:
    """Return the weights as they count in a programme: none where nothing is entered for a part."""
    return msgspec.structs.replace(weights, **dict.fromkeys(not_counted(view, weights), 0))


def score(view: View, mentor_id: str, senior_id: str, most: Mapping[ScorePart, int]) -> Score:
    """Return how well two people fit; ``most`` is what each part can reach (`points`)."""
    return Score(
        {
            part: _whole(most[part] * share(view, mentor_id, senior_id)) if most[part] else 0
            for part, share in _SHARES.items()
        }
    )


def _whole(points: Fraction) -> int:
    """Return points, rounded down to what is shown of them."""
    return int(points / STEP) * STEP


def _skill_need(view: View, mentor_id: str, senior_id: str) -> Fraction:
    """Return the part of the senior's gaps, weighted by the goals, that this mentor can close.

    An own goal counts ``own_goal`` times as much as a skill of the standard level.
    """
    own = view.programme.pairs_by.own_goal

    def weight(each: LessonNeed | Lesson) -> int:
        return each.weight * own if each.own else each.weight

    wanted = sum(weight(need) * need.gap for need in lessons.needs(view, senior_id))
    taught = lessons.lessons(view, mentor_id, senior_id)
    closed = sum(weight(lesson) * lesson.closes for lesson in taught)
    return Fraction(closed, wanted) if wanted else Fraction(0)


def _give_back(view: View, mentor_id: str, senior_id: str) -> Fraction:
    """Return the part of the mentor's wishes, weighted by the goals, that this senior offers."""
    wanted = lessons.wishes(view, mentor_id)
    offered = sum(wanted[each] for each in set(lessons.give_backs(view, mentor_id, senior_id)))
    return Fraction(offered, sum(wanted.values())) if wanted else Fraction(0)


def _working_style(view: View, mentor_id: str, senior_id: str) -> Fraction:
    """Return how near the answers to the same questions (1 to 5) are; half where none is shared."""
    one, other = (view.snapshot.people[each].style for each in (mentor_id, senior_id))
    shared = one.keys() & other.keys()
    if not shared:
        return _HALF
    apart = sum(abs(one[question] - other[question]) for question in shared)
    return 1 - Fraction(apart, 4 * len(shared))


def _availability(view: View, mentor_id: str, senior_id: str) -> Fraction:
    shared = availability.shared_half_days(view, mentor_id, senior_id)
    if shared is None:
        return _HALF
    return Fraction(min(len(shared), ENOUGH_HALF_DAYS), ENOUGH_HALF_DAYS)


def _place(view: View, mentor_id: str, senior_id: str) -> Fraction:
    """Return 1 for one site in person, a half by video, a quarter for a journey."""
    mentor, senior = view.snapshot.people[mentor_id], view.snapshot.people[senior_id]
    ways = {mentor.works, senior.works}
    if not mentor.site or not senior.site:
        return _HALF
    if mentor.site == senior.site:
        return _HALF if "remote" in ways else Fraction(1)
    by_video = "on_site" not in ways and "remote" in view.programme.modes
    return _HALF if by_video else Fraction(1, 4)


def _other_department(view: View, mentor_id: str, senior_id: str) -> Fraction:
    mentor, senior = view.snapshot.people[mentor_id], view.snapshot.people[senior_id]
    if not mentor.department or not senior.department:
        return _HALF
    return Fraction(mentor.department != senior.department)


def _preferences(view: View, mentor_id: str, senior_id: str) -> Fraction:
    """Return a half for each of the two who wishes for the other."""
    mentor, senior = view.mentors.get(mentor_id), view.seniors.get(senior_id)
    wishes = ((mentor, senior_id), (senior, mentor_id))
    return _HALF * sum(part is not None and other in part.prefers for part, other in wishes)


_SHARES: dict[ScorePart, Callable[[View, str, str], Fraction]] = {
    "skill_need": _skill_need,
    "give_back": _give_back,
    "working_style": _working_style,
    "availability": _availability,
    "place": _place,
    "other_department": _other_department,
    "preferences": _preferences,
}


def _wishes_meet_offers(view: View) -> bool:
    """Tell whether a mentor wishes to learn something and a senior offers anything."""
    wished = any(lessons.wishes(view, each) for each in view.active_mentors)
    return wished and any(view.seniors[each].offers for each in view.active_seniors)


def _styles_meet(view: View) -> bool:
    people = view.snapshot.people
    questions = {each for who in view.active_mentors for each in people[who].style}
    return any(_meet(view, partial(_answers, each)) for each in questions)


def _answers(question: str, person: Person) -> bool:
    return question in person.style


def _meet(view: View, is_known: Callable[[Person], object]) -> bool:
    """Tell whether there are a mentor and a senior, two people, of both of whom it is known."""

    def known(people: Iterable[str]) -> set[str]:
        return {each for each in people if is_known(view.snapshot.people[each])}

    mentors, seniors = known(view.active_mentors), known(view.active_seniors)
    return bool(mentors and seniors) and len(mentors | seniors) > 1


def _anybody_preferred(view: View) -> bool:
    mentors = [view.mentors[each] for each in view.active_mentors]
    seniors = [view.seniors[each] for each in view.active_seniors]
    return any(part.prefers for part in (*mentors, *seniors))


_KNOWN: dict[ScorePart, Callable[[View], bool]] = {
    "give_back": _wishes_meet_offers,
    "working_style": _styles_meet,
    "availability": lambda view: _meet(view, lambda person: person.availability),
    "place": lambda view: _meet(view, lambda person: person.site),
    "other_department": lambda view: _meet(view, lambda person: person.department),
    "preferences": _anybody_preferred,
}
"""Whether anything is entered for a part that compares two people of a programme."""
