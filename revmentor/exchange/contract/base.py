"""What every JSON for scripts is made of: each key stands in it always, and no other does."""

from __future__ import annotations

import json
from typing import Any, Generic, Literal, TypeVar

import msgspec

T = TypeVar("T")
VERSION: Literal[1] = 1
"""The version of every JSON; a change that could break a script raises it."""


class Shape(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A group of a JSON for scripts: what is not known is ``null``, what is none an empty list."""


class Versioned(Shape, frozen=True, kw_only=True):
    """A whole JSON for scripts."""

    version: Literal[1]


class BySide(Shape, Generic[T], frozen=True, kw_only=True):
    """The same of both sides."""

    senior: T
    mentor: T


def json_bytes(data: Any) -> bytes:
    """Return data as every JSON for scripts is written: UTF-8, indented by two, a break at the end.

    A letter that is half of one, as a file name can hold, becomes a sign.
    """
    return msgspec.json.format(_encoded(data), indent=2) + b"\n"


def json_line(data: Any) -> bytes:
    """Return data as one line of several, each of which is a JSON."""
    return _encoded(data) + b"\n"


def _encoded(data: Any) -> bytes:
    try:
        return msgspec.json.encode(data)
    except UnicodeEncodeError:
        text = json.dumps(msgspec.to_builtins(data), ensure_ascii=False)
        return text.encode("utf-8", "replace")
