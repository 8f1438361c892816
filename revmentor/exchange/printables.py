"""Pages for the browser's print: readiness, agenda, charter, pulse, final form, attestation.

People on the shop floor will not log in. One page is one sheet for one pair or person; whatever
people typed is escaped by the template.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Literal

from revmentor.content import library
from revmentor.exchange.attestation import attestation
from revmentor.exchange.form_sheets import form_sheet
from revmentor.exchange.print_page import Page, SheetLine, SheetQuestion
from revmentor.i18n.dates import long_date
from revmentor.i18n.gettext import _, addressed_by, language, listed, ngettext
from revmentor.model import labels
from revmentor.model.base import Role
from revmentor.model.pair import Pair
from revmentor.rules.launch import readiness
from revmentor.rules.launch.fears import gathered
from revmentor.rules.pairing import lessons as teaching
from revmentor.rules.programme_view import View
from revmentor.rules.replies.asked import END, AskedForm
from revmentor.rules.schedule import midpoint
from revmentor.rules.schedule.slots import minutes_of, slot_time, week_of
from revmentor.rules.schedule.turns import Turn, next_turns
from revmentor.rules.sessions import from_slot, steps

SheetKind = Literal["readiness", "fears", "agenda", "charter", "pulse", "form", "attestation"]
SHEETS: tuple[SheetKind, ...] = (
    "readiness", "agenda", "charter", "pulse", "form", "attestation",
)  # fmt: skip
"""What is written where no kind is named: the fears are said in confidence, and are not."""


def titles() -> dict[SheetKind, str]:
    """Return what each kind of sheet is called."""
    return {
        "readiness": _("Before you say yes"),
        "fears": _("What worries us"),
        "agenda": _("Agenda of the next session"),
        "charter": _("The pair’s charter"),
        "pulse": _("Pulse"),
        "form": _("Final form"),
        "attestation": _("Attestation"),
    }


def sheets_html(view: View, what: SheetKind, today: date) -> bytes:
    """Return all sheets of a kind as one HTML page, a sheet on a page of paper each."""
    from jinja2 import Environment, StrictUndefined

    source = Path(library.__file__).with_name("paper.html.j2").read_text(encoding="utf-8")
    template = Environment(autoescape=True, undefined=StrictUndefined).from_string(source)
    text = template.render(
        language=language(),
        title=f"{view.programme.name} · {titles()[what]}",
        pages=sheets(view, what, today),
    )
    return text.encode("utf-8")


def sheets(view: View, what: SheetKind, today: date) -> list[Page]:
    """Return the sheets of a kind, in the order of surnames, as the firm speaks to its people."""
    with addressed_by(view.firm.address):
        return list(_sheets(view, what, today))


def _sheets(view: View, what: SheetKind, today: date) -> Iterator[Page]:
    if what == "charter":
        yield from (_charter(view, pair) for pair in _in_order(view))
    elif what == "agenda":
        pages = (_agenda(view, mentor_id, today) for mentor_id in view.active_mentors)
        yield from filter(None, pages)
    elif what == "readiness":
        yield from _readiness(view)
    elif what == "fears":
        yield from _fears(view)
    elif what == "attestation":
        yield from filter(None, (attestation(view, each, today) for each in view.mentors))
    else:
        make = _pulse if what == "pulse" else _form
        yield from (make(view, mentor_id, "mentor") for mentor_id in view.active_mentors)
        yield from (make(view, senior_id, "senior") for senior_id in view.active_seniors)


def _in_order(view: View) -> list[Pair]:
    return sorted(
        view.open_pairs,
        key=lambda pair: (view.sort_key(pair.mentor_id), view.sort_key(pair.senior_id)),
    )


def _charter(view: View, pair: Pair) -> Page:
    mentor, senior = view.name(pair.mentor_id), view.name(pair.senior_id)
    return Page(
        _("Our charter"),
        f"{mentor} & {senior} · {view.programme.name}",
        rows=[SheetLine(f"{number}. {title}.", text) for number, title, text in library.charter()],
        marks=[*labels.clauses().values()],
        signs=[_("{name}, on").format(name=mentor), _("{name}, on").format(name=senior)],
    )


def _readiness(view: View) -> Iterator[Page]:
    """Yield the list of whoever takes part, is invited, or said “not now”."""
    texts = library.readiness()
    for part in (*view.mentors.values(), *view.seniors.values(), *view.only_asked):
        refuses = part.recruiting is not None and part.recruiting.state == "no"
        if refuses or part.status == "withdrawn" or view.has_left(part.person_id):
            continue
        yield Page(
            _("Before you say yes"),
            f"{view.name(part.person_id)} · {labels.roles()[part.role]} · {view.programme.name}",
            intro=[texts[f"about-{part.role}"]],
            rows=[SheetLine("", texts[each]) for each in readiness.QUESTIONS[part.role]],
            marks=[_("yes"), _("no")],
            asks=[_("What do you hope for?"), _("Is there anything that worries you about it?")],
        )


def _fears(view: View) -> Iterator[Page]:
    """Yield the fears gathered, for the kick-off: in words, without names."""
    fears = gathered(view)
    if not fears.said:
        return
    text = ngettext(
        "{n} person of {{of}} said what worries them.",
        "{n} people of {{of}} said what worries them.",
        fears.n,
    )
    few = _("Fewer than five said something: it can be guessed who. Do not hand this round.")
    yield Page(
        _("What worries us"),
        view.programme.name,
        intro=[text.format(of=fears.of)],
        rows=[SheetLine("", f"“{each}”") for each in fears.said],
        small=few if fears.are_few else "",
    )


def _pulse(view: View, person_id: str, role: Role) -> Page:
    items = library.pulse()
    scale = items["scale"].fields
    yes_no = [_("yes"), _("no")]
    return form_sheet(
        view,
        AskedForm(person_id, "pulse", role, ""),
        who=f"{view.name(person_id)} · {view.programme.name}",
        intro=[" · ".join(f"{mark} {scale[mark]}" for mark in ("0", "1", "2", "3"))],
        also=[SheetQuestion(items["P8"].fields[role], boxes=yes_no)],
        small=items["about"].fields["text"],
    )


def _form(view: View, person_id: str, role: Role) -> Page:
    return form_sheet(
        view,
        AskedForm(person_id, "final", role, END),
        who=f"{view.name(person_id)} · {labels.roles()[role]}",
        intro=[_("1 is not at all, 5 fully. Leave out what you cannot say.")],
    )


def _agenda(view: View, mentor_id: str, today: date) -> Page | None:
    """Return the agenda of a mentor's next session; ``None`` where none is due any more."""
    turns = next_turns(view, mentor_id, today)
    if not turns:
        return None
    turn = turns[0]
    week = week_of(view, turn.series, turn.day)
    halfway = midpoint.is_on(view, mentor_id, turn.seniors, turn.day)
    weeks, group = view.programme.weeks, len(turn.seniors) > 1
    guide = library.guide_of(week, weeks, group=group, halfway=halfway)
    length = guide.nearest(minutes_of(view, turn.series))
    return Page(
        _("Our session"),
        f"{view.name(mentor_id)} & {listed([view.name(each) for each in turn.seniors])}",
        intro=[
            *_where_and_when(view, turn),
            f"{guide.title}: {guide.purpose}",
            *_to_learn(view, mentor_id, turn.seniors),
            *_last_steps(view, mentor_id, turn.seniors),
        ],
        rows=[
            SheetLine(
                ngettext("{n} minute", "{n} minutes", block.minutes), f"{block.label}: {block.text}"
            )
            for block in guide.lengths[length]
        ],
        asks=[
            _("What was taught"),
            _("What came back. {question}").format(question=guide.give_back),
            _("The one step to try, and until when"),
        ],
    )


