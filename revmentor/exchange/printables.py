"""Pages for the browser's print: from the sign-up to the attestation, for all or for some.

People on the shop floor will not log in. One page is one sheet for one pair or person, of pulse
slips a quarter of one; whatever people typed is escaped by the template.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Literal, get_args

from revmentor.content import library
from revmentor.exchange.agenda import agendas
from revmentor.exchange.attestation import attestation
from revmentor.exchange.form_sheets import form_sheet, sheet_in_sections
from revmentor.exchange.print_page import Page, SheetLine, SheetQuestion
from revmentor.i18n.gettext import _, addressed_by, language, ngettext, quoted
from revmentor.model import labels
from revmentor.model.base import Role
from revmentor.model.errors import Refused
from revmentor.model.pair import Pair
from revmentor.rules.launch import readiness
from revmentor.rules.launch.fears import gathered
from revmentor.rules.people.printed_for import EVERYBODY, PrintedFor
from revmentor.rules.programme_view import View
from revmentor.rules.replies.asked import END, AskedForm, asked_forms

SheetKind = Literal[
    "readiness", "signup", "levels", "fears", "charter", "agenda", "pulse", "form", "attestation"
]
KINDS: tuple[SheetKind, ...] = get_args(SheetKind)
SHEETS = tuple(each for each in KINDS if each != "fears")
"""What is written where no kind is named: the fears are said in confidence, and are not."""

_SLIPS_ON_A_SHEET, _LINES_OF_A_SLIP = 4, 13
"""A pulse is a quarter of a sheet, as long as the firm's own questions leave it room there."""


def titles() -> dict[SheetKind, str]:
    """Return what each kind of sheet is called."""
    forms = labels.form_kinds()
    return {
        "readiness": _("Before you say yes"),
        "signup": forms["signup"],
        "levels": _("Starting points"),
        "fears": _("What worries us"),
        "charter": _("The pair’s charter"),
        "agenda": _("Agenda of the next session"),
        "pulse": forms["pulse"],
        "form": forms["final"],
        "attestation": _("Attestation"),
    }


def file_name(what: SheetKind) -> str:
    """Return what the page of a kind is called as a file, in the language in use."""
    stems: Mapping[SheetKind, str] = {
        "readiness": _("readiness-list"),
        "signup": _("sign-up"),
        "levels": _("starting-points"),
        "fears": _("fears"),
        "charter": _("charter"),
        "agenda": _("agenda"),
        "pulse": _("pulse"),
        "form": _("final-form"),
        "attestation": _("attestation"),
    }
    return f"{stems[what]}.html"


def nobody_for(what: SheetKind) -> str:
    """Return why there is no sheet of a kind: whom there is one for."""
    text = _("“{sheet}” would be empty: it is for {whom}.")
    return text.format(sheet=titles()[what], whom=_for_whom()[what])


def _for_whom() -> dict[SheetKind, str]:
    """Return whom there is a sheet of each kind for."""
    return {
        "readiness": _("whoever takes part, or is still asked to"),
        "signup": _("whoever takes part or is invited, until the programme is closed"),
        "levels": _("whoever has levels to give and met nobody yet, until the programme is closed"),
        "fears": _("the kick-off, once somebody said what worries them"),
        "charter": _("the pairs"),
        "agenda": _("mentors with a slot to come"),
        "pulse": _("whoever takes part"),
        "form": _("whoever takes part"),
        "attestation": _("mentors who held a session"),
    }


def sheets_html(view: View, what: SheetKind, today: date, whom: PrintedFor = EVERYBODY) -> bytes:
    """Return all sheets of a kind as one HTML page; raises :class:`Refused` where there is none."""
    from jinja2 import Environment, StrictUndefined

    pages = list(sheets(view, what, today, whom))
    if not pages:
        raise Refused(nobody_for(what), field="people")
    source = Path(library.__file__).with_name("paper.html.j2").read_text(encoding="utf-8")
    template = Environment(autoescape=True, undefined=StrictUndefined).from_string(source)
    text = template.render(
        language=language(),
        title=f"{view.programme.name} · {titles()[what]}",
        pages=pages,
        on_a_sheet=on_a_sheet(what, pages),
    )
    return text.encode("utf-8")


def on_a_sheet(what: SheetKind, pages: Sequence[Page]) -> int:
    """Return how many slips share a sheet of paper; everything else has one of its own."""
    longest = max(len(each.rows) + len(each.questions) for each in pages)
    return _SLIPS_ON_A_SHEET if what == "pulse" and longest <= _LINES_OF_A_SLIP else 1


def sheets(view: View, what: SheetKind, today: date, whom: PrintedFor = EVERYBODY) -> list[Page]:
    """Return the sheets of a kind for some people, by surname, as the firm speaks to them."""
    with addressed_by(view.firm.address):
        return list(_sheets(view, what, today, whom))


def _sheets(view: View, what: SheetKind, today: date, whom: PrintedFor) -> Iterator[Page]:
    match what:
        case "charter":
            pairs = [each for each in _in_order(view)
                     if whom.takes_pair(each.mentor_id, [each.senior_id])]  # fmt: skip
            yield from (_charter(view, pair) for pair in pairs)
        case "agenda":
            yield from agendas(view, whom, today)
        case "fears":
            yield from _fears(view)
        case "attestation":
            every = (attestation(view, each, today) for each in view.mentors if whom.takes(each))
            yield from filter(None, every)
        case "signup" | "levels":
            asked = asked_forms(view, what, today)
            yield from (_asked(view, each) for each in asked if whom.takes(each.person_id))
        case "readiness":
            yield from _readiness(view, whom)
        case _:
            make = _pulse if what == "pulse" else _form
            mentors, seniors = view.active_mentors, view.active_seniors
            yield from (make(view, each, "mentor") for each in mentors if whom.takes(each))
            yield from (make(view, each, "senior") for each in seniors if whom.takes(each))


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


def _readiness(view: View, whom: PrintedFor) -> Iterator[Page]:
    """Yield the list of whoever takes part, is invited, or said “not now”."""
    texts = library.readiness()
    for part in (*view.mentors.values(), *view.seniors.values(), *view.only_asked):
        refuses = part.recruiting is not None and part.recruiting.state == "no"
        gone = part.status == "withdrawn" or view.has_left(part.person_id)
        if refuses or gone or not whom.takes(part.person_id):
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
        rows=[SheetLine("", quoted(each)) for each in fears.said],
        small=few if fears.are_few else "",
    )


def _asked(view: View, asked: AskedForm) -> Page:
    """Return the sheet of a sign-up or of the own starting points: what the page asks."""
    who = f"{view.name(asked.person_id)} · {labels.roles()[asked.role]} · {view.programme.name}"
    return sheet_in_sections(view, asked, who=who)


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
