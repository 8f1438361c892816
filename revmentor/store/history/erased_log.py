"""The log of who was erased: it names nobody, and yet finds the person in an older state.

Each entry keeps a random salt and a slow digest of every id the person had. Whoever has an older
state tries the ids in it; whoever has only the log learns neither a name nor an id.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

import msgspec

from revmentor.model.snapshot import Snapshot
from revmentor.rules.erasing.removal import Replacement, name_of_nobody, without_person
from revmentor.rules.erasing.traces import Traces
from revmentor.store.file.header import Erased, Meta

_ROUNDS = 20_000
"""How slow a digest is: some milliseconds an id, so that many cannot be tried quickly."""


class Again(msgspec.Struct, frozen=True):
    """Somebody who came back with an older state and was erased from it again."""

    entry: Erased
    traces: Traces
    instead: Replacement | None


def entry(ids: Iterable[str], on: date, instead: str | None) -> Erased:
    """Return the entry for a person that had some ids."""
    salt = secrets.token_hex(16)
    digests = tuple(sorted(_digest(each, salt) for each in ids))
    return Erased(on=on.isoformat(), salt=salt, digests=digests, instead=instead)


def is_of(erased: Erased, ids: Iterable[str]) -> bool:
    """Tell whether an entry is of the person that had one of some ids."""
    return any(_digest(each, erased.salt) in erased.digests for each in ids)


def joined(*logs: Sequence[Erased]) -> tuple[Erased, ...]:
    """Return several logs as one, each entry once."""
    return tuple(dict.fromkeys(each for log in logs for each in log))


def with_log(meta: Meta, log: Sequence[Erased]) -> Meta:
    """Return the meta table with another log; without an entry there is none."""
    return msgspec.structs.replace(meta, erased={"log": tuple(log)} if log else {})


def new_record_id(prefix: str) -> str:
    """Return an id drawn by chance, for a record whose own told of a person."""
    return f"{prefix}-{secrets.token_hex(5)}"


def told_without(meta: Meta, traces: Traces) -> Meta:
    """Return the meta table with the sentences of the last changes telling of nobody."""
    notes = tuple(
        msgspec.structs.replace(each, what=traces.without(each.what)) for each in meta.told
    )
    return msgspec.structs.replace(meta, changes={"latest": notes} if notes else {})


def applied_again(
    snapshot: Snapshot, meta: Meta, log: Sequence[Erased]
) -> tuple[Snapshot, Meta, list[Again]]:
    """Return an older state without those erased since, and who they were.

    What the state's own log holds was done in it already.
    """
    done = meta.log_of_erased
    found: list[Again] = []
    for each in log:
        if each in done:
            continue
        persons = [
            one for one in snapshot.people.values() if is_of(each, (one.id, *one.earlier_ids))
        ]
        if not persons:
            continue
        others = [one for one in snapshot.people.values() if one not in persons]
        traces = Traces.of(persons, others)
        instead = Replacement(each.instead, name_of_nobody(snapshot)) if each.instead else None
        snapshot = without_person(snapshot, traces, new_record_id, instead)
        meta = told_without(meta, traces)
        found.append(Again(each, traces, instead))
    return snapshot, with_log(meta, joined(done, log)), found


@lru_cache(maxsize=4096)  # a sheet is read again at every answer
def _digest(record_id: str, salt: str) -> str:
    raw = hashlib.pbkdf2_hmac("sha256", record_id.encode(), bytes.fromhex(salt), _ROUNDS)
    return raw[:16].hex()
