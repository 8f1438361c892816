"""What people say of topics of perspective, before and after: for the coordinator alone."""

from __future__ import annotations

from revmentor.exchange.report.common import ReportSection, ReportTable, sides
from revmentor.i18n.gettext import _
from revmentor.model import labels
from revmentor.rules.goals import topics
from revmentor.rules.programme_view import View
from revmentor.rules.results.sides import people_of


def seen_otherwise(view: View) -> ReportSection | None:
    """Return the sentences side by side, for everybody who said one; ``None`` without any."""
    rows = [
        [view.name(person_id), view.skill_name(skill_id), before or "–", after or "–"]
        for role, _title in sides()
        for person_id in people_of(view, role)
        for skill_id in topics.asked_of(view, person_id, role)
        if (before := topics.said(view, person_id, skill_id, "baseline"))
        or topics.said(view, person_id, skill_id, "final")
        for after in [topics.said(view, person_id, skill_id, "final")]
    ]
    if not rows:
        return None
    heads = [_("Who"), _("Topic"), *labels.reflection_moments().values()]
    table = ReportTable(_("In their own words, before and after"), heads, rows, stacks=True)
    return ReportSection(_("What they see otherwise"), [], [table])
