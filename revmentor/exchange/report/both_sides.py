"""The rest of the coordinator's report: both sides side by side, who is missing, afterwards."""

from __future__ import annotations

from datetime import date

from revmentor.exchange.report.common import ReportSection, ReportTable, sides
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.i18n.numbers import number
from revmentor.model import labels
from revmentor.rules.programme_view import View
from revmentor.rules.results import final_forms, findings, follow_ups, level_changes
from revmentor.rules.results.form_questions import compared_questions


def gave_and_gained(view: View) -> ReportSection:
    """Return what came back, and what each side says to have gained beside what the other saw."""
    ledger = [each for each in findings.give_backs_received(view) if each.held]
    regular = sum(2 * len(each.with_give_back) > len(each.held) for each in ledger)
    lines = [
        _("In {n} of {of} pairs something came back in more than half of the sessions.").format(
            n=regular, of=len(ledger)
        )
    ]
    rows = [
        [
            view.name(each.pair.mentor_id),
            view.name(each.pair.senior_id),
            _("{n} of {of}").format(n=len(each.with_give_back), of=len(each.held)),
            ", ".join(view.skill_name(skill_id) for skill_id in each.skills),
        ]
        for each in ledger
    ]
    for role, title in sides():
        for each in final_forms.felt(view, role):
            text = _(
                "{side}, “{what}”, before and now, 1 to 5: {better} better, {same} the same, "
                "{worse} lower, of {n}."
            )
            lines.append(
                text.format(
                    side=title,
                    what=compared_questions(each.item),
                    better=each.counts.improved,
                    same=each.counts.same,
                    worse=each.counts.worse,
                    n=each.counts.pairs,
                )
            )
    heads = [_("Mentor"), _("Senior"), _("Sessions with a give-back"), _("What came back")]
    tables = [ReportTable(_("What came back, pair by pair"), heads, rows)] if rows else []
    quotes = []
    for pair in view.pairs:
        mentor = view.evaluations.get((pair.mentor_id, "mentor"))
        senior = view.evaluations.get((pair.senior_id, "senior"))
        names = view.name(pair.mentor_id), view.name(pair.senior_id)
        seen = _("{name} gained, as {other} saw it")
        said = [
            (_("{name} gained").format(name=names[1]), senior and senior.own_gain),
            (seen.format(name=names[1], other=names[0]), mentor and mentor.other_gain),
            (_("{name} gained").format(name=names[0]), mentor and mentor.own_gain),
            (seen.format(name=names[0], other=names[1]), senior and senior.other_gain),
        ]
        quotes += [(who, text) for who, text in said if text]
    return ReportSection(_("Gave and gained"), lines, tables, quotes=list(dict.fromkeys(quotes)))


def who_is_missing(view: View) -> ReportSection:
    """Return who started and has no end, with the reason, and which pairs changed."""
    rows = [
        [
            view.name(each.person_id),
            labels.roles()[each.role],
            each.reason or _("no end written down"),
        ]
        for role, _title in sides()
        for each in findings.flow(view, role).gone
        if role == "senior" or level_changes.changes(view, "mentor")
    ]
    moved = [
        _("{senior}: until {day} with {mentor}. {reason}")
        .format(
            senior=view.name(each.senior_id),
            day=plain_date(each.on) if each.on else "",
            mentor=view.name(each.ended.mentor_id),
            reason=each.ended.end_reason or "",
        )
        .strip()
        for each in findings.pairs_changed(view)
    ]
    tables = [ReportTable(_("Who started and has no end"), [_("Who"), _("Side"), _("Why")], rows)]
    return ReportSection(
        _("Who is missing, and which pairs changed"),
        moved or [_("No pair changed.")],
        tables if rows else [],
    )


