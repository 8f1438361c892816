"""The five things a good goal says; what is not said is asked for, never refused.

Only a goal without a target or a starting point is refused, by the action that sets it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

import msgspec

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.programme import Programme

Point = Literal["specific", "measurable", "achievable", "relevant", "timed"]
LEVELS_IN_TWELVE_WEEKS = 3
"""More levels than that in twelve weeks are seldom reached (our own threshold)."""


class GoalDraft(msgspec.Struct, frozen=True):
    """A goal as it stands in a form; ``baseline`` and ``target`` are levels (0-8)."""

    text: str | None = None
    seen: str | None = None
    """What will be seen, or by what it is shown."""
    why: str | None = None
    due_on: date | None = None
    baseline: int | None = None
    target: int | None = None
    in_words: bool = False
    """Whether it names no skill, so that its starting point stands in words too."""
    at_present: str | None = None


class Prompt(msgspec.Struct, frozen=True):
    """A point that is not said yet, and the sentence that asks for it."""

    point: Point
    message: str


def prompts(draft: GoalDraft, programme: Programme) -> list[Prompt]:
    """Return what a goal does not say yet, in the order of the five points."""
    return [
        *_specific(draft),
        *_measurable(draft),
        *_achievable(draft, programme),
        *_relevant(draft),
        *_timed(draft, programme),
    ]


def _is_blank(text: str | None) -> bool:
    return not (text or "").strip()


def _specific(draft: GoalDraft) -> Iterator[Prompt]:
    if len((draft.text or "").split()) < 2:
        yield Prompt("specific", _("what is done, with what (a verb and its object)"))


def _measurable(draft: GoalDraft) -> Iterator[Prompt]:
    if _is_blank(draft.seen):
        yield Prompt("measurable", _("how it will be seen"))
    if draft.in_words and _is_blank(draft.at_present):
        yield Prompt("measurable", _("how it is at present"))


def _achievable(draft: GoalDraft, programme: Programme) -> Iterator[Prompt]:
    if draft.baseline is None or draft.target is None:
        return
    last = min(draft.due_on or programme.ends_on, programme.ends_on)
    weeks = max(1, ((last - programme.starts_on).days + 1) // 7)
    gap = draft.target - draft.baseline
    if gap * 12 > LEVELS_IN_TWELVE_WEEKS * weeks:
        text = ngettext(
            "{{gap}} in {n} week is a lot: a step on the way?",
            "{{gap}} in {n} weeks is a lot: a step on the way?",
            weeks,
        )
        levels = ngettext("{n} level", "{n} levels", gap)
        yield Prompt("achievable", text.format(gap=levels))


def _relevant(draft: GoalDraft) -> Iterator[Prompt]:
    if _is_blank(draft.why):
        yield Prompt("relevant", _("why it matters to the job"))


def _timed(draft: GoalDraft, programme: Programme) -> Iterator[Prompt]:
    if draft.due_on is None:
        yield Prompt("timed", _("by when"))
    elif draft.due_on < programme.starts_on:
        text = _("by when: {day} is before the programme’s first day")
        yield Prompt("timed", text.format(day=plain_date(draft.due_on)))
    elif draft.due_on > programme.ends_on:
        text = _("by when: {day} is after the programme’s last day")
        yield Prompt("timed", text.format(day=plain_date(draft.due_on)))
