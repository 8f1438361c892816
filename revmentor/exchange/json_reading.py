"""JSON that comes in: read strictly, or refused with a sentence that says where and why."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from revmentor.i18n.gettext import _
from revmentor.model import validation
from revmentor.model.errors import Problem, Problems, Refused


def read_json(raw: bytes) -> object:
    """Return what some bytes hold as JSON; raises :class:`Refused` for a key that stands twice."""
    data, problems = decoded(raw)
    if problems:
        sentence = _("This JSON was refused: {problems}. Nothing was changed.")
        raise Refused(sentence.format(problems=problems.counted()), problems=problems)
    return data


def decoded(raw: bytes) -> tuple[object, Problems]:
    """Return what some bytes hold as JSON, and the keys that stand twice in it.

    Raises :class:`Refused` for what is no JSON, goes deeper or has longer numbers than anything
    needs, holds half a letter, NaN or infinity.
    """
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
