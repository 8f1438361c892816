"""Hand-over: what a new mentor should know of a senior, from what was written down.

Facts only: what was worked on, what is tried, what comes back, when they met. Ratings, private
notes and why a pair ended stay where they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from revmentor.i18n.dates import short_date
from revmentor.i18n.gettext import _, listed, ngettext
from revmentor.model import labels
from revmentor.model.pair import Pair
from revmentor.model.session import Exchange, Session
from revmentor.rules.pairing.meetings import meetings
from revmentor.rules.programme_view import View
from revmentor.rules.sessions import steps


def note(view: View, pair: Pair) -> str:
    """Return the hand-over note of a pair, empty where the two never met."""
    held = meetings(view, pair)
    if not held:
        return ""
    sentences = (
        _how_often(view, pair, held),
        _worked_on(view, held),
        _last_time(held[-1]),
        _step(view, pair),
        _gives_back(view, held),
    )
    return "\n".join(filter(None, sentences))


def _how_often(view: View, pair: Pair, held: Sequence[Session]) -> str:
    return ngettext(
        "{n} session with {{mentor}}, the last on {{day}}.",
        "{n} sessions with {{mentor}}, the last on {{day}}.",
        len(held),
    ).format(mentor=view.name(pair.mentor_id), day=short_date(held[-1].day))


def _worked_on(view: View, held: Sequence[Session]) -> str:
    skills = _skills(view, (each for session in held for each in session.taught))
    return _("Worked on: {skills}.").format(skills=skills) if skills else ""


def _last_time(session: Session) -> str:
    texts = [each.text for each in session.taught if each.text]
    return _("Last time: {text}.").format(text="; ".join(texts).rstrip(".")) if texts else ""


def _step(view: View, pair: Pair) -> str:
    last = steps.latest_step(view, pair.mentor_id, pair.senior_id)
    if last is None or last.step.decision != "try":
        return ""
    # The new mentor may still ask for it: it was not tried yet.
    done = {**labels.steps_done(), "no": _("not tried yet")}
    return _("Step: {step} ({done}).").format(step=last.step.text, done=done[last.step.done])


def _gives_back(view: View, held: Sequence[Session]) -> str:
    skills = _skills(view, (each for session in held for each in session.received))
    return _("Gives back: {skills}.").format(skills=skills) if skills else ""


def _skills(view: View, exchanged: Iterable[Exchange]) -> str:
    """Return the names of the skills among what was taught or given, each once."""
    ids = dict.fromkeys(each.skill_id for each in exchanged if each.skill_id)
    return listed([view.skill_name(each) for each in ids])
