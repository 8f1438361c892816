"""The weekly rhythm: days, series of slots, turns, hours."""

from revmentor.rules.schedule.calendar_days import Mode, due_dates, holidays
from revmentor.rules.schedule.hours import logged, monthly_hours, weeks_between
from revmentor.rules.schedule.series import (
    Series,
    every,
    here_on,
    is_closed,
    is_lost,
    minutes_of,
    of_mentor,
    of_session,
    pauses,
    slot_day,
    slot_of_week,
    slot_time,
    weeks,
    with_key,
)
from revmentor.rules.schedule.strip import Cell, CellState, Waiting, cells, strip, waiting
from revmentor.rules.schedule.turns import Turn, coming, rotation, whose_turn

__all__ = [
    "Cell",
    "CellState",
    "Mode",
    "Series",
    "Turn",
    "Waiting",
    "cells",
    "coming",
    "due_dates",
    "every",
    "here_on",
    "holidays",
    "is_closed",
    "is_lost",
    "logged",
    "minutes_of",
    "monthly_hours",
    "of_mentor",
    "of_session",
    "pauses",
    "rotation",
    "slot_day",
    "slot_of_week",
    "slot_time",
    "strip",
    "waiting",
    "weeks",
    "weeks_between",
    "whose_turn",
    "with_key",
]
