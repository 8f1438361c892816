"""Everything that was brought: replies of pages, and tables of the firm's own form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from revmentor.exchange.replies.envelope import Unseal
from revmentor.exchange.replies.from_table import read_table
from revmentor.exchange.replies.reading import read_replies
from revmentor.exchange.workbook import look
from revmentor.i18n.gettext import _
from revmentor.model.errors import Problem, Refused
from revmentor.rules.programme_view import View
from revmentor.rules.replies.arrivals import Arrival

MOST_OF_A_SOURCE = 20_000_000
"""The bytes of the largest file that is looked at: a table may be larger than a reply."""
_TABLES = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods")


class Brought(msgspec.Struct):
    """What was read of some sources: replies, and for what gave none the sentence why."""

    arrivals: list[Arrival] = msgspec.field(default_factory=list)
    problems: list[Problem] = msgspec.field(default_factory=list)
    not_read: list[str] = msgspec.field(default_factory=list)
    """The headings of tables that ask nothing of ours: nothing of them is kept."""
    form_columns: dict[str, str] = msgspec.field(default_factory=dict)


def brought_in(
    view: View,
    sources: Iterable[tuple[str, bytes] | Problem],
    unseal: Unseal,
    today: date,
    answers: Mapping[str, str] | None = None,
) -> Brought:
    """Return what the sources say, each a name and its bytes, or why it could not be read."""
    brought = Brought()
    for source in sources:
        if isinstance(source, Problem):
            brought.problems.append(source)
        elif _is_table(*source):
            _take_table(brought, view, source, today, answers)
        else:
            read = read_replies([source], unseal)
            brought.arrivals += read.arrivals
            brought.problems += read.problems
    return brought


def _is_table(name: str, raw: bytes) -> bool:
    return name.casefold().endswith(_TABLES) or look.kind_of_book(raw) is not None


def _take_table(
    brought: Brought,
    view: View,
    source: tuple[str, bytes],
    today: date,
    answers: Mapping[str, str] | None,
) -> None:
    name, raw = source
    try:
        read = read_table(view, name, raw, today, answers)
    except Refused as error:
        brought.problems.append(Problem(name, str(error).rstrip(".")))
        return
    if read is None:
        text = _("none of its headings is a question that is asked today; forms --as table gives "
                 "the questions")  # fmt: skip
        brought.problems.append(Problem(name, text))
        return
    brought.arrivals += read.arrivals
    brought.problems += read.problems
    brought.not_read += read.not_read
    brought.form_columns.update(read.chosen)
