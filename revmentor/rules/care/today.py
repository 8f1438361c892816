"""Today: what wants the coordinator, what the week brings, what comes next.

The screen, ``revmentor status`` and its JSON all say what this module says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from revmentor.i18n.dates import short_date
from revmentor.i18n.gettext import _, listed, ngettext
from revmentor.model.case import Case
from revmentor.model.pair import Pair
from revmentor.model.programme import FollowUpKind
from revmentor.rules import journey, restriction
from revmentor.rules.care import (
    beginning,
    cases,
    mentor_signals,
    pair_signals,
    pulses,
    waiting,
    week,
)
from revmentor.rules.care.item import Item, Urgency
from revmentor.rules.goals import starting_points
from revmentor.rules.pairing import eligibility
from revmentor.rules.programme_view import View
from revmentor.rules.results import follow_ups, level_changes
from revmentor.rules.schedule import slots, strip
from revmentor.rules.sessions import steps

_MINUTES: dict[Urgency, float] = {"talk": 3, "look": 1.5, "due": 0.5, "missed": 0.5, "quiet": 0}

_ASKED_FOR = timedelta(weeks=2)
"""How long slips of the pulse are asked for."""


@dataclass(frozen=True)
class Today:
    """The whole of Today for one programme on one day."""

    on: date
    items: tuple[Item, ...]
    slots_logged: int
    slots: int
    coming: tuple[str, ...]

    @property
    def wanting(self) -> int:
        """How many lines want a person."""
        return sum(item.urgency != "quiet" for item in self.items)

    @property
    def minutes(self) -> int:
        """About how many minutes they take."""
        return max(1, round(sum(_MINUTES[item.urgency] for item in self.items)))


def today(view: View, on: date) -> Today:
    """Return what Today says of a programme on a day."""
    items = [*_needs(view, on), *week.this_week(view, on)]
    cells = week.cells_of(view, on)
    logged = sum(cell.state in {"held", "missed", "cancelled", "moved"} for cell in cells)
    order = {"talk": 0, "look": 1, "missed": 2, "due": 2, "quiet": 3}
    groups = {"needs_you": 0, "this_week": 1, "next": 2}
    items.sort(key=lambda item: (groups[item.group], order[item.urgency]))
    return Today(on, tuple(items), logged, len(cells), tuple(week.next_weeks(view, on)))


def nothing_yet() -> Today:
    """Return the Today of a file without a programme."""
    item = Item(
        "needs_you",
        "look",
        _("Programme"),
        _("there is none yet; it begins with a name and a first day"),
        "programme",
    )
    return Today(date.min, (item,), 0, 0, ())


def _needs(view: View, on: date) -> Iterator[Item]:
    yield from _follow_ups(view, on)
    yield from _kept_too_long(view, on)
    if view.programme.closed_on:
        return
    if text := restriction.notice_lacks(view.snapshot.people.values()):
        yield Item("needs_you", "due", _("Privacy"), text, "people")
    yield from _signals(view, on)
    yield from _mentors(view, on)
    yield from waiting.to_talk(view, on)
    yield from _cases(view, on)
    yield from waiting.in_a_pause(view, on)
    yield from waiting.to_be_asked(view, on)
    yield from _pulses(view, on)
    yield from _unlogged(view, on)
    yield from _steps(view, on)
    yield from _lost_steps(view, on)
    begun = journey.has_begun(view, on)
    yield from beginning.events_gone_by(view, on)
    yield from beginning.open_questions(view)
    yield from _people_and_goals(view, begun=begun)
    yield from _starting_points(view, begun=begun)
    yield from beginning.to_launch(view)
    if on > max(view.programme.ends_on, slots.last_day(view)):
        yield _to_close(view)
    elif starting_points.complete(view)[0] or view.pairs:
        yield from _unplaced(view)
        yield from _small_groups(view)


def _to_close(view: View) -> Item:
    missing = ", ".join(level_changes.missing_to_close(view)) or _("nothing is missing: close it")
    return Item("needs_you", "look", _("To close"), missing, "evaluation")


def _follow_ups(view: View, on: date) -> Iterator[Item]:
    """Yield what a closed programme still waits for, also while the next one runs."""
    for programme in sorted(view.snapshot.programmes.values(), key=lambda each: each.id):
        kind = follow_ups.due_follow_up(programme, on)
        if kind is None:
            continue
        its = view
        if programme != view.programme:
            its = view.over(view.snapshot, programme.id)
        if seniors := follow_ups.seniors_to_ask(its, on):
            text = _ask_what_is_used(kind, len(seniors)).format(name=programme.name)
            ids = (programme.id, kind)
            yield Item("needs_you", "due", _("Follow-up"), text, "follow_up", ids)


def _kept_too_long(view: View, on: date) -> Iterator[Item]:
    if text := restriction.kept_too_long(view.firm, on):
        yield Item("needs_you", "look", _("Privacy"), text, "people")


def _ask_what_is_used(kind: FollowUpKind, n: int) -> str:
    if kind == "60_days":
        return ngettext(
            "60 days after {{name}}: ask {n} senior what is still used",
            "60 days after {{name}}: ask {n} seniors what is still used",
            n,
        )
    return ngettext(
        "six months after {{name}}: ask {n} senior what is still used",
        "six months after {{name}}: ask {n} seniors what is still used",
        n,
    )


def _signals(view: View, on: date) -> Iterator[Item]:
    for pair in view.open_pairs:
        read = pair_signals.signals_of(view, pair, on)
        if not read.signals:
            continue
        yield Item(
            "needs_you",
            "talk" if read.status == "red" else "look",
            _first_names(view, pair),
            "; ".join(each.message for each in read.signals[:2]),
            "pairs",
            (pair.id,),
            rule=",".join(each.rule for each in read.signals),
        )


def _first_names(view: View, pair: Pair) -> str:
    return f"{view.first_name(pair.mentor_id)} & {view.first_name(pair.senior_id)}"


def _mentors(view: View, on: date) -> Iterator[Item]:
    for mentor_id in view.active_mentors:
        signals = mentor_signals.group_signals(view, mentor_id, on)
        if signals:
            yield Item(
                "needs_you",
                "look",
                view.name(mentor_id),
                "; ".join(each.message for each in signals),
                "pairs",
                (mentor_id,),
                rule=",".join(each.rule for each in signals),
            )


def _cases(view: View, on: date) -> Iterator[Item]:
    for case in cases.cases(view):
        if case.due_on is None or case.due_on <= on:
            about = case.pair_id or case.person_id
            ids = (case.id, about) if about else (case.id,)
            who, text = _case_subject(view, case), _case_text(view, case)
            yield Item("needs_you", "look", who, text, "case", ids)


def _case_subject(view: View, case: Case) -> str:
    """Return whom a case is about: a pair, a person, or nobody in particular."""
    if pair := view.snapshot.pairs.get(case.pair_id or ""):
        return _first_names(view, pair)
    return view.name(case.person_id) if case.person_id else _("Case")


def _case_text(view: View, case: Case) -> str:
    text = _("{text} (since {day})").format(
        text=_first_sentence(case.next_step or case.text),
        day=short_date(case.due_on or case.opened_on),
    )
    if cases.proposes_rematch(view, case):
        return _("again, a new pairing is the way out: {text}").format(text=text)
    return text


def _first_sentence(text: str) -> str:
    """Return what a case says first: the whole stands where it is followed."""
    first, stop, rest = text.partition(". ")
    return f"{first} …" if stop and rest else text


def _pulses(view: View, on: date) -> Iterator[Item]:
    opened = pulses.round_of(view, on)
    missing = pulses.missing_slips(view, on)
    if not opened or not missing or on > view.programme.ends_on:
        return
    number, since = opened
    if on >= since + _ASKED_FOR:
        return  # what did not come back by now is missing, and shown as missing
    of = len(pulses.paired_people(view))
    subject = _("Pulse, round {n}").format(n=number)
    text = _came_in(view, missing, of)
    yield Item("needs_you", "due", subject, text, "answers", tuple(missing), since)


_NAMED = 3
"""So many who have not answered are named; more are counted."""


def _came_in(view: View, missing: Sequence[str], of: int) -> str:
    """Return how many answered a round, and who has not."""
    if len(missing) == of:
        return _("nobody of {of} has answered yet").format(of=of)
    told = _("{n} of {of} in").format(n=of - len(missing), of=of)
    if len(missing) > _NAMED:
        return told
    names = listed([view.first_name(each) for each in missing])
    text = ngettext("{{told}}; {{names}} has not answered", "{{told}}; {{names}} have not answered",
                    len(missing))  # fmt: skip
    return text.format(told=told, names=names)


def _unlogged(view: View, on: date) -> Iterator[Item]:
    week_of = view.programme.week_of
    for mentor_id in view.mentors:
        waiting = strip.waiting_weeks(view, on, [mentor_id])
        if late := [each for each in waiting if week_of(each.day) < week_of(on)]:
            text = ngettext(
                "{n} earlier slot not logged, on {{day}}",
                "{n} earlier slots not logged, last on {{day}}",
                len(late),
            ).format(day=short_date(late[-1].day))
            first = late[0]
            yield Item(
                "needs_you",
                "missed",
                view.name(mentor_id),
                text,
                "log",
                (mentor_id, first.session.id) if first.session else (mentor_id,),
                first.day,
                series=first.series.key,
            )


def _steps(view: View, on: date) -> Iterator[Item]:
    to_ask = steps.steps_to_ask(view, on)
    if not to_ask or on > view.programme.ends_on:
        return
    names = _seniors_of(view, to_ask)
    text = ngettext("{n} to ask about: {{who}}", "{n} to ask about: {{who}}", len(to_ask))
    ids = tuple(each.session.id for each in to_ask)
    yield Item("needs_you", "due", _("Steps tried"), text.format(who=names), "steps", ids)


def _seniors_of(view: View, asked: Sequence[steps.AskedStep]) -> str:
    """Return whose steps these are, the first four by name."""
    people = list(dict.fromkeys(each.step.senior_id for each in asked))
    first = [view.first_name(each) for each in people[:4]]
    if more := len(people[4:]):
        return _("{names} and {n} more").format(names=", ".join(first), n=more)
    return listed(first)


def _lost_steps(view: View, on: date) -> Iterator[Item]:
    """Yield the last step of a pair that has ended, or of the programme, if nobody answered it."""
    lost = steps.lost_steps(view, on)
    if not lost:
        return
    pairs = [pair.id for pair in view.pairs if _agreed_in(pair, lost[0])]
    if len(lost) == 1:
        text = _("{name} was to try “{step}”, and nobody asked what came of it").format(
            name=view.first_name(lost[0].step.senior_id), step=lost[0].step.text
        )
    else:
        text = _("{n} that nobody asked about: {who}").format(
            n=len(lost), who=_seniors_of(view, lost)
        )
    ids = (*(each.session.id for each in lost), *(pairs[:1] if len(lost) == 1 else ()))
    yield Item("needs_you", "due", _("Last step"), text, "steps", ids)


def _agreed_in(pair: Pair, asked: steps.AskedStep) -> bool:
    """Tell whether a step was agreed between the two of a pair."""
    session, senior_id = asked.session, asked.step.senior_id
    return (
        (pair.mentor_id, pair.senior_id) == (session.mentor_id, senior_id)
        and pair.from_on <= session.day
        and (pair.until_on is None or session.day <= pair.until_on)
    )


def _people_and_goals(view: View, *, begun: bool) -> Iterator[Item]:
    if not view.participations:
        yield Item("needs_you", "look", _("People"), _("nobody takes part yet"), "people")
        return
    for text in journey.goals_lack(view):
        yield Item("needs_you", "look" if not begun else "due", _("Goals"), text, "goals")


def _starting_points(view: View, *, begun: bool) -> Iterator[Item]:
    lacking = starting_points.missing(view)
    if not lacking or not view.participations:
        return
    people = {each.person_id for each in lacking}
    text = ngettext(
        "{n} person has no full starting point",
        "{n} people have no full starting point",
        len(people),
    )
    if not begun:
        text += _(", to be written before the first session")
    yield Item("needs_you", "look", _("Baselines"), text, "baselines")


_MANY = 4
"""More seniors without a mentor than that are one thing to do, not as many."""


def _unplaced(view: View) -> Iterator[Item]:
    urgency: Urgency = "talk" if view.pairs else "look"
    if len(view.unplaced) > _MANY:
        text = ngettext(
            "{n} senior has no mentor; a plan is proposed on Pairs",
            "{n} seniors have no mentor; a plan is proposed on Pairs",
            len(view.unplaced),
        )
        yield Item("needs_you", urgency, _("Pairs"), text, "pairs")
        return
    for senior_id in view.unplaced:
        name = view.name(senior_id)
        yield Item("needs_you", urgency, name, _("has no mentor"), "pairs", (senior_id,))


def _small_groups(view: View) -> Iterator[Item]:
    """Yield the mentors with fewer seniors than were agreed at least."""
    for mentor_id in eligibility.below_minimum(view):
        n = len(view.group_of(mentor_id))
        yield Item(
            "needs_you",
            "look",
            view.name(mentor_id),
            ngettext("has {n} senior", "has {n} seniors", n)
            + _(", agreed were at least {least}").format(
                least=eligibility.load(view, mentor_id)[0]
            ),
            "pairs",
            (mentor_id,),
        )
