"""Read the replies of a file, a folder or a pasted text into what they say, or say why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

import msgspec

from revmentor.exchange.json_reading import decoded
from revmentor.exchange.replies.envelope import Unseal, pieces
from revmentor.i18n.gettext import _
from revmentor.model import validation
from revmentor.model.base import Line, Struct
from revmentor.model.errors import Problem, Refused
from revmentor.model.reply import Answers, FormKind, PageKey
from revmentor.rules.replies.arrivals import Arrival


class ReplyFile(Struct, frozen=True, kw_only=True):
    """The small file that a page gives to send back."""

    format: Literal["revmentor-reply"]
    version: Literal[1]
    page: PageKey
    form: FormKind
    edition: Line
    programme: Line
    filled_on: date
    answers: Answers


class ReadReplies(msgspec.Struct, frozen=True):
    """What was read: the replies, and for each source that gave none the sentence why."""

    arrivals: tuple[Arrival, ...]
    problems: tuple[Problem, ...]


def read_replies(sources: Iterable[tuple[str, bytes]], unseal: Unseal) -> ReadReplies:
    """Return what the sources say, each a name and its bytes; the good ones of many are read."""
    arrivals: list[Arrival] = []
    problems: list[Problem] = []
    for name, raw in sources:
        found = list(_of_source(name, raw, unseal))
        arrivals += [each for each in found if isinstance(each, Arrival)]
        problems += [each for each in found if isinstance(each, Problem)]
    return ReadReplies(tuple(arrivals), tuple(problems))


def _of_source(name: str, raw: bytes, unseal: Unseal) -> Iterator[Arrival | Problem]:
    every = pieces(raw, unseal)
    for number, piece in enumerate(every, 1):
        source = f"{name} ({number})" if len(every) > 1 else name
        if piece.problem:
            yield Problem(source, piece.problem)
        else:
            yield _arrival(source, piece.raw)


def _arrival(source: str, raw: bytes) -> Arrival | Problem:
    try:
        data, doubled = decoded(raw)
    except Refused as error:
        return Problem(source, str(error).rstrip("."))
    if not isinstance(data, dict) or data.get("format") != "revmentor-reply":
        return Problem(source, _("it is not a reply of a page of ours"))
    reply, problems = validation.read_as(ReplyFile, data, "", arriving=True)
    if reply is None or doubled:
        first = (doubled or problems)[0]
        return Problem(source, f"{first.path}: {first.message}")
    return Arrival(
        source, reply.form, reply.edition, reply.programme, reply.filled_on, reply.answers,
        page=reply.page,
    )  # fmt: skip
