"""Read untyped data into a type, and say in plain words everything that does not fit.

msgspec stops at the first fault and speaks of types; this walks the same types, finds every fault,
and names each place the way the document is written: ``sessions[2].attendance.p0003``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from math import isfinite
from typing import Any, TypeVar

import msgspec
from msgspec import inspect as kinds

from revmentor.model.errors import Problem
from revmentor.model.text import hidden_character, one_line
from revmentor.words import _

T = TypeVar("T")


def read(kind: type[T], raw: object, path: str) -> tuple[T | None, list[Problem]]:
    """Convert ``raw`` to ``kind``; return the value, or ``None`` and every problem in it."""
    unsound = list(_unsound(raw, path, 0))
    try:
        value = msgspec.convert(raw, kind)
        found = list(_walk(raw, _type_info(kind), path))
        if not unsound and not found:
            return value, []
    except (msgspec.ValidationError, OverflowError, RecursionError) as error:
        found = list(_walk(raw, _type_info(kind), path))
        if not found and not unsound:
            return None, [Problem(path, str(error))]
    named = {each.path for each in found}
    return None, [*found, *(each for each in unsound if each.path not in named)]


def _read_type(kind: Any) -> kinds.Type:
    return _plain(kinds.type_info(kind))


_type_info: Callable[[Any], kinds.Type] = cache(_read_type)


def _plain(info: kinds.Type) -> kinds.Type:
    """Return a type with the patterns that are only written beside it as its own."""
    replace = msgspec.structs.replace
    if isinstance(info, kinds.Metadata):
        inner = _plain(info.type)
        pattern = (info.extra_json_schema or {}).get("pattern")
        return replace(inner, pattern=pattern) if isinstance(inner, kinds.StrType) else inner
    if isinstance(info, kinds.UnionType):
        return replace(info, types=tuple(map(_plain, info.types)))
    if isinstance(info, kinds.DictType):
        return replace(info, key_type=_plain(info.key_type), value_type=_plain(info.value_type))
    if isinstance(info, kinds.VarTupleType):
        return replace(info, item_type=_plain(info.item_type))
    if isinstance(info, kinds.StructType):
        fields = tuple(replace(each, type=_plain(each.type)) for each in info.fields)
        return replace(info, fields=fields)
    return info


_DEEPEST = 24
_LARGEST = 2**63 - 1


def _unsound(raw: object, path: str, depth: int) -> Iterator[Problem]:
    """Find what no type asks about: what cannot be written again, and what must not be shown."""
    if isinstance(raw, str):
        if code := hidden_character(raw):
            text = _("the text holds a hidden control character ({code}); delete it")
            yield Problem(path, text.format(code=code))
    elif isinstance(raw, bool) or raw is None:
        return
    elif isinstance(raw, int | float):
        if not (isfinite(raw) if isinstance(raw, float) else -_LARGEST <= raw <= _LARGEST):
            yield Problem(path, _("this number is too large, or not a number at all"))
    elif depth > _DEEPEST:
        yield Problem(path, _("groups within groups go deeper than anything needs"))
    elif isinstance(raw, dict):
        for key, value in raw.items():
            place = f"{path}.{one_line(str(key))}".lstrip(".")
            yield from _unsound(str(key), place, depth)
            yield from _unsound(value, place, depth + 1)
    elif isinstance(raw, list | tuple):
        for index, value in enumerate(raw):
            yield from _unsound(value, f"{path}[{index}]", depth + 1)


def _walk(raw: object, info: kinds.Type, path: str) -> Iterator[Problem]:
    if isinstance(info, kinds.UnionType):
        yield from _walk_union(raw, info, path)
    elif isinstance(info, kinds.StructType):
        yield from _walk_struct(raw, info, path)
    elif isinstance(info, kinds.DictType):
        if not isinstance(raw, dict):
            yield Problem(path, _not_what(raw, info))
            return
        for key, value in raw.items():
            place = f"{path}.{one_line(str(key))}"
            yield from _walk(key, info.key_type, place)
            yield from _walk(value, info.value_type, place)
    elif isinstance(info, kinds.VarTupleType):
        if not isinstance(raw, list | tuple):
            yield Problem(path, _not_what(raw, info))
            return
        for index, value in enumerate(raw):
            yield from _walk(value, info.item_type, f"{path}[{index}]")
    elif not _fits(raw, info):
        yield Problem(path, _not_what(raw, info))


def _walk_union(raw: object, info: kinds.UnionType, path: str) -> Iterator[Problem]:
    if any(not list(_walk(raw, choice, path)) for choice in info.types):
        return
    choices = [choice for choice in info.types if not isinstance(choice, kinds.NoneType)]
    if len(choices) == 1:
        yield from _walk(raw, choices[0], path)
    else:
        yield Problem(path, _not_what(raw, info))


def _walk_struct(raw: object, info: kinds.StructType, path: str) -> Iterator[Problem]:
    if not isinstance(raw, dict):
        yield Problem(path, _not_what(raw, info))
        return
    known = {field.encode_name: field for field in info.fields}
    for name in raw:
        if name not in known:
            message = _("this field is not known; remove it, or put it under “extra”")
            yield Problem(f"{path}.{one_line(str(name))}".lstrip("."), message)
    for name, field in known.items():
        place = f"{path}.{name}".lstrip(".")
        if name in raw:
            yield from _walk(raw[name], field.type, place)
        elif field.required:
            yield Problem(place, _("this field is missing; it must be given"))


def _fits(raw: object, info: kinds.Type) -> bool:
    """Tell whether a plain value fits a plain type, by msgspec's own judgement of limits."""
    if isinstance(info, kinds.DateType):
        if not isinstance(raw, str):
            return isinstance(raw, date)
        return _is_date(raw)
    if isinstance(info, kinds.StrType):
        return isinstance(raw, str) and _string_fits(raw, info)
    if isinstance(info, kinds.IntType | kinds.FloatType):
        whole = isinstance(info, kinds.IntType)
        if isinstance(raw, bool) or not isinstance(raw, int if whole else (int, float)):
            return False
        return (info.ge is None or raw >= info.ge) and (info.le is None or raw <= info.le)
    if isinstance(info, kinds.LiteralType):
        return any(raw == value and type(raw) is type(value) for value in info.values)
    if isinstance(info, kinds.BoolType):
        return isinstance(raw, bool)
    if isinstance(info, kinds.NoneType):
        return raw is None
    return True


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _string_fits(raw: str, info: kinds.StrType) -> bool:
    import re

    return (
        (info.min_length is None or len(raw) >= info.min_length)
        and (info.max_length is None or len(raw) <= info.max_length)
        and (info.pattern is None or re.search(info.pattern, raw) is not None)
    )


