"""What a form is made of: questions in sections, and where in a reply each answer stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

import msgspec

from revmentor.rules.replies.asked import AskedForm

QuestionKind = Literal["choice", "ticks", "line", "text", "number"]
Choices = Sequence[tuple[Any, str]]


class Question(msgspec.Struct, frozen=True):
    """One question: its words, and the path of its answer in `Answers`.

    ``ticks`` give a list of what was ticked; ``each_ticked`` gives what was ticked and what was
    not, by its name. A ``choice`` shows the ``ends`` of its scale, where it has one.
    """

    path: tuple[str, ...]
    kind: QuestionKind
    text: str
    choices: Choices = ()
    hint: str = ""
    ends: tuple[str, str] | None = None
    each_ticked: bool = False
    low: int | None = None
    high: int | None = None
    longest: int = 4000

    @property
    def key(self) -> str:
        """The path in one word, which no other question of the form has."""
        return "/".join(self.path)


class Section(msgspec.Struct, frozen=True):
    """Questions that belong together, under a heading."""

    title: str
    questions: Sequence[Question]
    about: str = ""
    folded: bool = False


class Form(msgspec.Struct, frozen=True):
    """One form for one person: what is asked, and what is said before it."""

    asked: AskedForm
    title: str
    intro: Sequence[str]
    sections: Sequence[Section]

    def questions(self) -> Iterator[Question]:
        """Yield every question, in order."""
        for section in self.sections:
            yield from section.questions
