"""What a mentor takes home: a sheet with hours, topics, what was taught and who saw it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from revmentor.exchange.print_page import Page, SheetLine
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.i18n.numbers import number
from revmentor.rules.programme_view import View
from revmentor.rules.results.attested import Attested, attested

_MOST_WORDS = 12
"""So much of what was taught stands in words; of more the sheet would become a second one."""


def attestation(view: View, mentor_id: str, today: date) -> Page | None:
    """Return the attestation of a mentor; ``None`` where no session was held yet."""
    did = attested(view, mentor_id, today)
    if did is None:
        return None
    text = _("{name} took part as a mentor in “{programme}” of {firm}.")
    return Page(
        _("Attestation"),
        view.name(mentor_id),
        intro=[
            text.format(
                name=view.name(mentor_id),
                programme=view.programme.name,
                firm=view.firm.name,
            ),
            _("A mentor teaches a digital skill to a more experienced colleague, on real work."),
        ],
        rows=list(_rows(view, did)),
        signs=[_("For {firm}, on").format(firm=view.firm.name), view.firm.coordinator or "…"],
        small=_("Counted from the sessions that were held. It is no mark and no appraisal."),
    )


def _rows(view: View, did: Attested) -> Iterator[SheetLine]:
    yield SheetLine(_("From, to"), f"{plain_date(did.first)} – {plain_date(did.last)}")
    yield SheetLine(_("Sessions"), _sessions(did))
    yield SheetLine(_("Hours"), _hours(did))
    if did.topics:
        yield SheetLine(_("Topics taught"), _skills(view, did.topics))
    if did.taught:
        yield SheetLine(_("What was taught"), "; ".join(_shortened(did.taught)))
    if did.learned:
        yield SheetLine(_("Learned in return"), _skills(view, did.learned))
    if did.seen_by:
        yield SheetLine(_("Who saw the work"), "; ".join(did.seen_by))


def _sessions(did: Attested) -> str:
    text = ngettext("{n} session held", "{n} sessions held", did.sessions)
    people = ngettext("with {n} colleague", "with {n} colleagues", did.seniors)
    text = f"{text} {people}"
    if did.quick_helps:
        text += ", " + ngettext("{n} quick help", "{n} quick helps", did.quick_helps)
    return text


def _hours(did: Attested) -> str:
    text = _("{hours} teaching").format(hours=_in_hours(did.minutes))
    if did.preparation_minutes:
        more = _("{hours} preparing")
        text += ", " + more.format(hours=_in_hours(did.preparation_minutes))
    return text


def _in_hours(minutes: int) -> str:
    return number(minutes / 60)


def _skills(view: View, skills: Sequence[tuple[str, int]]) -> str:
    lines = []
    for skill_id, n in skills:
        sessions = ngettext("{n} session", "{n} sessions", n)
        lines.append(f"{view.skill_name(skill_id)} ({sessions})")
    return "; ".join(lines)


def _shortened(words: Sequence[str]) -> list[str]:
    left_out = len(words) - _MOST_WORDS
    if left_out <= 0:
        return list(words)
    return [*words[:_MOST_WORDS], ngettext("and {n} more", "and {n} more", left_out)]
