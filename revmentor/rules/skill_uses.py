"""Where a skill is used, in words: whoever would take it out is told."""

from __future__ import annotations

from collections import Counter

from revmentor.i18n.gettext import _
from revmentor.model.snapshot import Snapshot
from revmentor.rules import integrity


def uses_of(snapshot: Snapshot, skill_id: str) -> list[str]:
    """Return where a skill is used, each place with its count: “goals (2)”; empty for none."""
    counts = Counter(
        table
        for table, records in snapshot.tables()
        for record in records.values()
        if any(
            (where, target) == ("skills", skill_id)
            for _path, where, target in integrity.references(record)
        )
    )
    names = {
        "programmes": _("the standard level"),
        "participations": _("what people teach or give back"),
        "goals": _("goals"),
        "ratings": _("levels"),
        "sessions": _("sessions"),
        "resources": _("resources"),
    }
    return [f"{names.get(table, table)} ({n})" for table, n in counts.items()]
