"""Hand-over: what a new mentor should know of a senior, from what was written down.

Facts only: what was worked on, what is tried, what comes back, when they met. Ratings, private
notes and why a pair ended stay where they are.
"""

from __future__ import annotations

from revmentor.i18n.dates import short_date
from revmentor.i18n.gettext import _, listed, ngettext
from revmentor.model import labels
from revmentor.model.pair import Pair
from revmentor.rules.programme_view import View
from revmentor.rules.sessions import steps


def note(view: View, pair: Pair) -> str:
    """Return the hand-over note of a pair, empty where the two never met."""
    held = [
        session
        for session in view.sessions_of_pair(pair)
        if session.status == "held" and session.attendance[pair.senior_id] == "present"
    ]
    if not held:
        return ""
    lines = [
        ngettext(
            "{n} session with {{mentor}}, the last on {{day}}.",
            "{n} sessions with {{mentor}}, the last on {{day}}.",
            len(held),
        ).format(mentor=view.name(pair.mentor_id), day=short_date(held[-1].day))
    ]
    taught = dict.fromkeys(x.skill_id for s in held for x in s.taught if x.skill_id)
    if taught:
        names = [view.skill_name(each) for each in taught]
        lines.append(_("Worked on: {skills}.").format(skills=listed(names)))
    words = [x.text for x in held[-1].taught if x.text]
    if words:
        lines.append(_("Last time: {text}.").format(text="; ".join(words).rstrip(".")))
    last = steps.latest_step(view, pair.mentor_id, pair.senior_id)
    if last and last.step.decision == "try":
        # The new mentor may still ask for it: it was not tried yet.
        done = {**labels.steps_done(), "no": _("not tried yet")}
        lines.append(
            _("Step: {step} ({done}).").format(step=last.step.text, done=done[last.step.done])
        )
    back = dict.fromkeys(x.skill_id for s in held for x in s.received if x.skill_id)
    if back:
        names = [view.skill_name(each) for each in back]
        lines.append(_("Gives back: {skills}.").format(skills=listed(names)))
    return "\n".join(lines)
