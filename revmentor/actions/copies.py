"""Take single records over from a copy of the file, or from another file of the firm."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import msgspec

from revmentor.actions import updates
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.base import Record
from revmentor.model.errors import Problem, Problems, Refused
from revmentor.model.references import with_ids
from revmentor.model.snapshot import TABLE_OF, Snapshot
from revmentor.rules.copies.along import with_what_it_needs
from revmentor.rules.copies.comparison import FIRM, Comparison, compare, is_own_id
from revmentor.store.transaction import Transaction


class TakenOver(msgspec.Struct, frozen=True):
    """What was taken over from a copy: what was chosen, and what came along with it."""

    keys: tuple[str, ...]
    records: tuple[Record, ...]
    along: tuple[Record, ...]
    firm: bool

    @property
    def total(self) -> int:
        """How many entries were taken over, those that came along too."""
        return len(self.records) + len(self.along) + self.firm


def take_over(tx: Transaction, copy: Snapshot, keys: Collection[str]) -> TakenOver:
    """Put chosen records of a copy in the place of those that stand here, in one commit.

    Whom or what they need and this file does not hold comes along. Raises :class:`Refused` where
    nothing is chosen, where a key means nothing that differs, for somebody who was erased here, and
    for what may not be changed: closed programmes and starting points.
    """
    comparison = compare(tx.standing, copy)
    chosen = list(_chosen(comparison, keys))
    if not chosen and FIRM not in keys:
        raise Refused(_("Nothing was chosen to be taken over."))
    records, along = with_what_it_needs(comparison.here, comparison.copy, chosen)
    _refuse_any(tx, [*records, *along])
    records, along = _with_own_ids(tx, records, along)
    tx.put(*records, *along)
    if takes_firm := FIRM in keys:
        tx.set_firm(comparison.copy.firm)
    taken = TakenOver(tuple(keys), tuple(records), tuple(along), takes_firm)
    what = ngettext("{n} entry taken over from a copy", "{n} entries taken over from a copy",
                    taken.total)  # fmt: skip
    return tx.commit_as(what, taken, brought_in=True)


def _chosen(comparison: Comparison, keys: Collection[str]) -> Iterator[Record]:
    for key in keys:
        if key == FIRM:
            if not comparison.firm_differs:
                raise Refused(_("The firm is the same in both; there is nothing to take over."))
            continue
        difference = comparison.by_key.get(key)
        record = comparison.sides(difference)[1] if difference else None
        if record is None:
            text = _("“{key}” is nothing in which the two differ; it may have been taken over.")
            raise Refused(text.format(key=key))
        yield record


def _refuse_any(tx: Transaction, records: Collection[Record]) -> None:
    problems = Problems(_against(tx, records))
    if problems:
        first = problems[0].message
        sentence = _("{why}. Nothing was taken over.").format(why=first.rstrip("."))
        raise Refused(sentence, problems=problems)


def _against(tx: Transaction, records: Collection[Record]) -> Iterator[Problem]:
    for record in records:
        table = TABLE_OF[type(record)]
        before = tx.standing.table(table).get(record.id)
        if why := updates.why_it_stands(tx, before, record):
            yield Problem("", why)
        if table == "people" and before is None and tx.was_erased(record.id):
            yield Problem("", _("somebody with this id was erased from the file"))


def _with_own_ids(
    tx: Transaction, records: list[Record], along: list[Record]
) -> tuple[list[Record], list[Record]]:
    """Return records with ids of this file in the place of those that only stood in."""
    ids: dict[str, dict[str, str | None]] = {}
    for record in (*records, *along):
        if is_own_id(record.id):
            table = TABLE_OF[type(record)]
            ids.setdefault(table, {})[record.id] = tx.next_id(table)
    if not ids:
        return records, along
    return (
        [with_ids(each, ids) or each for each in records],
        [with_ids(each, ids) or each for each in along],
    )
