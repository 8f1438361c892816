"""The JSON document: read with every problem listed, written so that two exports are equal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from revmentor.content import skills
from revmentor.exchange.json_reading import decoded
from revmentor.i18n.gettext import _
from revmentor.model import validation
from revmentor.model.errors import Problem, Problems, Refused
from revmentor.model.partial import PartialDocument
from revmentor.model.snapshot import TABLES, Document, Snapshot, to_document
from revmentor.model.text import shown
from revmentor.rules import integrity

_ENCODER = msgspec.json.Encoder(order="deterministic")


def document_bytes(snapshot: Snapshot) -> bytes:
    """Return a snapshot as a document: lists ordered by id, keys in the model's order, UTF-8."""
    return encode(to_document(snapshot))


def encode(document: Document) -> bytes:
    """Return a document's bytes, indented by two, with a last line break."""
    return msgspec.json.format(_ENCODER.encode(document), indent=2) + b"\n"


def looks_like_one(raw: bytes) -> bool:
    """Tell whether bytes are meant to be JSON (a sheet never begins with a brace)."""
    return raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def read_document(raw: bytes) -> Document:
    """Return the document in some bytes; raises :class:`Refused` with the problems in it.

    First its keys are looked at, none of which may stand twice in a group, then its shape (types,
    ranges, unknown fields); only when that is sound can the references between the records be.
    """
    data, problems = decoded(raw)
    if isinstance(data, dict):
        _refuse_foreign(data)
    if problems:
        raise _refusal(problems)
    document, problems = validation.read_as(Document, data, "", arriving=True)
    if document is not None:
        problems = Problems(integrity.contradictions(document, skills.catalogue()))
    if problems or document is None:
        raise _refusal(problems)
    return document


def read_partial(raw: bytes) -> PartialDocument:
    """Return the part of a document in some bytes: any lists, each record with its id.

    Raises :class:`Refused` with the problems; what a record says is looked at once it is whole.
    """
    data, problems = decoded(raw)
    if not isinstance(data, dict):
        raise _refusal(Problems([Problem("", _("this is no group of lists"))]))
    _refuse_foreign(data)
    if problems := Problems(problems, _odd_parts(data)):
        raise _refusal(problems)
    records = {name: data[name] for name in TABLES if name in data}
    return PartialDocument(data.get("firm", {}), records)


def _odd_parts(data: dict[str, Any]) -> Iterator[Problem]:
    """Find what cannot be part of a document."""
    if "version" not in data:
        yield Problem("version", _("it is missing; this revmentor reads version 1"))
    for name, part in data.items():
        if name == "firm":
            if not isinstance(part, dict):
                yield Problem(name, _("this is no group of fields"))
        elif name in TABLES:
            yield from _odd_records(name, part)
        elif name not in {"format", "version"}:
            yield Problem(name, _("this list is not known"))


def _odd_records(name: str, part: object) -> Iterator[Problem]:
    if not isinstance(part, list):
        yield Problem(name, _("this is no list"))
        return
    ids: set[str] = set()
    for index, record in enumerate(part):
        path = f"{name}[{index}]"
        record_id = record.get("id") if isinstance(record, dict) else None
        if not isinstance(record_id, str):
            yield Problem(f"{path}.id", _("an entry of a part needs its id"))
        elif record_id in ids:
            text = _("“{id}” stands here twice")
            yield Problem(f"{path}.id", text.format(id=shown(record_id)))
        else:
            ids.add(record_id)


def _refuse_foreign(data: dict[str, object]) -> None:
    """Raise :class:`Refused` for a file of revmentor, another program's, or a newer document."""
    if "meta" in data and "format" not in data:
        raise Refused(_("This is a revmentor file, not a document. Open it, or export it first."))
    if data.get("format") != "revmentor":
        raise Refused(_('This is no revmentor document: it must begin with "format": "revmentor".'))
    version = data.get("version")
    if isinstance(version, int) and not isinstance(version, bool) and version > 1:
        raise Refused(
            _(
                "The document has version {theirs}; this revmentor reads version 1. "
                "Install the newer revmentor."
            ).format(theirs=version)
        )


def _refusal(problems: Problems) -> Refused:
    """Return the error that lists the problems of a document."""
    sentence = _("The document was refused: {problems}. Nothing was changed.")
    return Refused(sentence.format(problems=problems.counted()), problems=problems)
