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

from revmentor.i18n.gettext import _, quoted
from revmentor.model.errors import Problem, Problems
from revmentor.model.plain_reading import LARGEST, read_plain
from revmentor.model.text import (
    MOST_MARKS,
    control_character,
    has_piled_marks,
    shown,
    unseen_character,
)

T = TypeVar("T")


def read_as(
    kind: type[T], raw: object, path: str, *, arriving: bool = False
) -> tuple[T | None, Problems]:
    """Convert ``raw`` to ``kind``; return the value, or ``None`` and what is wrong with it.

    Of what is ``arriving``, texts are also asked whether everything in them can be seen. A file may
    hold what was taken in before that was asked, and opens all the same.
    """
    is_group = isinstance(kind, type) and issubclass(kind, msgspec.Struct)
    if is_group and (value := read_plain(raw, kind)) is not None:
        return value, Problems(())
    problems = Problems(_walk(raw, _type_info(kind), path, arriving))
    if not problems:
        try:
            return msgspec.convert(raw, kind), problems
        except (msgspec.ValidationError, OverflowError, RecursionError):
            problems = Problems([Problem(path, _("this cannot be read as it stands"))])
    return None, problems


def _read_type(kind: Any) -> kinds.Type:
    return _plain(kinds.type_info(kind))


_type_info: Callable[[Any], kinds.Type] = cache(_read_type)


class _Text(kinds.StrType):
    """A type of text that also says what it means."""

    expected: Callable[[], str] | None = None
    one_line: bool = False


def _plain(info: kinds.Type) -> kinds.Type:
    """Return a type of which every text has its pattern and its meaning as its own."""
    replace = msgspec.structs.replace
    if isinstance(info, kinds.Metadata):
        inner = _plain(info.type)
        return _text(inner, info) if isinstance(inner, kinds.StrType) else inner
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


def _text(info: kinds.StrType, beside: kinds.Metadata) -> _Text:
    meaning = beside.extra or {}
    return _Text(
        min_length=info.min_length,
        max_length=info.max_length,
        pattern=(beside.extra_json_schema or {}).get("pattern", info.pattern),
        expected=meaning.get("expected"),
        one_line=meaning.get("one_line", False),
    )


_DEEPEST = 24


def unsound(
    raw: object, path: str = "", *, arriving: bool = False, depth: int = 0
) -> Iterator[Problem]:
    """Find what no type asks about: what cannot be written again, and what must not be shown."""
    if raw is None or isinstance(raw, str | int | float):
        if sentence := _odd_value(raw, arriving):
            yield Problem(path, sentence)
    elif depth > _DEEPEST:
        yield Problem(path, _("groups within groups go deeper than anything needs"))
    else:
        for place, value in _parts(raw, path):
            yield from unsound(value, place, arriving=arriving, depth=depth + 1)


def _parts(raw: object, path: str) -> Iterator[tuple[str, object]]:
    """Yield what stands in a group, its names too, or in a list, each with its place."""
    if isinstance(raw, dict):
        for key, value in raw.items():
            place = inside(path, key)
            yield place, str(key)
            yield place, value
    elif isinstance(raw, list | tuple):
        for index, value in enumerate(raw):
            yield f"{path}[{index}]", value


def _odd_value(raw: object, arriving: bool) -> str:
    """Return what is wrong with a text or a number, whatever it is for; empty where nothing is."""
    if isinstance(raw, str):
        return _odd_text(raw, arriving)
    if isinstance(raw, int | float) and not _is_sound_number(raw):
        return _not_a_number()
    return ""


def _odd_text(text: str, arriving: bool) -> str:
    """Return what is wrong with the letters of a text, or an empty string."""
    if code := control_character(text):
        sentence = _("the text holds a hidden control character ({code}); delete it")
        return sentence.format(code=code)
    if not arriving:
        return ""
    if code := unseen_character(text):
        return _("the text holds a letter that nobody sees ({code}); delete it").format(code=code)
    if has_piled_marks(text):
        sentence = _("more than {n} accents stand on one letter; delete those that are too many")
        return sentence.format(n=MOST_MARKS)
    return ""


def _is_sound_number(raw: int | float) -> bool:
    return isfinite(raw) if isinstance(raw, float) else -LARGEST <= raw <= LARGEST


