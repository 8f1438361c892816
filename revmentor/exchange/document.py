"""The JSON document: read with every problem listed, written so that two exports are equal."""

from __future__ import annotations

import msgspec

from revmentor.content import skills
from revmentor.model import shape
from revmentor.model.errors import Problem, Refused
from revmentor.model.snapshot import Document, Snapshot, to_document
from revmentor.rules import integrity
from revmentor.words import _, ngettext

_ENCODER = msgspec.json.Encoder(order="deterministic")


def write(snapshot: Snapshot) -> bytes:
    """Return a snapshot as a document: lists ordered by id, keys in the model's order, UTF-8."""
    return encode(to_document(snapshot))


def encode(document: Document) -> bytes:
    """Return a document's bytes, indented by two, with a last line break."""
    return msgspec.json.format(_ENCODER.encode(document), indent=2) + b"\n"


def looks_like_one(raw: bytes) -> bool:
    """Tell whether bytes are meant to be JSON (a sheet never begins with a brace)."""
    return raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def read(raw: bytes) -> Document:
    """Return the document in some bytes; raises :class:`Refused` with every problem found.

    First its shape is read (types, ranges, unknown fields); only when that is sound can the
    references between the records be looked at.
    """
    try:
        data = msgspec.json.decode(raw.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refused(_("This is not a JSON document: {reason}.").format(reason=error)) from error
    if isinstance(data, dict):
        _is_ours(data)
    document, found = shape.read(Document, data, "")
    if document is not None:
        found = integrity.problems(document, skills.catalogue())
    if found or document is None:
        raise refusal(found)
    return document


def _is_ours(data: dict[str, object]) -> None:
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


def refusal(found: list[Problem]) -> Refused:
    """Return the error that lists every problem of a document."""
    return Refused(
        ngettext(
            "The document was refused: {n} problem. Nothing was changed.",
            "The document was refused: {n} problems. Nothing was changed.",
            len(found),
        ),
        problems=tuple(found),
    )
