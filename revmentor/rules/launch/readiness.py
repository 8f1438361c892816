"""The readiness lists: what somebody answers before saying yes, and when to talk first.

Nobody is refused by a list: it tells the coordinator alone what to talk about.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from revmentor.i18n.gettext import _
from revmentor.model.base import Role
from revmentor.model.participation import Participation, Recruiting

QUESTIONS: Mapping[Role, tuple[str, ...]] = {
    "mentor": tuple(f"M{n}" for n in range(1, 9)),
    "senior": tuple(f"S{n}" for n in range(1, 9)),
}
"""The questions of each side, by their ids."""
TALK_FIRST = frozenset({"S2", "S3", "S6"})
"""To learn from a junior, to say that one does not know, to leave the title outside: a no to one of
these is talked about before anybody is paired."""
MANY = 3
"""From so many a no on is talked about too."""


def answers(part: Participation) -> Mapping[str, bool]:
    """Return what somebody answered of the list of the own side, by question."""
    given = part.recruiting.readiness if part.recruiting else {}
    return {each: given[each] for each in QUESTIONS[part.role] if each in given}


def said_no(part: Participation) -> list[str]:
    """Return the questions that somebody answered with no."""
    return [each for each, yes in answers(part).items() if not yes]


def flag(part: Participation) -> str:
    """Return for the coordinator how the answers read; empty for whoever gave none."""
    given = answers(part)
    if not given:
        return ""
    noes = said_no(part)
    text = _("readiness: {n} of {of} answered with yes").format(
        n=len(given) - len(noes), of=len(given)
    )
    if TALK_FIRST & {*noes} or len(noes) >= MANY:
        return text + _("; talk first, or begin in a group")
    return text


def with_answers(
    part: Participation, given: Mapping[str, bool], recruiting: Recruiting
) -> Participation:
    """Return a participation with answers of the list put in; ``recruiting`` where none stands."""
    standing = part.recruiting or recruiting
    own = {each: given[each] for each in QUESTIONS[part.role] if each in given}
    readiness = {**standing.readiness, **own}
    ordered = {each: readiness[each] for each in sorted(readiness)}
    changed = msgspec.structs.replace(standing, readiness=ordered)
    return msgspec.structs.replace(part, recruiting=changed)
