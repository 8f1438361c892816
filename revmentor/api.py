"""What scripts may import: `from revmentor.api import assign, read`.

Every name here keeps its meaning and its parameters, whatever moves beneath it. Importing this
module loads nothing: each name brings its own module along when it is first asked for.

- `assign`, `Assignment` -- the best plan of pairs from scores and loads
- `gas_t`, `gap_closed` -- how far goals were reached
- `before_after`, `wilson`, `signed_rank`, `hodges_lehmann` -- what changed, for few people
- `due_dates`, `holidays` -- the days on which a slot comes round
- `signals`, `Facts` -- why a pair needs attention
- `read`, `schema`, `Document`, `Key` -- the records of a file, and the form of the document
- `RevmentorError` -- the root of every error that these raise about what they are given
"""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from revmentor.model.errors import RevmentorError
    from revmentor.model.snapshot import Document
    from revmentor.rules.care.pair_facts import Facts
    from revmentor.rules.care.pair_signals import signals
    from revmentor.rules.goals.attainment import gap_closed, gas_t
    from revmentor.rules.pairing.engine import assign
    from revmentor.rules.pairing.problem import Assignment
    from revmentor.rules.results.statistics import (
        before_after,
        hodges_lehmann,
        signed_rank,
        wilson,
    )
    from revmentor.rules.schedule.calendar_days import holidays
    from revmentor.rules.schedule.slots import due_dates
    from revmentor.store.encryption.cipher import Key
else:
    _HOMES = {
        "Assignment": "revmentor.rules.pairing.problem",
        "Document": "revmentor.model.snapshot",
        "Facts": "revmentor.rules.care.pair_facts",
        "Key": "revmentor.store.encryption.cipher",
        "RevmentorError": "revmentor.model.errors",
        "assign": "revmentor.rules.pairing.engine",
        "before_after": "revmentor.rules.results.statistics",
        "due_dates": "revmentor.rules.schedule.slots",
        "gap_closed": "revmentor.rules.goals.attainment",
        "gas_t": "revmentor.rules.goals.attainment",
        "hodges_lehmann": "revmentor.rules.results.statistics",
        "holidays": "revmentor.rules.schedule.calendar_days",
        "signals": "revmentor.rules.care.pair_signals",
        "signed_rank": "revmentor.rules.results.statistics",
        "wilson": "revmentor.rules.results.statistics",
    }

    def __getattr__(name: str) -> object:
        """Return a name from the module it lives in now, imported when it is first asked for."""
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = globals()[name] = getattr(import_module(_HOMES[name]), name)
        return value


__all__ = [
    "Assignment",
    "Document",
    "Facts",
    "Key",
    "RevmentorError",
    "assign",
    "before_after",
    "due_dates",
    "gap_closed",
    "gas_t",
    "hodges_lehmann",
    "holidays",
    "read",
    "schema",
    "signals",
    "signed_rank",
    "wilson",
]


def __dir__() -> list[str]:
    """Return every name of the module, also those that were not asked for yet."""
    return sorted({*globals(), *__all__})


def read(
    path: str | os.PathLike[str], *, key: Key | str | os.PathLike[str] | None = None
) -> Document:
    """Return the records of a revmentor file, every list ordered by id, as `export` writes them.

    ``key`` opens an encrypted file: the path of an age identity without a passphrase, or a
    :class:`Key`; a plain file needs none. Reading takes no lock, so the application may be open,
    and leaves nothing behind. Raises :class:`RevmentorError` with a sentence: ``Unreadable`` where
    the file or the identity is missing, damaged, newer, not ours, or changed outside revmentor;
    ``WrongPassphrase`` where the key opens another file, or one is needed and not given.
    """
    from revmentor.model.errors import Unreadable
    from revmentor.model.snapshot import to_document
    from revmentor.store import typed_paths
    from revmentor.store.file import disk
    from revmentor.store.file.inspection import opened_file

    place = Path(path)
    # Where nothing stands the look itself knows more: whether copies are kept.
    if disk.kind_of(place) != "nothing" and (why := typed_paths.trouble(place)):
        raise Unreadable(why)
    inspection = opened_file(place, _key_of(key))
    if inspection.snapshot is None:
        raise Unreadable(inspection.what)
    return to_document(inspection.snapshot)


def _key_of(key: Key | str | os.PathLike[str] | None) -> Key | None:
    """Return a key as it is, or the one in the identity file of a path."""
    from revmentor.model.errors import Unreadable
    from revmentor.store import typed_paths
    from revmentor.store.encryption import identities

    if not isinstance(key, str | os.PathLike):
        return key
    place = Path(key)
    if why := typed_paths.trouble(place, typed_paths.MOST_OF_A_KEY):
        raise Unreadable(why)
    return identities.from_file(place, _nobody_to_ask)


def _nobody_to_ask() -> str:
    """Refuse to wait for somebody who types a passphrase: a script has nobody there."""
    from revmentor.i18n.gettext import _
    from revmentor.model.errors import PassphraseNeeded

    raise PassphraseNeeded(_("No passphrase could be read; nothing was opened."))


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the document that `export` writes and `import` reads.

    It holds types, limits, and which fields there are. It does not hold what lies between records:
    that an id that is named exists, say; a document that fits may still be refused by an import.
    """
    from revmentor.exchange.contract.schemas import schema_of

    return schema_of("document")
