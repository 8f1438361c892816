"""The coordinator's report: it names people, and says what each of them gained.

After the first sheet come the sections of a few sheets, in the order of Kirkpatrick's levels; rows
of every person, statistics and quotations are the appendix.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from revmentor.exchange.report.both_sides import (
    afterwards_told,
    do_now,
    gave_and_gained,
    in_their_words,
    lowest_and_highest,
    pair_by_pair,
    who_is_missing,
)
from revmentor.exchange.report.common import ReportSection, sides
from revmentor.exchange.report.effort import firm, took
from revmentor.exchange.report.final_words import worth
from revmentor.exchange.report.goals_told import every_goal, goals_in_short
from revmentor.exchange.report.levels import at_the_standard, can_now, every_level, how_it_is_known
from revmentor.exchange.report.topics import seen_otherwise
from revmentor.i18n.gettext import _
from revmentor.rules.launch.head import aims, changes
from revmentor.rules.programme_view import View


def coordinator_sections(view: View, today: date) -> Iterator[ReportSection]:
    """Yield the sections after the first sheet."""
    effort = took(view, today)
    yield replace(effort, lines=[*aims(view), *effort.lines])
    yield worth(view)
    for role, title in sides():
        yield can_now(view, role, title)
    if view.programme.standard_level:
        yield at_the_standard(view)
    yield goals_in_short(view)
    yield do_now(view)
    yield gave_and_gained(view)
    about = firm(view)
    quotes = [(_("Lessons"), view.programme.lessons)] if view.programme.lessons else []
    changed = [_("Changed on the way. {change}").format(change=each) for each in changes(view)]
    lines = [*about.lines, *changed]
    yield ReportSection(about.title, lines, about.tables, quotes=quotes, small=about.small)
    if later := afterwards_told(view, today):
        yield later
    yield who_is_missing(view)


def coordinator_appendix(view: View) -> Iterator[ReportSection]:
    """Yield the sections of the appendix, as far as there is anything in them."""
    yield how_it_is_known(view)
    sections = (
        *(every_level(view, role, title) for role, title in sides()),
        lowest_and_highest(view),
        every_goal(view),
        seen_otherwise(view),
        pair_by_pair(view),
        in_their_words(view),
    )
    yield from (section for section in sections if section is not None)
