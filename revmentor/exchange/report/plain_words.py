"""Shares and sizes as an owner says them: about half, nine in ten, typically one level."""

from __future__ import annotations

from revmentor.i18n.gettext import _, ngettext
from revmentor.i18n.numbers import number
from revmentor.rules.results.side_changes import Summary
from revmentor.rules.results.statistics import BeforeAfter, Interval

_ENOUGH = 10
"""Of fewer people nothing is said of the share that it stands for."""


def share(part: float) -> str:
    """Return a share of one in words, to the nearest tenth."""
    return (
        _("hardly any"),
        _("one in ten"),
        _("two in ten"),
        _("three in ten"),
        _("four in ten"),
        _("half"),
        _("six in ten"),
        _("seven in ten"),
        _("eight in ten"),
        _("nine in ten"),
        _("all"),
    )[int(part * 10 + 0.5)]


def of_such_groups(counts: BeforeAfter, wilson: Interval | None) -> str:
    """Return between which shares so many better ones leave the truth; nothing of a few people."""
    if wilson is None or counts.pairs < _ENOUGH:
        return ""
    return _(
        "{n} people are few: what was seen fits anything between about {low} and {high} of such "
        "groups."
    ).format(n=counts.pairs, low=share(wilson.low), high=share(wilson.high))


def typical_change(counts: BeforeAfter) -> str:
    """Return what stands in the middle of the changes; nothing without any."""
    change = counts.median_change
    if change is None:
        return ""
    whole = {
        0: _("Typically no level more."),
        1: _("Typically one level more a skill."),
        -1: _("Typically one level fewer a skill."),
    }
    if change in whole:
        return whole[int(change)]
    text = (
        _("Typically {change} levels more a skill.")
        if change > 0
        else _("Typically {change} levels fewer a skill.")
    )
    return text.format(change=number(abs(change), 2))


def side_in_words(summary: Summary, title: str) -> str:
    """Return how a side changed in sentences of everyday words, each with of how many."""
    counts = summary.counts
    if not counts.started:
        return _("{side}: nobody has a starting point; that is a finding.").format(side=title)
    if not counts.pairs:
        return _("{side}: nobody has an end to compare.").format(side=title)
    first = _("{side}: {better} of {n} stand higher than at the start, {same} the same, {lower} "
              "lower.").format(
        side=title, better=counts.improved, n=counts.pairs, same=counts.same, lower=counts.worse
    )  # fmt: skip
    rest = (typical_change(counts), _missing(counts), of_such_groups(counts, summary.wilson))
    return " ".join(filter(None, (first, *rest)))


def _missing(counts: BeforeAfter) -> str:
    if not counts.missing:
        return ""
    return ngettext(
        "{n} more has no end, and may stand anywhere.",
        "{n} more have no end, and may stand anywhere.",
        counts.missing,
    )
