"""The firm's own questions in the forms that people answer, and what was answered."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from revmentor.actions import firm as firm_actions
from revmentor.i18n.gettext import _
from revmentor.model import labels
from revmentor.model.firm import Firm
from revmentor.model.own_question import OwnQuestion
from revmentor.rules.programme_view import View
from revmentor.rules.replies import own_answers
from revmentor.store.transaction import Transaction
from screens.base.host import Host
from screens.dialogs.list_detail import ListEntry, ShelfScreen
from widgets.form import FormScreen, Values
from widgets.rows import ChoiceRow, FormRow, ProseRow, TextRow
from widgets.text import MUTED, plain


def show_own_questions(host: Host, view: View, place: int = 0) -> None:
    """Show the firm's own questions with their answers; without any, the form of the first."""
    if view.firm.questions:
        host.push_screen(OwnQuestionsScreen(view, place))
    else:
        host.ask(own_question_form(host), lambda _made: _again(host, 0))


def _again(host: Host, place: int) -> None:
    if host.view and host.view.firm.questions:
        show_own_questions(host, host.view, place)


class OwnQuestionsScreen(ShelfScreen):
    """The questions, and of each how it was answered."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "add", _("New"), id="new_question"),
        Binding("x", "remove", _("Remove"), id="remove_question"),
    ]

    def __init__(self, view: View, place: int) -> None:
        """Show the questions of the firm, with the answers of a programme."""
        self._questions = view.firm.questions
        entries = [_entry(view, each) for each in self._questions]
        keys = _("{new_question} new, {remove_question} remove, esc closes")
        super().__init__(_("Own questions"), entries, keys, place)

    def take(self) -> None:
        """Do nothing: the answers stand below."""

    def action_add(self) -> None:
        """Add a question."""
        place = len(self._questions)
        self.host.ask(own_question_form(self.host), lambda _made: self._shown_again(place))

    def action_remove(self) -> None:
        """Ask the question under the cursor no more."""
        question = self._questions[self.at]
        if self.host.attempt(lambda tx: firm_actions.remove_question(tx, question.id)):
            self.host.tell(self.host.keyed(_("Removed. {undo} brings it back.")))
            self._shown_again(self.at)

    def _shown_again(self, place: int) -> None:
        host = self.host
        self.dismiss(None)
        _again(host, place)


def _entry(view: View, question: OwnQuestion) -> ListEntry:
    answers = own_answers.answers_to(view, question)
    lines = [plain(own_answers.in_words(answers), "bold")]
    lines += [plain(f"“{each}”") for each in answers.texts]
    if question.choices:
        lines.append(plain(" · ".join(question.choices), MUTED))
    beside = f"{labels.form_kinds()[question.form]}, {labels.own_question_kinds()[question.kind]}"
    return ListEntry(question.words, beside, lines)


def own_question_form(host: Host) -> FormScreen[Firm]:
    """Return the form that adds a question of the firm's own to a form that people answer."""
    rows: list[FormRow] = [
        ChoiceRow("form", _("Asked in"), [*labels.form_kinds().items()], "signup"),
        TextRow("words", _("Question")),
        ChoiceRow("kind", _("Answered"), [*labels.own_question_kinds().items()], "text"),
        ProseRow("choices", _("Choices"), hint=_("a line each")),
    ]

    def save(tx: Transaction, values: Values) -> Firm:
        lines = (values["choices"] or "").splitlines()
        values["choices"] = tuple(filter(None, (each.strip() for each in lines)))
        return firm_actions.add_question(tx, **values)

    return FormScreen(
        _("Own question"),
        rows,
        save,
        today=host.today,
        about=_("It stands last on the page. Only the coordinator reads what is answered."),
        hides=lambda values: set() if values.get("kind") == "choice" else {"choices"},
    )
