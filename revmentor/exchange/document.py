"""The JSON document: read with every problem listed, written so that two exports are equal."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from revmentor.content import skills
from revmentor.i18n.gettext import _
from revmentor.model import validation
from revmentor.model.errors import Problem, Problems, Refused
from revmentor.model.snapshot import Document, Snapshot, to_document
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


def decoded(raw: bytes) -> tuple[object, Problems]:
    """Return what some bytes hold as JSON, and the keys that stand twice in it."""
    try:
        text = raw.removeprefix(b"\xef\xbb\xbf").decode()
        return msgspec.json.decode(text), _double_keys(text)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        reason = _why_no_json(raw)
        raise Refused(_("This is not a JSON document: {reason}.").format(reason=reason)) from error


def _why_no_json(raw: bytes) -> str:
    """Return where some bytes cannot be read as JSON, and why, in the reader's language."""
    if wrong_byte := _wrong_byte(raw):
        return wrong_byte
    text = raw.decode("utf-8-sig")
    try:
        data = json.loads(text, parse_int=float)
    except json.JSONDecodeError as error:
        if error.pos >= len(text.rstrip()):
            return _("it ends too early, as if it had been cut off")
        sentence = _("it cannot be read on from line {line}, column {column}")
        return sentence.format(line=error.lineno, column=error.colno)
    except RecursionError:
        return _("groups within groups go deeper than anything needs")
    # Read, but refused by our stricter reading: a number, or half a letter.
    unsound = map(str, validation.unsound(data))
    return next(unsound, _("a number in it is too long"))


def _wrong_byte(raw: bytes) -> str:
    """Return where the first byte stands that is not UTF-8; empty where there is none."""
    for number, line in enumerate(raw.splitlines(), 1):
        try:
            line.decode()
        except UnicodeDecodeError as error:
            sentence = _("line {line} holds the byte {byte}, which is not UTF-8")
            return sentence.format(line=number, byte=f"0x{line[error.start]:02X}")
    return ""


def _double_keys(text: str) -> Problems:
    """Return every key that stands more than once in its group, with the path to it."""
    groups: list[tuple[dict[str, Any], Counter[str]]] = []

    def group(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        taken = dict(pairs)
        if len(taken) < len(pairs):
            groups.append((taken, Counter(key for key, _value in pairs)))
        return taken

    data = json.loads(text, object_pairs_hook=group)
    times_in = {id(taken): times for taken, times in groups}
    return Problems(_places_of_double_keys(data, times_in) if groups else ())


def _places_of_double_keys(
    data: object, times_in: Mapping[int, Mapping[str, int]]
) -> Iterator[Problem]:
    """Find the groups of which it is known how often their keys stand in them, by identity."""
    ahead: list[tuple[str, object]] = [("", data)]
    while ahead:
        path, value = ahead.pop()
        for key, n in times_in.get(id(value), {}).items():
            if n > 1:
                sentence = _("this key stands here {n} times; keep one of them").format(n=n)
                yield Problem(validation.inside(path, key), sentence)
        ahead.extend(reversed(_within(path, value)))


def _within(path: str, value: object) -> list[tuple[str, object]]:
    """Return what lies in a group or a list, each with the path to it."""
    if isinstance(value, dict):
        return [(validation.inside(path, key), inner) for key, inner in value.items()]
    if isinstance(value, list):
        return [(f"{path}[{index}]", inner) for index, inner in enumerate(value)]
    return []


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
