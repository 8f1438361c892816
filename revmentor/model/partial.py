"""A part of a document: the corrections that a script brings in."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec


class PartialDocument(msgspec.Struct, frozen=True):
    """Some fields of the firm and of some records, as plain data; each record has its id."""

    firm: Mapping[str, Any]
    records: Mapping[str, Sequence[Mapping[str, Any]]]
    """By list, in the order of the document's."""
