"""The firm's own questions in the forms that people answer, and what was answered."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from revmentor.actions import firm as firm_actions
from revmentor.i18n.gettext import _, quoted
from revmentor.model import labels
from revmentor.model.base import Role
from revmentor.model.firm import Firm
from revmentor.model.own_question import OwnQuestion
from revmentor.rules.programme_view import View
from revmentor.rules.replies import own_answers, own_questions
from revmentor.store.transaction import Transaction
from screens.base.host import Host
from screens.dialogs.list_detail import ListEntry, ShelfScreen
from widgets.choice_rows import ChoiceRow
from widgets.form import FormScreen, Values
from widgets.form_row import FormRow
from widgets.text import MUTED, plain
from widgets.text_rows import ProseRow, TextRow


def show_own_questions(host: Host, view: View, place: int = 0) -> None:
    """Show the firm's own questions with their answers; without any, the form of the first."""
    if own_questions.in_order(view.firm):
        host.push_screen(OwnQuestionsScreen(view, place))
    else:
        host.ask(own_question_form(host), lambda _made: _again(host, 0))


def _again(host: Host, place: int) -> None:
    if host.view and own_questions.in_order(host.view.firm):
        show_own_questions(host, host.view, place)


class OwnQuestionsScreen(ShelfScreen):
    """The questions, and of each how it was answered; those asked no more come last."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "add", _("New"), id="new_question"),
        Binding("e", "edit", _("Edit"), id="edit_question"),
        Binding("x", "remove", _("Remove"), id="remove_question"),
    ]

    def __init__(self, view: View, place: int) -> None:
        """Show the questions of the firm, with the answers of a programme."""
        self._questions = own_questions.in_order(view.firm)
        entries = [_entry(view, each) for each in self._questions]
        keys = _(
            "{new_question} new, {edit_question} or enter edit, {remove_question} remove, "
            "esc closes"
        )
        super().__init__(_("Own questions"), entries, keys, place)

    def take(self) -> None:
        """Change the question under the cursor."""
        self.action_edit()

    def action_add(self) -> None:
        """Add a question."""
        self.host.ask(own_question_form(self.host), lambda _made: self._shown_again(self.at))

    def action_edit(self) -> None:
        """Change the question under the cursor."""
        question = self._questions[self.at]
        if not question.asked:
            self.host.tell(_("This question is not asked any more; it stays for its answers."))
            return
        form = own_question_form(self.host, question)
        self.host.ask(form, lambda _made: self._shown_again(self.at))

    async def action_remove(self) -> None:
        """Ask the question under the cursor no more."""
        question = self._questions[self.at]
        if await self.host.attempt(lambda tx: firm_actions.remove_question(tx, question.id)):
            self.host.tell(self.host.keyed(_("Removed. {undo} brings it back.")))
            self._shown_again(self.at)

    def _shown_again(self, place: int) -> None:
        host = self.host
        self.dismiss(None)
        _again(host, place)


def _entry(view: View, question: OwnQuestion) -> ListEntry:
    answers = own_answers.answers_to(view, question)
    lines = [plain(own_answers.in_words(answers), "bold")]
    lines += [plain(quoted(each)) for each in answers.texts]
    if question.choices:
        lines.append(plain(" · ".join(question.choices), MUTED))
    if not question.asked:
        lines.append(plain(_("Not asked any more: it stays for its answers."), MUTED))
    beside = [labels.form_kinds()[question.form], labels.own_question_kinds()[question.kind]]
    if question.role:
        beside.insert(1, _sides()[question.role])
    if not question.asked:
        beside.append(_("asked no more"))
    return ListEntry(question.words, ", ".join(beside), lines)


def _sides() -> dict[Role | None, str]:
    return {None: _("both sides"), "senior": _("seniors"), "mentor": _("mentors")}


def own_question_form(host: Host, old: OwnQuestion | None = None) -> FormScreen[Firm]:
    """Return the form of a question of the firm's own, a new one or one that is asked."""
    rows: list[FormRow] = [
        ChoiceRow("form", _("Asked in"), [*labels.form_kinds().items()],
                  old.form if old else "signup"),
        ChoiceRow("role", _("Asked of"), [*_sides().items()], old.role if old else None),
        TextRow("words", _("Question"), old.words if old else None),
        ChoiceRow("kind", _("Answered"), [*labels.own_question_kinds().items()],
                  old.kind if old else "text"),
        ProseRow("choices", _("Choices"), "\n".join(old.choices) if old else None,
                 hint=_("a line each")),
    ]  # fmt: skip

    def save(tx: Transaction, values: Values) -> Firm:
        lines = (values["choices"] or "").splitlines()
        values["choices"] = tuple(filter(None, (each.strip() for each in lines)))
        if values["form"] == "follow_up":
            values["role"] = None
        if old:
            return firm_actions.edit_question(tx, old.id, **values)
        return firm_actions.add_question(tx, **values)

    about = _("It stands last on the page. Only the coordinator reads what is answered.")
    view = host.view
    if old and view and own_questions.keeps_its_words(view.snapshot, old):
        about = _(
            "It was answered, or pages with it are out. In other words it is another question; "
            "this one stays with its answers, and is asked no more."
        )
    return FormScreen(_("Own question"), rows, save, today=host.today, about=about, hides=_hidden)


def _hidden(values: Values) -> set[str]:
    """Return the rows that a question has no use for."""
    hidden = set() if values.get("kind") == "choice" else {"choices"}
    return hidden | ({"role"} if values.get("form") == "follow_up" else set())