def _where_and_when(view: View, turn: Turn) -> Iterator[str]:
    """Yield the day and time of a slot, and where it is as far as that is known."""
    yield f"{long_date(turn.day)} {slot_time(view, turn.series)}".strip()
    usual = from_slot.usual(
        view, turn.series, turn.day, dict.fromkeys(turn.seniors), library.guide_id
    )
    if usual.mode:
        place = [labels.modes()[usual.mode]]
        if usual.link and usual.mode == "remote":
            place.append(usual.link)
        yield _("Where: {place}").format(place=" · ".join(place))


def _to_learn(view: View, mentor_id: str, seniors: Sequence[str]) -> Iterator[str]:
    skills = dict.fromkeys(
        view.skill_name(lesson.skill_id)
        for senior_id in seniors
        for lesson in teaching.lessons(view, mentor_id, senior_id)
    )
    if skills:
        yield _("To learn: {skills}").format(skills=", ".join(list(skills)[:4]))


def _last_steps(view: View, mentor_id: str, seniors: Sequence[str]) -> Iterator[str]:
    pairs = [pair for pair in _in_order(view) if pair.mentor_id == mentor_id]
    agreed = [
        f"{view.first_name(pair.senior_id)}: {step}"
        for pair in pairs
        if pair.senior_id in seniors and (step := steps.last_agreed(view, pair))
    ]
    if agreed:
        yield _("Last time’s step: {steps}").format(steps="; ".join(agreed))
