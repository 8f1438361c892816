"""The levels in the coordinator's report: who rose, by whose word, and what lies behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from revmentor.exchange.report.common import (
    Bar,
    Dot,
    ReportSection,
    ReportTable,
    sides,
    with_rows,
)
from revmentor.exchange.report.plain_words import side_in_words
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, listed, ngettext
from revmentor.i18n.numbers import number, signed
from revmentor.model import labels
from revmentor.model.base import Role
from revmentor.model.rating import Moment, Rating, level_of
from revmentor.rules.programme_view import View
from revmentor.rules.results import level_changes, raters, side_changes, standard
from revmentor.rules.results.level_changes import LevelChange
from revmentor.rules.results.side_changes import Summary
from revmentor.rules.results.statistics import BeforeAfter


def counted_side(view: View, role: Role, title: str) -> str:
    """Return how a side changed, with its name before it."""
    return f"{title}: {_counted(side_changes.side_summary(view, role))}"


def _counted(summary: Summary) -> str:
    """Return how people changed in a sentence: k of n, the interval, and what is missing."""
    counts = summary.counts
    if not counts.started:
        return _("nobody has a starting point in something to learn; that is a finding.")
    if not counts.pairs or summary.wilson is None:
        return ngettext(
            "nobody has an end to compare, of {n} with a starting point.",
            "nobody has an end to compare, of {n} with a starting point.",
            counts.started,
        )
    likely, missing = _likely(counts, summary.wilson), _without_end(counts)
    return f"{_counts(counts)}{likely}{_size(counts)}{_behind(summary)}{missing}."


def _counts(counts: BeforeAfter) -> str:
    return _(
        "{better} better, {same} the same, {worse} lower, of {n} with a start and an end"
    ).format(better=counts.improved, same=counts.same, worse=counts.worse, n=counts.pairs)


def _likely(counts: BeforeAfter, wilson: tuple[float, float]) -> str:
    """Return between which shares the truth lies; nothing where people are too few to say."""
    if counts.pairs < 10:
        return ""
    low, high = (round(100 * end) for end in wilson)
    return _(" ({k} of {n} improved; with {n} people anything from {low} to {high} %)").format(
        k=counts.improved, n=counts.pairs, low=low, high=high
    )


def _size(counts: BeforeAfter) -> str:
    if counts.median_change is None:
        return ""
    return _("; median {n} levels a skill").format(n=number(counts.median_change, 2))


def _behind(summary: Summary) -> str:
    """Return what the counts do not show: who went down in a skill, who was seen in some only."""
    told = ""
    if summary.went_down:
        told += ngettext(
            "; {n} went down in a skill", "; {n} went down in a skill", summary.went_down
        )
    if summary.partly:
        told += ngettext(
            "; {n} has an end to compare in only some skills",
            "; {n} have an end to compare in only some skills",
            summary.partly,
        )
    return told


def _without_end(counts: BeforeAfter) -> str:
    """Return what those who have no end may change; nothing where everybody has one."""
    if not counts.missing:
        return ""
    worst, best = counts.bounds
    text = ngettext(
        "; {n} has no end to compare, so {{worst}} to {{best}} of {{of}} are better",
        "; {n} have no end to compare, so {{worst}} to {{best}} of {{of}} are better",
        counts.missing,
    )
    return text.format(worst=worst, best=best, of=counts.started)


def can_now(view: View, role: Role, title: str) -> ReportSection:
    """Return what the people of a side can do now, skill by skill."""
    rows = _rows(view, role)
    lines = [side_in_words(side_changes.side_summary(view, role), title)]
    if not rows:
        lines = [_("No level of what they learn was written down; that is a finding.")]
    elif raters.all_own(view, rows):
        lines.append(_("All of these are their own ratings."))
    return ReportSection(
        _("What they can do now: {side}").format(side=title.casefold()),
        lines,
        with_rows([_by_skill(view, title, rows)]),
    )


def _rows(view: View, role: Role) -> list[LevelChange]:
    return [row for row in level_changes.changes(view, role) if row.baseline or row.final]


def every_level(view: View, role: Role, title: str) -> ReportSection | None:
    """Return every person and skill of a side from start to end; ``None`` without any."""
    rows = _rows(view, role)
    if not rows:
        return None
    return ReportSection(
        _("Every person and skill: {side}").format(side=title.casefold()),
        list(_partly(view, side_changes.side_summary(view, role))),
        bars=list(_bars(view, rows)),
    )


def _partly(view: View, summary: Summary) -> Iterator[str]:
    """Yield who has an end in only some of the skills with a starting point, and in how many."""
    some = [each for each in summary.people if 0 < each.seen < each.started]
    if some:
        told = [
            _("{name} ({n} of {of})").format(
                name=view.name(each.person_id), n=each.seen, of=each.started
            )
            for each in sorted(some, key=lambda each: view.sort_key(each.person_id))
        ]
        yield _("Seen again in only some skills: {names}.").format(names=listed(told))


def _by_skill(view: View, title: str, rows: Sequence[LevelChange]) -> ReportTable:
    """Return how many went up and down in each skill, of those seen at both moments."""
    counts = [
        [view.skill_name(each.skill_id), *map(str, (each.up, each.same, each.down, each.n))]
        for each in level_changes.skill_changes(rows)
    ]
    heads = [_("Skill"), _("Up"), _("The same"), _("Down"), _("People")]
    return ReportTable(
        _("{side}, skill by skill, of those seen at both moments").format(side=title), heads, counts
    )


def at_the_standard(view: View) -> ReportSection:
    """Return who stands at the standard level, and by name who is below it or not known."""
    lines = [*standard.sentences(standard.standard_level(view)), *_by_name(view)]
    return ReportSection(_("The standard level"), lines)


def _by_name(view: View) -> Iterator[str]:
    """Yield who is below the standard level at the end, and of whom no end says it."""
    standing = standard.standard_level(view)
    if standing.below:
        text = _("Below the standard level at the end: {names}.")
        yield text.format(names=_names(view, standing.below))
    if standing.no_end:
        yield _("No end in all of it: {names}.").format(names=_names(view, standing.no_end))
    if standing.no_end_at_start:
        text = _("Of these {names} stood there at the start.")
        yield text.format(names=_names(view, standing.no_end_at_start))


def _names(view: View, people: Iterable[str]) -> str:
    return listed([view.name(person_id) for person_id in people])


def _bars(view: View, rows: list[LevelChange]) -> Iterator[Bar]:
    """Yield a drawing for each row; why somebody has no end is said once."""
    explained: set[str] = set()
    for row in rows:
        yield _bar(view, row, why=row.person_id not in explained)
        if row.final is None:
            explained.add(row.person_id)


def _bar(view: View, row: LevelChange, *, why: bool) -> Bar:
    start = level_of(row.baseline)
    end = level_of(row.final)
    words = _from_start_to_end(view, row, why=why) + _own_view(view, row) + _sources(row)
    name = view.name(row.person_id)
    skill = view.skill_name(row.skill_id)
    return Bar(name, skill, start, end, row.target, words, row.person_id)


def _from_start_to_end(view: View, row: LevelChange, *, why: bool) -> str:
    """Return a row in words; ``why`` asks for the reason where there is no end."""
    start, end = row.baseline, row.final
    if start is None:
        return _("no start, end {end}").format(end=end.level if end else "–")
    if end is None:
        return _no_end(view, row, start, why=why)
    way = _("from {start} to {end}").format(start=start.level, end=end.level)
    return way + _tasks(start, end) + _seen_afterwards(row) + _target(row, end)


def _no_end(view: View, row: LevelChange, start: Rating, *, why: bool) -> str:
    if other := row.other_end:
        return _("start {start}; the end, {end}, is another rater’s and not compared").format(
            start=start.level, end=other.level
        )
    gone = level_changes.departure(view, row.person_id, row.role) if why else ""
    text = _("start {start}, no end").format(start=start.level)
    return f"{text}: {gone}" if gone else text


def _tasks(start: Rating, end: Rating) -> str:
    if not (start.tasks and end.tasks):
        return ""
    return _(" (tasks done alone: {before} of {had}, then {after} of {of})").format(
        before=sum(start.tasks.values()),
        had=len(start.tasks),
        after=sum(end.tasks.values()),
        of=len(end.tasks),
    )


def _seen_afterwards(row: LevelChange) -> str:
    if not row.then:
        return ""
    return _(", the start seen afterwards as {then} ({who})").format(
        then=row.then.level, who=labels.raters()[row.then.rated_by]
    )


def _target(row: LevelChange, end: Rating) -> str:
    if row.target is None:
        return ""
    reached = end.level >= row.target
    text = _(", {target} reached") if reached else _(", {target} not reached")
    return text.format(target=row.target)


def _sources(row: LevelChange) -> str:
    """Return who rated a row, when, and on what evidence."""
    ratings = [rating for rating in (row.baseline, row.end) if rating]
    return "".join(f"; {_source(rating)}" for rating in ratings)


def _source(rating: Rating) -> str:
    text = _("{level} by {who} on {day}").format(
        level=rating.level, who=labels.raters()[rating.rated_by], day=plain_date(rating.on)
    )
    return f"{text} ({rating.evidence})" if rating.evidence else text


def _own_view(view: View, row: LevelChange) -> str:
    """Return how far the own rating lies from that of others, where both were given."""
    moment: Moment = "final" if row.final else "baseline"
    gap = raters.self_gap(view, row.person_id, row.skill_id, moment)
    if not gap:
        return ""
    text = (
        _("; the own rating {n} above that of others")
        if gap > 0
        else _("; the own rating {n} below that of others")
    )
    return text.format(n=abs(gap))


def how_it_is_known(view: View) -> ReportSection:
    """Return how the levels were counted, and how far they can be relied on."""
    lines = [
        *(counted_side(view, role, title) for role, title in sides()),
        *(line for role, title in sides() for line in _looked_back(view, role, title)),
        *_own_beside_others(view),
        *(line for role, title in sides() for line in _attrition(view, role, title)),
    ]
    dots = list(_dots(view))
    each_dot = _("Each dot is a senior: sessions to the right, levels a skill upwards.")
    small = [*([each_dot] if dots else []), level_changes.meaning()]
    title = _("How this was counted, and how far it can be relied on")
    return ReportSection(title, lines, dots=dots, small=" ".join(small))


def _looked_back(view: View, role: Role, title: str) -> Iterator[str]:
    """Yield how a side sees its start afterwards, in its own ratings."""
    shift = raters.shift(view, role)
    if shift.shift is None or shift.gain is None or shift.gain_then is None:
        return
    text = _(
        "{side}, looking back: the start seen afterwards lies {shift} levels from the one written "
        "down (median of {n} own ratings); the gain is {gain} from the one, {then} from the other."
    )
    yield text.format(
        side=title,
        shift=signed(shift.shift),
        n=shift.pairs,
        gain=signed(shift.gain),
        then=signed(shift.gain_then),
    )


def _own_beside_others(view: View) -> Iterator[str]:
    """Yield how far own ratings lie from those of others, at the start and at the end."""
    moments: tuple[tuple[Moment, str], ...] = (
        ("baseline", _("At the start")),
        ("final", _("At the end")),
    )
    for moment, when in moments:
        gap = raters.self_and_others(view, moment)
        if gap.mean is not None:
            text = ngettext(
                "{{when}} the own rating lies {{mean}} levels from that of others, of the {n} "
                "level rated by both.",
                "{{when}} own ratings lie {{mean}} levels from those of others, on average of {n} "
                "levels rated by both; {{same}} are the same.",
                gap.pairs,
            )
            yield text.format(when=when, mean=signed(gap.mean), same=gap.exact)


def _attrition(view: View, role: Role, title: str) -> Iterator[str]:
    """Yield where those stood at the start who have no end, beside those who have one."""
    attrition = side_changes.attrition(view, role)
    if attrition.start_with is None or attrition.start_without is None:
        return
    text = _(
        "{side}: those with an end to compare ({n}) started at level {with_end} on average over "
        "their skills, those without ({m}) at {without_end} (medians)."
    )
    yield text.format(
        side=title,
        n=attrition.with_end,
        with_end=number(attrition.start_with, 2),
        m=attrition.without_end,
        without_end=number(attrition.start_without, 2),
    )


def _dots(view: View) -> Iterator[Dot]:
    """Yield the sessions each senior was at beside the change."""
    for each in side_changes.doses(view, "senior"):
        told = ngettext(
            "{{name}}: {n} session, {{change}} levels a skill",
            "{{name}}: {n} sessions, {{change}} levels a skill",
            each.sessions,
        )
        words = told.format(name=view.name(each.person_id), change=signed(each.change))
        yield Dot(each.sessions, each.change, words)
