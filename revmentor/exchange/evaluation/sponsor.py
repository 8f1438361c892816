"""The evaluation as data for the sponsor: the edition as it is told, and nothing beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from revmentor.exchange.cells import PLAIN, Dialect, table
from revmentor.exchange.contract.base import VERSION, json_bytes
from revmentor.model.edition import Edition
from revmentor.rules.programme_view import View
from revmentor.rules.results import level_changes, sponsor
from revmentor.rules.results.privacy import LEAST

_COLUMNS = ("kind", "on", "role", "topic", "at_least", "under")
"""The columns of the CSV: one row for every number of people."""


def as_data(view: View | None, edition: Edition | None) -> dict[str, Any]:
    """Return the sponsor's evaluation of a programme, as plain data; without one no edition.

    No id of the file stands in it: somebody may have typed a name into one.
    """
    return {
        "audience": "sponsor",
        "least": LEAST,
        "caution": level_changes.without_comparison(),
        "edition": _edition(edition) if edition else None,
        "decision": view.programme.decision if view and _is_last(edition) else None,
    }


def _is_last(edition: Edition | None) -> bool:
    return edition is not None and edition.kind == "closed"


def _edition(edition: Edition) -> dict[str, Any]:
    """Return an edition with every key, also where nothing stands behind it."""
    data = {name: getattr(edition, name) for name in Edition.__struct_fields__}
    return {**data, "indicators": [_every_field(each) for each in edition.indicators]}


def _every_field(struct: msgspec.Struct) -> dict[str, Any]:
    return {name: getattr(struct, name) for name in struct.__struct_fields__}


def as_json(view: View | None, *, with_names: bool) -> bytes:
    """Return the sponsor's evaluation as JSON; of a file without a programme no edition.

    Raises :class:`Refused` of a programme that has no edition yet.
    """
    edition = sponsor.edition(view, with_names=with_names) if view else None
    return json_bytes({"version": VERSION, **as_data(view, edition)})


def as_csv(view: View | None, *, with_names: bool, dialect: Dialect = PLAIN) -> bytes:
    """Return one row for every number of people."""
    rows = _rows(sponsor.edition(view, with_names=with_names)) if view else ()
    return table(_COLUMNS, rows, dialect)


def _rows(edition: Edition) -> Iterator[dict[str, Any]]:
    for count in edition.counts:
        yield {"kind": edition.kind, "on": edition.on, **_every_field(count)}
