"""What stands on which shelf: messages and remedies of a pair, guides of a phase."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from revmentor.content import library
from revmentor.content.library import Guide, Message, Remedy
from revmentor.exchange import messages as letters
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.case import Case
from revmentor.model.pair import Pair
from revmentor.rules.care import cases, mentor_signals, pair_signals
from revmentor.rules.messages.phases import BEFORE_HALF_WAY
from revmentor.rules.programme_view import View
from revmentor.rules.schedule import midpoint
from screens.base.host import Host
from screens.dialogs.case_forms import case_form, follow
from screens.dialogs.list_detail import LettersScreen, ListEntry, ShelfScreen
from widgets.text import MUTED, plain

_MESSAGE_FOR = {
    "R2": "missed_twice",
    "R1": "reminder",
    "R3": "reminder",
    "R4": "reminder",
}
"""The message that fits a signal best."""


def _is_half_way(view: View, pair: Pair, today: date) -> bool:
    """Tell whether a pair's half-way talk is at hand."""
    day = midpoint.day_of(view, pair)
    return day is not None and day - BEFORE_HALF_WAY <= today <= day


def show_letters(host: Host, view: View, *pairs: Pair) -> None:
    """Show the messages of one pair or several, filled; those that fit its signals first."""
    texts = host.look(lambda: letters.message_texts(view))
    if texts is None:
        return
    filled = [letter for pair in pairs for letter in _filled(host, view, pair, texts)]
    title = _names(view, pairs[0]) if len(pairs) == 1 else _("{n} pairs").format(n=len(pairs))
    host.push_screen(LettersScreen(title, filled))


def _filled(host: Host, view: View, pair: Pair, texts: Sequence[Message]) -> list[letters.Letter]:
    """Return the letters of a pair, those that fit its signals first."""
    rules = [each.rule for each in pair_signals.signals_of(view, pair, host.today).signals]
    wanted = [_MESSAGE_FOR[rule] for rule in rules if rule in _MESSAGE_FOR]
    if _is_half_way(view, pair, host.today):
        wanted.append("mid_point")
    messages = sorted(
        texts,
        key=lambda each: wanted.index(each.id) if each.id in wanted else len(wanted),
    )
    return [
        letter
        for message in messages
        for letter in letters.letters(view, message, pair, host.today)
    ]


def show_playbook(host: Host, view: View, whose: Pair | str) -> None:
    """Show the remedies for a pair or a mentor; enter opens a case with one.

    Those that fit the signals come first, then those that fit a reason somebody gave.
    """
    if isinstance(whose, Pair):
        names = _names(view, whose)
        rules = [each.rule for each in pair_signals.signals_of(view, whose, host.today).signals]
        reasons = _reasons(view, whose)
    else:
        names = view.name(whose)
        rules = [each.rule for each in mentor_signals.group_signals(view, whose, host.today)]
        reasons = []
    texts = host.look(library.playbook)
    if texts is None:
        return

    def fit(remedy: Remedy) -> tuple[int, int]:
        return (
            -sum(rule in remedy.rules for rule in rules),
            -sum(_says(remedy, reason) for reason in reasons),
        )

    about = whose.id if isinstance(whose, Pair) else whose
    open_cases = [c for c in cases.cases(view) if about in {c.pair_id, c.person_id}]
    remedies = sorted(texts, key=fit)
    entries = [_case(each) for each in open_cases]
    entries += [_remedy(host, each, rules, reasons) for each in remedies]

    def opened(place: int) -> None:
        if place < len(open_cases):
            follow(host, view, open_cases[place])
            return
        remedy = remedies[place - len(open_cases)]
        rule = next((each for each in rules if each in remedy.rules), None)
        host.ask(
            case_form(host, view, whose, remedy, rule),
            lambda case: host.tell(_opened_text(case)),
        )

    host.ask(
        ShelfScreen(
            _("Playbook: {pair}").format(pair=names),
            entries,
            _("enter opens a case, or goes on with an open one; escape closes"),
        ),
        opened,
    )