def _not_what(raw: object, info: kinds.Type) -> str:
    if isinstance(raw, str) and isinstance(info, kinds.StrType) and hidden_character(raw):
        return _("the text holds a hidden control character ({code}); delete it").format(
            code=hidden_character(raw)
        )
    if isinstance(raw, str) and isinstance(info, kinds.StrType) and (info.max_length or 0) == 200:
        if len(raw.splitlines()) > 1:
            return _("the text goes over several lines; write it on one")
        if raw and not raw.strip():
            return _("the text is blank; write something or leave the field out")
    return _("{value} is not {expected}").format(value=_show(raw), expected=expected(info))


def _show(raw: object) -> str:
    if raw is None:
        return _("“nothing”")
    if isinstance(raw, dict):
        return _("a group of fields")
    if isinstance(raw, list | tuple):
        return _("a list")
    return f"“{shown(raw if isinstance(raw, str) else msgspec.json.encode(raw).decode())}”"


def shown(text: str) -> str:
    """Return what somebody wrote as a sentence may quote it: one line, visible, at most 40 long."""
    text = one_line(text)
    return text if len(text) <= 40 else text[:39] + "…"


def expected(info: kinds.Type) -> str:
    """Say in words what a type takes: “a whole number from 0 to 8”."""
    if isinstance(info, kinds.IntType | kinds.FloatType):
        name = _("a whole number") if isinstance(info, kinds.IntType) else _("a number")
        if info.ge is not None and info.le is not None:
            return _("{number} from {low} to {high}").format(
                number=name, low=f"{info.ge:g}", high=f"{info.le:g}"
            )
        return name
    if isinstance(info, kinds.DateType):
        return _("a date that exists, written like 2026-04-24")
    if isinstance(info, kinds.LiteralType):
        return _("one of {values}").format(values=", ".join(str(v) for v in info.values))
    if isinstance(info, kinds.BoolType):
        return _("true or false")
    if isinstance(info, kinds.StrType):
        return _expected_text(info)
    if isinstance(info, kinds.VarTupleType):
        return _("a list")
    if isinstance(info, kinds.DictType | kinds.StructType):
        return _("a group of fields")
    if isinstance(info, kinds.UnionType):
        parts = [expected(part) for part in info.types if not isinstance(part, kinds.NoneType)]
        return _(" or ").join(parts)
    return _("a value")


def _expected_text(info: kinds.StrType) -> str:
    pattern = info.pattern or ""
    if pattern.startswith("^[A-Za-z0-9]["):
        return _("an id of up to 64 letters, digits, dots, dashes and underscores")
    if pattern.startswith("^(0[1-9]"):
        return _("a day of the year, written like 12-07 (month, day)")
    if pattern.startswith("^([12]"):
        return _("a holiday, written like 12-26 for every year or 2027-03-26 for one")
    if pattern.endswith("[0-9]$") and pattern.startswith("^(mon"):
        return _("a weekly slot, written like mon-09:00")
    if pattern.startswith("^(mon"):
        return _("a half-day, written like mon-am")
    if pattern.startswith("^[1-5]"):
        return _("a DigComp code, written like 2.4")
    if pattern.startswith("^[A-Z]{3}"):
        return _("a currency's three letters, like EUR")
    if pattern.startswith("^[A-Z]"):
        return _("a country's two letters, like IT")
    low, high = info.min_length or 0, info.max_length or 4000
    return _("text of {low} to {high} characters").format(low=low, high=high)
