"""The rest of the coordinator's report: both sides, who is missing, afterwards, their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from revmentor.exchange.report.common import ReportSection, ReportTable, sides, with_rows
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, listed, ngettext
from revmentor.i18n.numbers import number
from revmentor.model import labels
from revmentor.model.pair import Pair
from revmentor.rules.programme_view import View
from revmentor.rules.results import (
    drawn,
    final_forms,
    findings,
    follow_ups,
    level_changes,
    released,
    side_changes,
)
from revmentor.rules.results.form_questions import compared_questions


def gave_and_gained(view: View) -> ReportSection:
    """Return what came back, how people felt, and what may be told of it in their own words."""
    ledger = _met(view)
    lines = [_balance(ledger), *_of_several(ledger), *_feelings(view), *_kept_back(view)]
    voices = released.voices(view)[:_VOICES]
    return ReportSection(
        _("Gave and gained"), lines, quotes=[(each.whose, each.text) for each in voices]
    )


_VOICES = 6
"""So many stories and successes stand in the report; the others in its appendix."""


def _kept_back(view: View) -> Iterator[str]:
    """Yield how many stories and successes are not told."""
    if n := released.kept_back(view):
        yield ngettext(
            "{n} story or success is not told: its owner did not say that it may be.",
            "{n} stories and successes are not told: their owners did not say that they may be.",
            n,
        )


def _met(view: View) -> list[findings.GiveBack]:
    return [row for row in findings.give_backs_received(view) if row.held]


def pair_by_pair(view: View) -> ReportSection | None:
    """Return what came back in each pair that met; ``None`` where none did."""
    heads = [_("Mentor"), _("Senior"), _("Sessions with a give-back"), _("What came back")]
    rows = [_ledger_row(view, row) for row in _met(view)]
    table = ReportTable(_("What came back, pair by pair"), heads, rows, stacks=True)
    return ReportSection(_("What came back"), tables=[table]) if rows else None


def in_their_words(view: View) -> ReportSection | None:
    """Return what people wrote in their final forms, and the rest of what may be told."""
    of_pairs = (quote for pair in view.pairs for quote in _gains(view, pair))
    more = released.voices(view)[_VOICES:]
    quotes = dict.fromkeys(
        [
            *of_pairs,
            *_of_all(view),
            *_own_gains(view),
            *_next_steps(view),
            *((each.whose, each.text) for each in more),
        ]
    )
    return ReportSection(_("In their own words"), quotes=list(quotes)) if quotes else None


def _own_gains(view: View) -> Iterator[tuple[str, str]]:
    """Yield what each says to have gained, also where there was no pair."""
    for role, _title in sides():
        for form in final_forms.forms_of(view, role):
            if form.own_gain:
                yield _("{name} gained").format(name=view.name(form.person_id)), form.own_gain


def _next_steps(view: View) -> Iterator[tuple[str, str]]:
    for role, _title in sides():
        for form in final_forms.forms_of(view, role):
            if form.next_step:
                yield (
                    _("Next step of {name}").format(name=view.name(form.person_id)),
                    form.next_step,
                )


def _balance(ledger: Sequence[findings.GiveBack]) -> str:
    """Return in how many of the pairs that met something came back most of the time."""
    if not ledger:
        return _("No pair has met; that is a finding.")
    regular = sum(map(drawn.is_regular, ledger))
    return ngettext(
        "In {{regular}} of {n} pair that met something came back in more than half of the "
        "sessions.",
        "In {{regular}} of the {n} pairs that met something came back in more than half of the "
        "sessions.",
        len(ledger),
    ).format(regular=regular)


def _of_several(ledger: Sequence[findings.GiveBack]) -> Iterator[str]:
    """Yield how a give-back of a session of several is counted, where there is one."""
    if any(row.shared for row in ledger):
        yield _(
            "What came back in a session of several is not written down by person: it counts for "
            "each who was there."
        )


def _ledger_row(view: View, row: findings.GiveBack) -> list[str]:
    return [
        view.name(row.pair.mentor_id),
        view.name(row.pair.senior_id),
        _("{n} of {of}").format(n=len(row.with_give_back), of=len(row.held)),
        ", ".join(view.skill_name(skill_id) for skill_id in row.skills),
    ]


def _feelings(view: View) -> Iterator[str]:
    """Yield how people felt before and feel now, a sentence for each question answered for both."""
    text = _(
        "{side}, “{what}”, before and now, 1 to 5: {better} better, {same} the same, "
        "{worse} lower, of {n}."
    )
    for role, title in sides():
        for felt in filter(lambda each: each.counts.pairs, final_forms.felt(view, role)):
            yield text.format(
                side=title,
                what=compared_questions(felt.item),
                better=felt.counts.improved,
                same=felt.counts.same,
                worse=felt.counts.worse,
                n=felt.counts.pairs,
            )


def _gains(view: View, pair: Pair) -> Iterator[tuple[str, str]]:
    """Yield what each of a pair gained, in the words of both: whose words, and the words."""
    said = final_forms.gained(view, pair)
    mentor, senior = view.name(pair.mentor_id), view.name(pair.senior_id)
    gained, as_seen = _("{name} gained"), _("{name} gained, as {other} saw it")
    quotes = (
        (gained.format(name=senior), said.senior_own),
        (as_seen.format(name=senior, other=mentor), said.senior_as_seen),
        (gained.format(name=mentor), said.mentor_own),
        (as_seen.format(name=mentor, other=senior), said.mentor_as_seen),
    )
    yield from ((who, text) for who, text in quotes if text)


def _of_all(view: View) -> Iterator[tuple[str, str]]:
    """Yield what somebody said in one answer of several people: once, under who said it."""
    for form in final_forms.of_all(view):
        text = (
            _("What the seniors gained, as {name} saw it")
            if form.role == "mentor"
            else _("What the mentors gained, as {name} saw it")
        )
        yield text.format(name=view.name(form.person_id)), form.other_gain or ""


def who_is_missing(view: View) -> ReportSection:
    """Return who cannot be compared from start to end, and why, and which pairs changed."""
    table = ReportTable(
        _("Who has no start and end to compare"),
        [_("Who"), _("Side"), _("Why")],
        list(_missing(view)),
    )
    changed = [_pair_change(view, moved) for moved in findings.pairs_changed(view)]
    none = _("No pair changed.") if view.pairs else _("There was no pair.")
    return ReportSection(
        _("Who is missing, and which pairs changed"),
        changed or [none],
        with_rows([table]),
    )


def _missing(view: View) -> Iterator[list[str]]:
    """Yield who cannot be compared, and why; mentors only where levels of theirs were rated."""
    for role, _title in sides():
        if role == "mentor" and not level_changes.changes(view, "mentor"):
            continue
        flow = side_changes.flow(view, role)
        for gone in flow.gone:
            reason = gone.reason or _lacks(flow, gone.person_id)
            yield [view.name(gone.person_id), labels.roles()[gone.role], reason]


def _lacks(flow: side_changes.Flow, person_id: str) -> str:
    """Return what of somebody is lacking who did not leave."""
    if person_id not in flow.baseline:
        return _("no starting point")
    if person_id in flow.final:
        return _("no start and end in one skill by one kind of rater")
    return _("no end written down")


def _pair_change(view: View, moved: findings.Moved) -> str:
    text = _("{senior}: until {day} with {mentor}. {reason}").format(
        senior=view.name(moved.senior_id),
        day=plain_date(moved.on) if moved.on else "",
        mentor=view.name(moved.ended.mentor_id),
        reason=moved.ended.end_reason or "",
    )
    return text.strip()


def lowest_and_highest(view: View) -> ReportSection | None:
    """Return between which levels the seniors stood in each skill; ``None`` without any."""
    heads = [_("Skill"), _("People"), _("At the start"), _("At the end")]
    spread = side_changes.spread(level_changes.changes(view, "senior"))
    table = ReportTable(
        _("Lowest and highest level of the seniors"),
        heads,
        [_spread_row(view, skill) for skill in spread],
    )
    return ReportSection(_("Lowest and highest"), tables=[table]) if spread else None


def _spread_row(view: View, skill: side_changes.Spread) -> list[str]:
    return [
        view.skill_name(skill.skill_id),
        str(skill.n),
        f"{skill.before[0]}–{skill.before[1]}",
        f"{skill.after[0]}–{skill.after[1]}",
    ]


def afterwards_told(view: View, today: date) -> ReportSection | None:
    """Return what was heard after the closing, and who is still in the firm."""
    days = follow_ups.retention_days(view.programme, today)
    uses = list(filter(None, (follow_ups.still_using(view, kind) for kind in follow_ups.KINDS)))
    stayed = (follow_ups.in_the_firm(view, day) for day in days)
    lines = [f"{text}." for text in stayed if text]
    lines += filter(None, (_still_using(view, use, today) for use in uses))
    if not lines:
        return None
    title = _("Who stayed, and what is still used")
    return ReportSection(title, lines, quotes=list(_notes(uses)))


def _notes(uses: Iterable[follow_ups.StillUsing]) -> Iterator[tuple[str, str]]:
    for use in uses:
        if use.on and use.note:
            yield labels.follow_ups()[use.kind], use.note


def _still_using(view: View, use: follow_ups.StillUsing, today: date) -> str:
    """Return what a follow-up heard, or when it is to be asked; nothing where nobody is to be."""
    name = labels.follow_ups()[use.kind]
    if use.on:
        return _heard(use, f"{name}, {plain_date(use.on)}")
    waits = bool(follow_ups.seniors_to_ask(view, today))
    if use.due_on > today:
        text = _("{when}: to be asked from {day} on.") if waits else ""
    elif waits and follow_ups.due_follow_up(view.programme, today) == use.kind:
        text = _("{when}: to be asked since {day}.")
    else:
        text = _("{when}: not asked.") if use.not_asked else ""
    return text.format(when=name, day=plain_date(use.due_on))


def _heard(use: follow_ups.StillUsing, when: str) -> str:
    answered = len(use.yes) + len(use.no)
    told = (
        _("{when}: still used by {yes} of {of} who answered").format(
            when=when, yes=len(use.yes), of=answered
        )
        if answered
        else _("{when}: nobody answered").format(when=when)
    )
    if missing := len(use.not_asked):
        told += ngettext("; {n} was not reached", "; {n} were not reached", missing)
    return f"{told}."


def do_now(view: View) -> ReportSection:
    """Return what people do with it: steps tried, tools of the last week, minutes, certificates."""
    tools = final_forms.tools_used(view)
    named = [f"{name} ({n})" for name, n in tools.named]
    used = [_("Used, and by how many: {tools}.").format(tools=listed(named))] if named else []
    return ReportSection(_("What they do with it"), [*_uses(view), *used])


def _uses(view: View) -> Iterator[str]:
    """Yield the steps, the tools, the minutes and the certificates, as far as there are any."""
    tried = findings.steps_tried(view)
    agreed = tried.tried + tried.not_tried + tried.unknown
    text = ngettext(
        "Of {n} step agreed on in sessions {{yes}} was tried, {{no}} was not, {{open}} not known.",
        "Of {n} steps agreed on in sessions {{yes}} were tried, {{no}} were not, {{open}} not "
        "known.",
        agreed,
    )
    yield (
        text.format(yes=tried.tried, no=tried.not_tried, open=tried.unknown)
        if agreed
        else _("No step to try was agreed on in a session; that is a finding.")
    )
    tools = final_forms.tools_used(view)
    if tools.answered:
        text = ngettext(
            "{{used}} of {n} senior who answered had used a tool in the week before; {{missing}} "
            "did not answer.",
            "{{used}} of the {n} seniors who answered had used a tool in the week before; "
            "{{missing}} did not answer.",
            tools.answered,
        )
        yield text.format(used=tools.n, missing=tools.of - tools.answered)
    saved = final_forms.minutes_saved(view)
    if saved.median is not None:
        text = ngettext(
            "Minutes saved a week: typically {{minutes}}, as {{k}} of {n} senior said.",
            "Minutes saved a week: typically {{minutes}}, as {{k}} of {n} seniors said.",
            saved.of,
        )
        yield text.format(minutes=number(saved.median), k=saved.n)
    if papers := final_forms.certificates(view):
        yield ngettext("{n} certificate.", "{n} certificates.", len(papers))
