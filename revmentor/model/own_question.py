"""A question of the firm's own, asked at the end of one of the forms that people answer."""

from typing import Literal

from revmentor.model.base import Id, Line, Role, Struct, stated
from revmentor.model.reply import FormKind

OwnQuestionKind = Literal["text", "choice", "mark"]
"""In words, one of some choices, or a mark from 0 to 3."""


class OwnQuestion(Struct, frozen=True, kw_only=True):
    """A question of the firm's own; its id stands with the answers and never changes.

    ``role`` is the side that is asked it, none both. One that is no longer ``asked`` stays for the
    answers that were given to these very words.
    """

    id: Id
    form: FormKind
    words: Line
    kind: OwnQuestionKind
    choices: tuple[Line, ...] = ()
    role: Role | None = None
    asked: bool = stated(True)

    def is_asked(self, form: FormKind, role: Role) -> bool:
        """Tell whether a form asks it of a side."""
        return self.asked and self.form == form and self.role in {None, role}
