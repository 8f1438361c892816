"""A question of the firm's own, asked at the end of one of the forms that people answer."""

from __future__ import annotations

from typing import Literal

from revmentor.model.base import Id, Line, Struct
from revmentor.model.reply import FormKind

OwnQuestionKind = Literal["text", "choice", "mark"]
"""In words, one of some choices, or a mark from 0 to 3."""


class OwnQuestion(Struct, frozen=True, kw_only=True):
    """A question of the firm's own; its id stands in the replies and never changes."""

    id: Id
    form: FormKind
    words: Line
    kind: OwnQuestionKind
    choices: tuple[Line, ...] = ()