def _not_a_number() -> str:
    return _("this number is too large, or not a number at all")


def inside(path: str, key: object) -> str:
    """Return the place of a key within a place, however long somebody made the key."""
    name = shown(str(key), 80)
    return f"{path}.{name}" if path else name


def _walk(raw: object, info: kinds.Type, path: str, arriving: bool) -> Iterator[Problem]:
    """Find what does not fit a type, within it too."""
    return _WALKS.get(type(info), _walk_plain)(raw, info, path, arriving)


def _walk_plain(raw: object, info: kinds.Type, path: str, arriving: bool) -> Iterator[Problem]:
    if sentence := _misfit(raw, info, arriving):
        yield Problem(path, sentence)


def _walk_any(raw: object, _info: kinds.AnyType, path: str, arriving: bool) -> Iterator[Problem]:
    return unsound(raw, path, arriving=arriving)


def _walk_dict(raw: object, info: kinds.DictType, path: str, arriving: bool) -> Iterator[Problem]:
    if not isinstance(raw, dict):
        yield Problem(path, _not_what(raw, info))
        return
    for key, value in raw.items():
        place = inside(path, key)
        yield from _walk(key, info.key_type, place, arriving)
        yield from _walk(value, info.value_type, place, arriving)


def _walk_list(
    raw: object, info: kinds.VarTupleType, path: str, arriving: bool
) -> Iterator[Problem]:
    if not isinstance(raw, list | tuple):
        yield Problem(path, _not_what(raw, info))
        return
    for index, value in enumerate(raw):
        yield from _walk(value, info.item_type, f"{path}[{index}]", arriving)


def _walk_union(raw: object, info: kinds.UnionType, path: str, arriving: bool) -> Iterator[Problem]:
    choices = [choice for choice in info.types if not isinstance(choice, kinds.NoneType)]
    if raw is None and len(choices) < len(info.types):
        return
    if len(choices) == 1:
        yield from _walk(raw, choices[0], path, arriving)
    elif all(any(_walk(raw, choice, path, arriving)) for choice in choices):
        odd = _odd_text(raw, arriving) if isinstance(raw, str) else ""
        yield Problem(path, odd or _not_what(raw, info))


def _walk_struct(
    raw: object, info: kinds.StructType, path: str, arriving: bool
) -> Iterator[Problem]:
    if not isinstance(raw, dict):
        yield Problem(path, _not_what(raw, info))
        return
    known = {field.encode_name: field for field in info.fields}
    for name in raw:
        if name not in known:
            message = _("this field is not known; remove it, or put it under “extra”")
            yield Problem(inside(path, name), message)
    for name, field in known.items():
        place = f"{path}.{name}" if path else name
        if name in raw:
            yield from _walk(raw[name], field.type, place, arriving)
        elif field.required:
            yield Problem(place, _("this field is missing; it must be given"))


_WALKS: dict[type[kinds.Type], Callable[[object, Any, str, bool], Iterator[Problem]]] = {
    kinds.UnionType: _walk_union,
    kinds.StructType: _walk_struct,
    kinds.AnyType: _walk_any,
    kinds.DictType: _walk_dict,
    kinds.VarTupleType: _walk_list,
}
"""The types with others within; every other type is plain."""


def _misfit(raw: object, info: kinds.Type, arriving: bool) -> str:
    """Return why a plain value does not fit a plain type; empty where it does."""
    odd = ""
    if not isinstance(raw, str):
        odd = _odd_value(raw, arriving)
    elif isinstance(info, kinds.StrType):
        odd = _odd_text(raw[: info.max_length], arriving)  # of megabytes no more is looked at
    return odd or ("" if _fits(raw, info) else _not_what(raw, info))


def _fits(raw: object, info: kinds.Type) -> bool:
    """Tell whether a plain value fits a plain type, by msgspec's own judgement of limits."""
    fits = _FITS.get(type(info))
    return fits is None or fits(raw, info)


def _date_fits(raw: object, _info: kinds.DateType) -> bool:
    return _is_date(raw) if isinstance(raw, str) else isinstance(raw, date)


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _string_fits(raw: object, info: kinds.StrType) -> bool:
    import re

    return (
        isinstance(raw, str)
        and (info.min_length is None or len(raw) >= info.min_length)
        and _is_short(raw, info)
        and (info.pattern is None or re.search(info.pattern, raw) is not None)
    )


