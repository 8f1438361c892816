"""A correction by a part of a document, as sentences and as data."""

from __future__ import annotations

import msgspec

from revmentor.actions import updates
from revmentor.actions.updates import Changed, Updated
from revmentor.exchange import document
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.errors import MOST_KEPT
from revmentor.model.text import shown
from revmentor.store.transaction import Transaction


def update(tx: Transaction, raw: bytes, *, erased_too: bool) -> tuple[list[str], dict[str, object]]:
    """Correct a file by what was brought, and return what was done."""
    done = updates.update(tx, document.read_partial(raw), erased_too=erased_too)
    return _lines(done), {
        "changed": [
            {"list": each.table, "id": each.id, "fields": each.fields} for each in done.changed
        ],
        "added": [{"list": table, "id": record_id} for table, record_id in done.added],
        "equal": done.equal,
    }


def _lines(done: Updated) -> list[str]:
    """Return what an update did in words, a line for each entry; of many only the first."""
    lines = [_line(each) for each in done.changed]
    added = _("{list} {id}: added")
    lines += [added.format(list=table, id=record_id) for table, record_id in done.added]
    if (more := len(lines) - MOST_KEPT) > 0:
        lines[MOST_KEPT:] = [ngettext("and {n} more entry", "and {n} more entries", more)]
    if done.equal or not lines:
        lines.append(ngettext("{n} already there", "{n} already there", done.equal))
    return lines


def _line(changed: Changed) -> str:
    fields = "; ".join(
        f"{name}: {_quoted(old)} → {_quoted(new)}" for name, (old, new) in changed.fields.items()
    )
    return f"{changed.table} {changed.id}: {fields}"


def _quoted(value: object) -> str:
    return "–" if value is None else shown(msgspec.json.encode(value).decode())
