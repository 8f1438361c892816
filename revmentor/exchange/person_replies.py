"""What a person was asked on forms, and every reply, as plain data for that person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from revmentor.model.reply import Answers, FormKind, Reply
from revmentor.model.snapshot import Snapshot

Entry = dict[str, Any]

_CONFIDENTIAL: frozenset[FormKind] = frozenset({"pulse"})
"""The forms whose answers are the coordinator's alone."""
_NOTES = {"hopes", "fears", "story", "consent", "note"}
_NAMES = {"rather_with", "not_with"}
"""Where a form asks for names of others."""


def replies_of(
    snapshot: Snapshot, person_id: str, worded: Callable[[Any], Any], *, with_notes: bool
) -> list[Entry]:
    """Return each form the person was asked to answer, with all that came in, the earlier too.

    ``worded`` takes the names of others out of what was typed.
    """
    own = [each for each in snapshot.replies.values() if each.person_id == person_id]
    return [_entry(snapshot, each, worded, with_notes=with_notes) for each in own]


def _entry(
    snapshot: Snapshot, reply: Reply, worded: Callable[[Any], Any], *, with_notes: bool
) -> Entry:
    tells = with_notes or reply.form not in _CONFIDENTIAL
    return {
        "id": reply.id,
        "programme": snapshot.programmes[reply.programme_id].name,
        "form": reply.form,
        "role": reply.role,
        "edition": reply.edition,
        "asked_on": reply.asked_on,
        "reminded_on": reply.reminded_on,
        "received": [
            {
                "filled_on": each.filled_on,
                "on": each.on,
                "way": each.way,
                "answers": worded(_answers(each.answers, with_notes)) if tells else None,
            }
            for each in reply.received
        ],
    }


def _answers(answers: Answers, with_notes: bool) -> Entry:
    """Return what a reply says; a mentor's words on each senior without saying on whom."""
    raw: Entry = msgspec.to_builtins(answers)
    wants_talk = raw.pop("wants_talk", False)
    if not with_notes:
        raw.pop("own", None)
    left_out = _NAMES if with_notes else _NAMES | _NOTES
    said = {
        form: {key: value for key, value in part.items() if key not in left_out}
        for form, part in raw.items()
    }
    final = said.get("final", {})
    if "gained_by" in final:
        final["gained_by"] = [*final["gained_by"].values()]
    return {**said, "wants_talk": wants_talk} if with_notes else said