def _case(case: Case) -> ListEntry:
    """Return an open case as the first thing to go on with."""
    due = plain_date(case.due_on) if case.due_on else _("no day")
    lines = [plain(case.text)]
    if case.next_step:
        lines.append(Content.assemble(plain(_("Next") + "  ", "bold"), plain(case.next_step)))
    if case.owner:
        lines.append(plain(_("Followed by {name}").format(name=case.owner), MUTED))
    return ListEntry(
        _("Open case: {text}").format(text=case.text), _("until {day}").format(day=due), lines
    )


def _reasons(view: View, pair: Pair) -> list[str]:
    """Return the reasons given of late: why not held, why a step was not tried."""
    reasons = []
    for session in view.sessions_of_pair(pair)[-6:]:
        if session.status in {"missed", "cancelled"} and session.reason:
            reasons.append(session.reason)
        reasons += [
            step.reason
            for step in session.steps
            if step.senior_id == pair.senior_id and step.done == "no" and step.reason
        ]
    return reasons


def _says(remedy: Remedy, reason: str) -> bool:
    typed = reason.casefold()
    return any(each.casefold() in typed or typed in each.casefold() for each in remedy.reasons)


def _opened_text(case: Case) -> str:
    if case.due_on is None:
        return _("Case opened.")
    return _("Case opened. It stands on Today from {day}.").format(day=plain_date(case.due_on))


def _remedy(host: Host, remedy: Remedy, rules: Sequence[str], reasons: Sequence[str]) -> ListEntry:
    beside = ""
    if any(rule in remedy.rules for rule in rules):
        beside = _("fits the signals")
    elif any(_says(remedy, reason) for reason in reasons):
        beside = _("fits a reason given")
    lines = [
        plain(remedy.signs),
        Content.assemble(plain(_("First") + "  ", "bold"), plain(remedy.first)),
        Content.assemble(plain(_("If it lasts") + "  ", "bold"), plain(remedy.lasting)),
        plain(_("People say: {reasons}").format(reasons=", ".join(remedy.reasons)), MUTED),
    ]
    if remedy.rematch:
        text = _(
            "A new pairing may be the way out, without fault: {propose} on Pairs proposes one."
        )
        lines.append(plain(host.keyed(text), MUTED))
    return ListEntry(remedy.title, beside, lines)


def show_guides(host: Host, view: View) -> None:
    """Show the guides, in the length that comes nearest to a session of the programme."""
    minutes = view.programme.minutes
    phase = library.phase_of(view.programme.week_of(host.today), view.programme.weeks)
    texts = host.look(library.guides)
    if texts is None:
        return
    guides = sorted(texts, key=lambda each: each.phase != phase)
    host.push_screen(
        ShelfScreen(
            _("Session guides"),
            [_guide(each, minutes, phase) for each in guides],
            _("page down reads on, escape closes"),
        )
    )


def _guide(guide: Guide, minutes: int, phase: str) -> ListEntry:
    length = guide.nearest(minutes)
    blocks = [
        Content.assemble(
            plain(ngettext("{n} min", "{n} min", each.minutes) + "  ", MUTED),
            plain(f"{each.label}  ", "bold"),
            plain(each.text),
        )
        for each in guide.lengths[length]
    ]
    lines = [plain(guide.purpose), plain(_("Before: {text}").format(text=guide.before), MUTED)]
    lines.append(Content("\n").join(blocks))
    if guide.give_back != "–":
        lines.append(plain(_("Give-back: {text}").format(text=guide.give_back)))
    if guide.to_try != "–":
        lines.append(plain(_("To try: {text}").format(text=guide.to_try)))
    beside = ngettext("{n} minute", "{n} minutes", length)
    if guide.phase == phase:
        beside = _("{minutes}, for this phase").format(minutes=beside)
    return ListEntry(f"{guide.id} {guide.title}", beside, lines)


def _names(view: View, pair: Pair) -> str:
    return f"{view.name(pair.mentor_id)} & {view.name(pair.senior_id)}"
