"""What differs between a file and a copy of it, in words: for the screen, as text, for scripts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import msgspec

from revmentor.exchange.contract.copies import StandsIn
from revmentor.exchange.record_words import RecordWords, kind_of
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.base import Record
from revmentor.model.skill import Skill
from revmentor.model.snapshot import TABLE_OF, Snapshot
from revmentor.rules.copies.comparison import FIRM, ChangedIn, Comparison, compare
from revmentor.rules.differences import Difference
from revmentor.rules.discretion import without_confidences

_STANDS_IN: Mapping[str, StandsIn] = {"added": "copy", "changed": "both", "removed": "here"}


class ToldField(msgspec.Struct, frozen=True):
    """A field in words, as it stands here and in the copy; empty where it is."""

    field: str
    label: str
    here: str
    copy: str
    is_other: bool
    confidential: bool = False
    """Whether its words are kept back: they were said in confidence."""

    @property
    def line(self) -> str:
        """The field with both its values."""
        if self.confidential:
            return _("{field}: said in confidence").format(field=self.label)
        nothing = _("nothing")
        return f"{self.label}: {self.here or nothing} → {self.copy or nothing}"


class ToldDifference(msgspec.Struct, frozen=True, dict=True):
    """A record that is not the same in both, in words."""

    key: str
    """What it is taken over by; empty for what stands only here."""
    table: str
    stands_in: StandsIn
    changed_in: ChangedIn | None
    kind: str
    name: str
    every: Sequence[ToldField]
    """All its fields; of one that stands in one of the two, those that are given there."""

    @property
    def title(self) -> str:
        """What kind it is, and what it is called."""
        return f"{self.kind}: {self.name}"

    @property
    def is_missing_here(self) -> bool:
        """Whether the copy has something of it that this file has not."""
        return bool(self.key) and self.changed_in != "here"

    @property
    def what_happened(self) -> str:
        """What was done with it since the two were one; empty where that is not known."""
        if self.changed_in is None:
            return ""
        return _what_happened()[self.stands_in][self.changed_in]

    @cached_property
    def fields(self) -> list[ToldField]:
        """The fields that are other."""
        return [each for each in self.every if each.is_other]


class ToldComparison:
    """The differences between a file and a copy, put into words where they are asked for."""

    def __init__(
        self, comparison: Comparison, skills: Mapping[str, Skill], *, with_notes: bool
    ) -> None:
        """Take what was compared; without notes what was said in confidence is kept back."""
        self._comparison = comparison
        self._words = {
            "here": RecordWords(comparison.here, skills),
            "copy": RecordWords(comparison.copy, skills),
        }
        self._discreet = (
            None
            if with_notes
            else (without_confidences(comparison.here), without_confidences(comparison.copy))
        )

    @cached_property
    def every(self) -> list[ToldDifference]:
        """All differences: first what stands only in the copy, then in both, then only here.

        Of each kind what this file lacks comes before what was changed only here.
        """
        told = [self._told(each) for each in self._comparison.differences]
        if self._comparison.firm_differs:
            told.insert(0, self._firm())
        order: list[StandsIn] = ["copy", "both", "here"]
        return sorted(
            told, key=lambda each: (order.index(each.stands_in), not each.is_missing_here)
        )

    def _firm(self) -> ToldDifference:
        here, copy = self._comparison.here.firm, self._comparison.copy.firm
        every = tuple(self._fields(here, copy, set()))
        since = self._firm_changed_in()
        return ToldDifference(FIRM, FIRM, "both", since, kind_of(FIRM), here.name, every)

    def _firm_changed_in(self) -> ChangedIn | None:
        both = self._comparison
        if both.before is None:
            return None
        if both.here.firm == both.before.firm:
            return "copy"
        return "here" if both.copy.firm == both.before.firm else "both"

    def _told(self, difference: Difference) -> ToldDifference:
        here, copy = self._comparison.sides(difference)
        quiet_here, quiet_copy = self._quiet(difference)
        words, record = (
            (self._words["here"], quiet_here or here)
            if here is not None
            else (self._words["copy"], quiet_copy or copy)
        )
        if record is None:
            raise ValueError(difference)
        confidential = _confidential(here, quiet_here) | _confidential(copy, quiet_copy)
        return ToldDifference(
            self._comparison.key_of(difference),
            difference.table,
            _STANDS_IN[difference.kind],
            self._comparison.changed_in(difference),
            kind_of(difference.table),
            words.name(record),
            tuple(self._fields(here, copy, confidential)),
        )

    def _quiet(self, difference: Difference) -> tuple[Record | None, Record | None]:
        """Return both sides without what was said in confidence; as they are where all is told."""
        if self._discreet is None:
            return self._comparison.sides(difference)
        here, copy = (each.table(difference.table).get(difference.id) for each in self._discreet)
        return here, copy

    def _fields(
        self,
        here: msgspec.Struct | None,
        copy: msgspec.Struct | None,
        confidential: set[str],
    ) -> Iterator[ToldField]:
        ours = self._words["here"].fields(here) if here is not None else {}
        theirs = self._words["copy"].fields(copy) if copy is not None else {}
        kind = here if here is not None else copy
        for name in kind.__struct_fields__ if kind is not None else ():
            if name not in ours and name not in theirs:
                continue
            is_other = getattr(here, name, None) != getattr(copy, name, None)
            label = self._words["here"].label(name)
            if name in confidential:
                yield ToldField(name, label, "", "", is_other, confidential=True)
            else:
                yield ToldField(name, label, ours.get(name, ""), theirs.get(name, ""), is_other)

    def names(self, records: Iterable[Record]) -> list[str]:
        """Return what records of the copy are called, each with what kind it is."""
        words = self._words["copy"]
        return [f"{kind_of(TABLE_OF[type(each)])}: {words.name(each)}" for each in records]


def _confidential(record: Record | None, quiet: Record | None) -> set[str]:
    """Return the fields of a record in which something was said in confidence."""
    if record is None:
        return set()
    if quiet is None:  # all of it
        return {*record.__struct_fields__} - {"id", "programme_id", "person_id", "on"}
    return {
        each for each in record.__struct_fields__ if getattr(record, each) != getattr(quiet, each)
    }


def told(
    here: Snapshot, copy: Snapshot, before: Snapshot | None, *, with_notes: bool
) -> ToldComparison:
    """Return in words what differs; ``before`` is the state where the two parted, if it is known.

    Skills are called as here, and what only the copy knows as there.
    """
    from revmentor.content import skills

    every = {**skills.with_own(copy.skills), **skills.with_own(here.skills)}
    return ToldComparison(compare(here, copy, before), every, with_notes=with_notes)


def counted(every: Iterable[ToldDifference]) -> dict[StandsIn, int]:
    """Return how many differences there are of each kind."""
    counts: dict[StandsIn, int] = {"copy": 0, "both": 0, "here": 0}
    for each in every:
        counts[each.stands_in] += 1
    return counts


def counts_text(every: Sequence[ToldDifference]) -> str:
    """Return the differences counted, in words."""
    if not every:
        return _("The two hold the same.")
    n = counted(every)
    parts = [
        ngettext("{n} only in the copy", "{n} only in the copy", n["copy"]) if n["copy"] else "",
        ngettext("{n} other in the copy", "{n} other in the copy", n["both"]) if n["both"] else "",
        ngettext("{n} only here", "{n} only here", n["here"]) if n["here"] else "",
    ]
    return " · ".join(filter(None, parts))


def stands_in_words(stands_in: StandsIn) -> str:
    """Return where a record stands."""
    return {"copy": _("only in the copy"), "both": _("in both"), "here": _("only here")}[stands_in]


def lines(every: Sequence[ToldDifference]) -> Iterator[str]:
    """Yield the differences as plain text, those of a kind under a line that says which."""
    before = None
    for each in every:
        if each.stands_in != before:
            before = each.stands_in
            yield _title(before)
        since = f", {each.what_happened}" if each.what_happened else ""
        key = f"  [{each.key}]" if each.key else ""
        yield f"  {each.title}{since}{key}"
        if each.stands_in == "both":
            yield from (f"    {field.line}" for field in each.fields)


def _what_happened() -> Mapping[StandsIn, Mapping[ChangedIn, str]]:
    return {
        "copy": {
            "copy": _("new there"),
            "here": _("removed here"),
            "both": _("removed here, changed there"),
        },
        "both": {
            "copy": _("changed there"),
            "here": _("changed here"),
            "both": _("changed in both"),
        },
        "here": {
            "copy": _("removed there"),
            "here": _("new here"),
            "both": _("removed there, changed here"),
        },
    }


def _title(stands_in: StandsIn) -> str:
    return {
        "copy": _("Only in the copy:"),
        "both": _("In both, with other words (here → in the copy):"),
        "here": _("Only here:"),
    }[stands_in]


def afterwards(name: str, every: Iterable[ToldDifference]) -> str:
    """Say what is to become of the copy."""
    if not any(each.is_missing_here for each in every):
        text = _("Nothing in {name} is missing here: you can delete it; revmentor leaves it alone.")
    else:
        text = _(
            "{name} stays as it is. Take over what is missing here, then delete it or move it away."
        )
    return text.format(name=name)


def as_data(every: Iterable[ToldDifference]) -> list[dict[str, object]]:
    """Return the differences for a script."""
    return [
        {
            "key": each.key or None,
            "list": each.table,
            "stands_in": each.stands_in,
            "changed_in": each.changed_in,
            "kind": each.kind,
            "name": each.name,
            "fields": [
                {
                    "field": field.field,
                    "label": field.label,
                    "here": field.here or None,
                    "copy": field.copy or None,
                    "confidential": field.confidential,
                }
                for field in each.fields
            ],
        }
        for each in every
    ]
