"""The coordinator's report: it names people, and says what each of them gained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from revmentor.content import skills
from revmentor.exchange.report_parts import Bar, Section, Table, caution, firm, sides, took
from revmentor.model.base import Role
from revmentor.rules import attainment, findings, outcome
from revmentor.rules.outcome import Change
from revmentor.rules.view import View
from revmentor.words import _, listed, ngettext, number, plain_date


def sections(view: View) -> Iterator[Section]:
    """Yield the sections of the coordinator's report, in the order of Kirkpatrick's levels."""
    yield _in_short(view)
    yield took(view, "coordinator")
    yield _worth(view)
    for role, title in sides():
        yield _can_now(view, role, title)
    yield _goals(view)
    yield _do_now(view)
    yield _gave_and_gained(view)
    about = firm(view, "coordinator")
    quotes = [(_("Lessons"), view.programme.lessons)] if view.programme.lessons else []
    yield Section(about.title, about.lines, about.tables, quotes=quotes, small=about.small)
    yield _who_is_missing(view)
    yield _appendix(view)


def _in_short(view: View) -> Section:
    lines = []
    for role, title in sides():
        lines.append(f"{title}: {counted(findings.summary(view, role))}")
    standard = outcome.standard_level(view)
    if standard.of:
        lines.append(
            _("At the standard level: {n} of {of} seniors, from {start} at the start.").format(
                n=standard.reached, of=standard.of, start=standard.at_start
            )
        )
    return Section(_("In short"), lines)


def counted(found: findings.Summary) -> str:
    """Return how people changed in a sentence: k of n, the interval, and what is missing."""
    counts = found.counts
    if not counts.started:
        return _("nobody has a starting point; that is a finding.")
    if not counts.pairs or found.wilson is None:
        return ngettext(
            "nobody has an end yet, of {n} who started.",
            "nobody has an end yet, of {n} who started.",
            counts.started,
        )
    text = _(
        "{better} better, {same} the same, {worse} lower, of {n} with a start and an end"
    ).format(better=counts.improved, same=counts.same, worse=counts.worse, n=counts.pairs)
    if counts.pairs >= 10:
        low, high = (round(100 * each) for each in found.wilson)
        text += _(
            " ({k} of {n} improved; with so few people anything from {low} to {high} %)"
        ).format(k=counts.improved, n=counts.pairs, low=low, high=high)
    if counts.missing:
        worst, best = counts.bounds
        text += _("; {missing} have no end, so {worst} to {best} of {of}").format(
            missing=counts.missing, worst=worst, best=best, of=counts.started
        )
    return f"{text}."


def _worth(view: View) -> Section:
    lines = []
    stars = [star for each in view.sessions for star in each.ratings.values()]
    if stars:
        lines.append(
            _("Session ratings, 1 to 5: {counts} ({n} ratings).").format(
                counts=_distribution(stars), n=len(stars)
            )
        )
    forms = list(view.evaluations.values())
    scores = [form.would_recommend for form in forms if form.would_recommend is not None]
    if scores:
        lines.append(
            _("Would recommend it, 0 to 10: {counts} ({n} of {of} forms).").format(
                counts=_distribution(scores),
                n=len(scores),
                of=len(view.mentors) + len(view.seniors),
            )
        )
    repeat = [form.would_repeat for form in forms if form.would_repeat is not None]
    if repeat:
        lines.append(_("Would do it again: {n} of {of}.").format(n=sum(repeat), of=len(repeat)))
    quotes = [
        (f"{view.name(form.person_id)}", form.story)
        for form in sorted(forms, key=lambda form: view.sort_key(form.person_id))
        if form.story
    ]
    return Section(
        _("Was it worth the time"),
        lines or [_("Nobody was asked; that is a finding.")],
        quotes=quotes,
    )


def _distribution(values: Sequence[int]) -> str:
    """Return how often each value was given, like 41 × 3, 167 × 4."""
    return ", ".join(f"{values.count(each)} × {each}" for each in sorted(set(values)))


def _can_now(view: View, role: Role, title: str) -> Section:
    rows = [row for row in outcome.changes(view, role) if row.baseline or row.final]
    lines = [counted(findings.summary(view, role))]
    if not rows:
        lines = [_("No level was written down on this side; that is a finding.")]
    if role == "senior" and view.programme.standard_level:
        below = outcome.standard_level(view).below
        names = dict.fromkeys(view.name(row.person_id) for row in below)
        if below:
            lines.append(
                _("Still below the standard level: {names}.").format(names=listed([*names]))
            )
    return Section(
        _("What they can do now: {side}").format(side=title.casefold()),
        lines,
        bars=list(_bars(view, rows)),
    )


def _bars(view: View, rows: list[Change]) -> Iterator[Bar]:
    """Yield a drawing for each row; why somebody has no end is said once."""
    said: set[str] = set()
    for row in rows:
        yield _bar(view, row, why=row.person_id not in said)
        if row.final is None:
            said.add(row.person_id)


def _bar(view: View, row: Change, *, why: bool) -> Bar:
    start = row.baseline.level if row.baseline else None
    end = row.final.level if row.final else None
    if start is None:
        told = _("no start, end {end}").format(end=end)
    elif end is None:
        gone = outcome.departure(view, row.person_id, row.role) if why else ""
        told = _("start {start}, no end").format(start=start) + (f": {gone}" if gone else "")
        if row.other_rater:
            told = _("start {start}; the end was rated by somebody else").format(start=start)
    else:
        told = _("from {start} to {end}").format(start=start, end=end)
        if row.then:
            told += _(", the start seen afterwards as {then}").format(then=row.then.level)
        if row.target is not None:
            reached = end >= row.target
            told += (_(", {target} reached") if reached else _(", {target} not reached")).format(
                target=row.target
            )
    skill = skills.short_name(row.skill_id, view.skill_name(row.skill_id))
    return Bar(view.name(row.person_id), skill, start, end, row.target, told)


def _goals(view: View) -> Section:
    rows = []
    for person_id in (None, *view.participants):
        for goal in view.goals_of(person_id):
            rows.append(
                [
                    view.name(person_id) if person_id else view.programme.name,
                    goal.text,
                    attainment.verdict(goal.attainment),
                ]
            )
    lines = []
    for score in findings.goal_scores(view):
        if score.t is not None:
            lines.append(
                _("{name}: T {t}, {rated} goals rated of {of}").format(
                    name=view.name(score.person_id),
                    t=number(score.t),
                    rated=score.rated,
                    of=score.of,
                )
            )
    judged = [
        goal for goal in view.snapshot.goals.values() if goal.programme_id == view.programme.id
    ]
    known = sum(goal.attainment is not None for goal in judged)
    first = _("{n} of {of} goals are judged.").format(n=known, of=len(judged))
    heads = [_("Whose"), _("Goal"), _("It is")]
    tables = [Table(_("Every goal, and how far it was reached"), heads, rows)] if rows else []
    small = (
        _("T of Goal Attainment Scaling, 50 is as agreed: {scores}.").format(
            scores="; ".join(lines)
        )
        if lines
        else ""
    )
    return Section(_("Goals"), [first], tables, small=small)


def _do_now(view: View) -> Section:
    tried = findings.steps_tried(view)
    agreed = tried.tried + tried.not_tried + tried.unknown
    text = _("Of {of} steps agreed on in sessions {n} were tried, {no} were not, {open} not known.")
    lines = [text.format(of=agreed, n=tried.tried, no=tried.not_tried, open=tried.unknown)]
    return Section(_("What they do with it"), lines)


def _gave_and_gained(view: View) -> Section:
    ledger = [each for each in findings.give_backs(view) if each.held]
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
    heads = [_("Mentor"), _("Senior"), _("Sessions with a give-back"), _("What came back")]
    tables = [Table(_("What came back, pair by pair"), heads, rows)] if rows else []
    quotes = []
    for pair in view.pairs:
        mentor = view.evaluations.get((pair.mentor_id, "mentor"))
        senior = view.evaluations.get((pair.senior_id, "senior"))
        said = [
            (_("{name} gained").format(name=view.name(pair.senior_id)), senior and senior.own_gain),
            (_("as {name} saw it").format(name=view.name(pair.mentor_id)),
             mentor and mentor.other_gain),
            (_("{name} gained").format(name=view.name(pair.mentor_id)), mentor and mentor.own_gain),
            (_("as {name} saw it").format(name=view.name(pair.senior_id)),
             senior and senior.other_gain),
        ]  # fmt: skip
        quotes += [(who, text) for who, text in said if text]
    return Section(_("Gave and gained"), lines, tables, quotes=list(dict.fromkeys(quotes)))


def _who_is_missing(view: View) -> Section:
    rows = [
        [
            view.name(each.person_id),
            _("mentor") if each.role == "mentor" else _("senior"),
            each.reason or _("no end written down"),
        ]
        for role, _title in sides()
        for each in findings.flow(view, role).gone
        if role == "senior" or outcome.changes(view, "mentor")
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
    tables = [Table(_("Who started and has no end"), [_("Who"), _("Side"), _("Why")], rows)]
    return Section(
        _("Who is missing, and which pairs changed"),
        moved or [_("No pair changed.")],
        tables if rows else [],
    )


def _appendix(view: View) -> Section:
    lines = []
    for role, title in sides():
        found = findings.summary(view, role)
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
            text += _("; exact signed-rank test V {v}, p {p}").format(
                v=number(found.test[0]), p=number(found.test[1], 4)
            )
        lines.append(f"{text}.")
    spread = [
        [
            view.skill_name(each.skill_id),
            str(each.n),
            f"{each.before[0]}–{each.before[1]}",
            f"{each.after[0]}–{each.after[1]}",
        ]
        for each in findings.spread(outcome.changes(view, "senior"))
    ]
    heads = [_("Skill"), _("People"), _("At the start"), _("At the end")]
    tables = [Table(_("Lowest and highest level of the seniors"), heads, spread)] if spread else []
    return Section(_("Appendix"), lines, tables, small=caution())