def _whole_number_fits(raw: object, info: kinds.IntType) -> bool:
    return isinstance(raw, int) and not isinstance(raw, bool) and _is_within(raw, info)


def _number_fits(raw: object, info: kinds.FloatType) -> bool:
    return isinstance(raw, int | float) and not isinstance(raw, bool) and _is_within(raw, info)


def _is_within(number: float, info: kinds.IntType | kinds.FloatType) -> bool:
    return (info.ge is None or number >= info.ge) and (info.le is None or number <= info.le)


def _is_one_of(raw: object, info: kinds.LiteralType) -> bool:
    return any(raw == value and type(raw) is type(value) for value in info.values)


_FITS: dict[type[kinds.Type], Callable[[object, Any], bool]] = {
    kinds.DateType: _date_fits,
    kinds.StrType: _string_fits,
    _Text: _string_fits,
    kinds.IntType: _whole_number_fits,
    kinds.FloatType: _number_fits,
    kinds.LiteralType: _is_one_of,
    kinds.BoolType: lambda raw, _info: isinstance(raw, bool),
    kinds.NoneType: lambda raw, _info: raw is None,
}


def _not_what(raw: object, info: kinds.Type) -> str:
    return _not_one_line(raw, info) or _("{value} is not {expected}").format(
        value=_show(raw), expected=expected(info)
    )


def _not_one_line(raw: object, info: kinds.Type) -> str:
    """Return why a text is no line of words, where it is meant to be one."""
    if not (isinstance(raw, str) and isinstance(info, _Text) and info.one_line):
        return ""
    if not _is_short(raw, info):
        return ""
    if len(raw.splitlines()) > 1:
        return _("the text goes over several lines; write it on one")
    is_blank = raw and not raw.strip()
    return _("the text is blank; write something or leave the field out") if is_blank else ""


def _is_short(raw: str, info: kinds.StrType) -> bool:
    return info.max_length is None or len(raw) <= info.max_length


def _show(raw: object) -> str:
    if raw is None:
        return _("“nothing”")
    if isinstance(raw, dict):
        return _("a group of fields")
    if isinstance(raw, list | tuple):
        return _("a list")
    return quoted(shown(raw if isinstance(raw, str) else msgspec.json.encode(raw).decode()))


def expected(info: kinds.Type) -> str:
    """Say in words what a type takes: “a whole number from 0 to 8”."""
    in_words = _EXPECTED.get(type(info))
    return in_words(info) if in_words else _("a value")


def _expected_number(info: kinds.IntType | kinds.FloatType) -> str:
    name = _("a whole number") if isinstance(info, kinds.IntType) else _("a number")
    if info.ge is None or info.le is None:
        return name
    return _("{number} from {low} to {high}").format(
        number=name, low=f"{info.ge:g}", high=f"{info.le:g}"
    )


def _expected_value(info: kinds.LiteralType) -> str:
    return _("one of {values}").format(values=", ".join(map(str, info.values)))


def _expected_choice(info: kinds.UnionType) -> str:
    parts = [expected(part) for part in info.types if not isinstance(part, kinds.NoneType)]
    return _(" or ").join(parts)


def _expected_text(info: kinds.StrType) -> str:
    if isinstance(info, _Text) and info.expected:
        return info.expected()
    low, high = info.min_length or 0, info.max_length or 4000
    return _("text of {low} to {high} characters").format(low=low, high=high)


_EXPECTED: dict[type[kinds.Type], Callable[[Any], str]] = {
    kinds.IntType: _expected_number,
    kinds.FloatType: _expected_number,
    kinds.DateType: lambda _info: _("a date that exists, written like 2026-04-24"),
    kinds.LiteralType: _expected_value,
    kinds.BoolType: lambda _info: _("true or false"),
    kinds.StrType: _expected_text,
    _Text: _expected_text,
    kinds.VarTupleType: lambda _info: _("a list"),
    kinds.DictType: lambda _info: _("a group of fields"),
    kinds.StructType: lambda _info: _("a group of fields"),
    kinds.UnionType: _expected_choice,
}