def appendix(view: View) -> ReportSection:
    """Return the statistics that a reader in a hurry does not need."""
    lines = []
    for role, title in sides():
        found = findings.side_summary(view, role)
        if found.counts.median_change is None:
            continue
        text = _("{side}: median change {median} levels a person over {n} people").format(
            side=title, median=number(found.counts.median_change), n=found.counts.pairs
        )
        if found.hodges_lehmann:
            estimate, low, high = found.hodges_lehmann
            text += _("; Hodges–Lehmann {estimate}, 95 % interval {low} to {high}").format(
                estimate=number(estimate), low=number(low), high=number(high)
            )
        if found.test:
            p = found.test.p
            text += _("; exact signed-rank test V {v}, p {p}").format(
                v=number(found.test.v), p=f"< {number(0.001, 3)}" if p < 0.001 else number(p, 4)
            )
        lines.append(f"{text}.")
    spread = [
        [
            view.skill_name(each.skill_id),
            str(each.n),
            f"{each.before[0]}–{each.before[1]}",
            f"{each.after[0]}–{each.after[1]}",
        ]
        for each in findings.spread(level_changes.changes(view, "senior"))
    ]
    heads = [_("Skill"), _("People"), _("At the start"), _("At the end")]
    tables = (
        [ReportTable(_("Lowest and highest level of the seniors"), heads, spread)] if spread else []
    )
    return ReportSection(_("Appendix"), lines, tables, small=level_changes.caution())


def afterwards_told(view: View, today: date) -> ReportSection | None:
    """Return what was heard after the closing, and who is still in the firm."""
    lines = []
    for day in follow_ups.retention_days(view.programme, today):
        text = _(
            "In the firm on {day}: {seniors} of {of} seniors, {mentors} of {mentors_of} mentors."
        )
        seniors, mentors = (
            follow_ups.retention(view, "senior", day),
            follow_ups.retention(view, "mentor", day),
        )
        lines.append(
            text.format(
                day=plain_date(day),
                seniors=len(seniors.stayed),
                of=len(seniors.started),
                mentors=len(mentors.stayed),
                mentors_of=len(mentors.started),
            )
        )
    quotes = []
    for kind in follow_ups.KINDS:
        found = follow_ups.still_using(view, kind)
        if found is None:
            continue
        name = labels.follow_ups()[kind]
        if found.on:
            text = _("{when}, {day}: {yes} of {of} asked still use it, {missing} were not reached.")
            lines.append(
                text.format(
                    when=name,
                    day=plain_date(found.on),
                    yes=len(found.yes),
                    of=len(found.yes) + len(found.no),
                    missing=len(found.not_asked),
                )
            )
            if found.note:
                quotes.append((name, found.note))
        elif found.due_on <= today:
            lines.append(_("{when}: not asked.").format(when=name))
        else:
            text = _("{when}: to be asked from {day} on.")
            lines.append(text.format(when=name, day=plain_date(found.due_on)))
    if not lines:
        return None
    return ReportSection(_("Who stayed, and what is still used"), lines, quotes=quotes)


def do_now(view: View) -> ReportSection:
    """Return what people do with it: steps tried, tools of the last week, minutes, certificates."""
    tried = findings.steps_tried(view)
    agreed = tried.tried + tried.not_tried + tried.unknown
    text = _("Of {of} steps agreed on in sessions {n} were tried, {no} were not, {open} not known.")
    lines = [text.format(of=agreed, n=tried.tried, no=tried.not_tried, open=tried.unknown)]
    tools = final_forms.tools_used(view)
    rows = [[name, _("{n} of {of}").format(n=n, of=tools.answered)] for name, n in tools.named]
    if tools.answered:
        text = _(
            "{n} of {of} seniors who answered used a tool last week; {missing} did not answer."
        )
        lines.append(text.format(n=tools.n, of=tools.answered, missing=tools.of - tools.answered))
    saved = final_forms.minutes_saved(view)
    if saved.median is not None:
        text = _("Minutes saved a week: median {n}, as {k} of {of} seniors said.")
        lines.append(text.format(n=number(saved.median), k=saved.n, of=saved.of))
    if papers := final_forms.certificates(view):
        lines.append(ngettext("{n} certificate.", "{n} certificates.", len(papers)))
    heads = [_("Tool"), _("Seniors who used it")]
    tables = (
        [ReportTable(_("Tools used in the last week, as seniors said"), heads, rows)]
        if rows
        else []
    )
    return ReportSection(_("What they do with it"), lines, tables)
