"""Forms as data: rows with a label, a field, and the message beside it.

A row knows how to read what was typed; what is allowed is a rule's business, so the command line
refuses the same thing in the same words. The form shows the refusal beside the field it names.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any, ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Button, Input

from revmentor.i18n.gettext import _
from revmentor.i18n.system_errors import reason_of
from revmentor.model.errors import (
    Busy,
    ChangedMeanwhile,
    NeedsConfirmation,
    Refused,
    RevmentorError,
)
from widgets.checks import Checks
from widgets.choice import Choice
from widgets.dialog import Dialog
from widgets.fold import Fold, FoldLine
from widgets.form_row import FormRow, RowError
from widgets.form_rows import FormRows
from widgets.inputs import StepInput
from widgets.kept_form import KeptForm
from widgets.placed import SmallButton
from widgets.prose import Prose
from widgets.standing import put_back, standing
from widgets.text import plain, wrapped
from widgets.typed_rows import StepRow

T = TypeVar("T")
_WAITS, _WAIT = 40, 0.25
"""How often a form tries to save beside another program, and how many seconds lie between."""
Values = dict[str, Any]


class FormScreen(KeptForm[T]):
    """A form over the screen it belongs to. Enter saves, escape closes.

    ``save`` gets the values by field name, makes the change and returns what it made. A refusal
    appears beside the field it names, the focus goes there, and nothing has changed.
    """

    DEFAULT_CSS = """
    FormScreen {
        align: center middle;
        /* What lies behind would be the answer: it is not to be seen. */
        &.-covers { background: $background; }
        & #rows { height: auto; scrollbar-size: 1 1; }
        & #rows.-none { display: none; }
        & #about { color: $text-muted; height: auto; padding: 0 0 1 0; }
        & #message { color: $error; height: auto; display: none; padding: 1 0 0 0; }
        & #message.-shown { display: block; }
        & #buttons { height: 1; margin: 1 0 0 0; align-horizontal: right; }
        & Button { margin: 0 0 0 2; }
        & #put_back { display: none; }
        & #put_back.-offered { display: block; }
        &:ansi Button.-primary { color: $foreground !important; text-style: bold reverse; }
    }
    """
    AUTO_FOCUS = ""
    """The form says itself which row it begins in."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "save", _("Save"), id="save", show=False),
        Binding("ctrl+s", "insist", _("Save"), id="save_too", tooltip=_("Save and close")),
        Binding(
            "escape",
            "discard",
            _("Close"),
            id="discard",
            tooltip=_("Close, save nothing; what was typed is offered when you come back"),
        ),
        Binding(
            "f2",
            "put_back",
            _("Put back"),
            id="put_back",
            show=False,
            tooltip=_("What you had typed here and not saved"),
        ),
        Binding("ctrl+q", "leave", _("Quit"), id="form_quit", show=False),
        Binding("f1", "explain", _("Help"), id="form_help", tooltip=_("The keys of a form")),
        Binding(
            "plus",
            "unfold",
            _("More"),
            id="unfold",
            show=False,
            key_display="+",
            tooltip=_("Show the rows that mostly stay as they are"),
        ),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(
        self,
        title: str,
        rows: Sequence[FormRow],
        save: Callable[[Any, Values], T],
        *,
        today: date,
        about: str = "",
        subtitle: str = "",
        focus: str = "",
        verb: str = "",
        leave: str = "",
        live: Callable[[Values], str] | None = None,
        hides: Callable[[Values], Collection[str]] | None = None,
        fold: Fold | None = None,
    ) -> None:
        """Show ``rows`` under a title, ``about`` over them; begin in the row ``focus``.

        ``save`` gets the transaction to make the change in, and the values of the rows.
        ``verb`` is what enter does, where that is not to save, ``leave`` what escape does, where
        that is not to close. ``live`` says what the values mean
        as they are typed, in place of ``about``; what cannot be read yet is left out of them.
        ``hides`` names the rows that do not matter for the values now; they keep what they hold.
        ``fold`` names the last rows, which are told in one line until they are asked for.
        """
        super().__init__()
        self._title = title
        self._shown = FormRows(rows, today=today, hides=hides, fold=fold)
        self._rows = self._shown.by_field
        self._save = save
        self._today = today
        self._about = about
        self._subtitle = subtitle
        self._focus_row = focus
        self._verb, self._leave = verb or _("Save"), leave or _("Close")
        self._live = live
        self._before: Mapping[str, object] = {}
        self._warned = False
        self._message = ""
        self._doubted = False
        self._waits_left = _WAITS
        self._is_closed = self._is_saving = False
        self.insists = False
        """Whether the unlikely is meant: saved once more after it was asked about."""
        self._offered: Mapping[str, Sequence[Any]] = {}
        self._asks = ""
        """What enter alone does not save over: somebody else's change, as a sentence."""

    def compose(self) -> ComposeResult:
        """Place the rows, the message and the buttons."""
        with Dialog(id="form") as form:
            form.border_title = plain(self._title)
            form.border_subtitle = plain(self._subtitle)
            if self._about or self._live:
                yield Prose(plain(self._about), id="about")
            yield self._shown
            yield Prose("", id="message")
            with Horizontal(id="buttons"):
                yield SmallButton(_("Put back  f2"), id="put_back", disabled=True)
                yield SmallButton(f"{self._verb}  ctrl+s", id="save", variant="primary")
                yield SmallButton(f"{self._leave}  esc", id="discard")

    def on_resize(self) -> None:
        """Leave room for the message and the buttons, whatever the rows would take."""
        self._leave_room()

    def _leave_room(self) -> None:
        around = 4  # the border, and the line of buttons with the one above it
        width = min(78, self.size.width) - 6
        if self._about:
            around += len(wrapped(self._about, width)) + 1
        if self._message:
            around += len(wrapped(self._message, width)) + 1
        self._shown.styles.max_height = max(4, self.size.height - around)
        if self.focused is not None:  # the field with the cursor stays in sight
            self._shown.call_after_refresh(self.focused.scroll_visible, animate=False)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Style nothing anew: a part is styled where it is placed, and when the colours change."""
        event.refresh_styles = False

    async def on_mount(self) -> None:
        """Begin in the first field, and remember what stood in all of them."""
        self._before = {name: row.raw for name, row in self._rows.items()}
        rows = [self._rows[self._focus_row]] if self._focus_row else [*self._rows.values()]
        first = next((row for row in rows if row.is_attached and row.entry.can_focus), None)
        if first:
            first.focus_field()
        else:
            self.query_one("#save").focus()
        await self._follow()

    @on(Input.Changed)
    async def _typed_into(self, event: Input.Changed) -> None:
        """Say what the fields mean now, without the message beside the one being mended."""
        for node in event.input.ancestors:
            if isinstance(node, FormRow):
                await node.typed_on()
        await self._follow()

    @on(StepInput.Stepped)
    def _step(self, event: StepInput.Stepped) -> None:
        """Move the day or the hour on that the cursor is in."""
        for row in self._rows.values():
            if isinstance(row, StepRow) and row.has_focus_within:
                row.step(event.by, far=event.far, today=self._today)

    @on(Choice.Changed)
    @on(Checks.Changed)
    async def _follow(self) -> None:
        """Say what stands in the fields now means, and show the rows that matter for it."""
        if self._shown.is_fixed and self._live is None:
            return
        await self._shown.follow()
        if self._live:
            self._about = self._live(self._shown.values())
            self.query_one("#about", Prose).update(plain(self._about))
        self._leave_room()

    @on(FoldLine.Opened)
    async def action_unfold(self) -> None:
        """Show the folded rows, and go to the first of them."""
        if first := await self._shown.unfold():
            self._leave_room()
            first.focus_field()

    @property
    def rows(self) -> Mapping[str, FormRow]:
        """The rows by field name."""
        return self._rows

    async def action_save(self) -> None:
        """Read every row, make the change, close; or say what is wrong where it is wrong."""
        if self._is_closed or self._is_saving or not self.is_active:  # a key that asks too late
            return
        if self._asks:
            self.say(self._asks)
            return
        self.say("")
        values = await self._read_rows()
        if values is None:
            return
        self._is_saving = True
        try:
            result = await self.around(lambda tx: self._save(tx, values))
        except (RevmentorError, OSError) as error:
            await self._answer(error)
        else:
            self._close(result)
        finally:
            self._is_saving = False

    async def _read_rows(self) -> Values | None:
        """Return the values of the rows; ``None`` once what cannot be read is said beside them."""
        values: Values = {}
        wrong: list[FormRow] = []
        for name, row in self._rows.items():
            try:
                values[name] = row.read(self._today)
                await row.say("")
            except RowError as error:
                await row.say(str(error))
                wrong.append(row)
        if wrong:
            await self._shown.show(wrong[0])
            wrong[0].focus_field()
            return None
        return values

    async def _answer(self, error: RevmentorError | OSError) -> None:
        """Say why nothing was saved, and what can be done about it."""
        match error:
            case ChangedMeanwhile():
                self._warned = True
                self._asks = _(
                    "{what} ctrl+s saves what you changed all the same; escape keeps what stands."
                ).format(what=error)
                self.say(self._asks)
            case Busy():
                self._wait_for_others(error)
            case NeedsConfirmation():
                self._warned = self._doubted = True
                sentence = _("{what} ctrl+s saves it all the same.").format(what=error)
                await self._blame(error.field, sentence)
            case Refused():
                await self._blame(error.field, str(error))
            case OSError():
                reason = reason_of(error)
                self.say(_("This could not be done: {reason}.").format(reason=reason))
            case _:
                self.say(str(error))

    def _wait_for_others(self, error: Busy) -> None:
        """Save again in a moment, while another program writes; the form goes on living."""
        self._waits_left -= 1
        if self._waits_left <= 0:
            self._waits_left = _WAITS
            self.say(str(error))
            return
        self.say(_("Another program is writing the file; it is saved as soon as it can be."))
        insists = self.insists
        self.set_timer(_WAIT, lambda: self._save_again(insists))

    async def _save_again(self, insists: bool) -> None:
        if self.is_current:
            self.insists = insists
            await self.action_save()
            self.insists = False

    async def _blame(self, field: str, sentence: str) -> None:
        """Say a refusal beside the field it names, in sight, or under the form."""
        row = self._rows.get(field)
        if row is None:
            self.say(sentence)
            return
        await self._shown.show(row)
        await row.say(sentence)
        row.focus_field()
        if row.size.height < self._shown.size.height:
            # Asked of the row itself, which says first that it has grown.
            row.call_after_refresh(row.scroll_visible, animate=False)
        else:  # under so many lines nobody would see it
            self.say(sentence)

    async def action_insist(self) -> None:
        """Save, also over somebody else's change or an unlikely day where one was told of it."""
        if self._is_saving:
            return
        self._asks = ""
        self.insists = self._doubted
        await self.action_save()
        self.insists = False

    def say(self, message: str) -> None:
        """Say something under the rows, in place of what was said there."""
        self._message = message
        line = self.query_one("#message", Prose)
        line.update(plain(message))
        line.set_class(bool(message), "-shown")
        self._leave_room()

    def action_explain(self) -> None:
        """Say which keys act in a form, or take that away again."""
        keys = _(
            "tab goes on, up and down go from row to row; left, right or a digit choose, space "
            "ticks; letters find a name, enter takes it. enter or ctrl+s saves, escape closes. "
            "A date is day/month, a weekday, today, or +7; shift+up and shift+down move it by a "
            "day, an hour by a quarter; with ctrl by a week, or an hour."
        )
        if not self._rows:
            keys = _("enter or ctrl+s does it; with escape everything stays as it is.")
        self.say("" if self._message == keys else keys)

    def _may_go(self) -> bool:
        """Tell whether the form may close; where something was typed, only when asked twice."""
        changed = any(row.raw != self._before.get(name) for name, row in self._rows.items())
        if changed and not self._warned:
            self._warned = True
            self.say(
                _(
                    "What you typed is not saved. ctrl+s saves it; escape again closes the form, "
                    "and when you come back f2 puts it back."
                )
            )
            return False
        return True

    @property
    def title_text(self) -> str:
        """What the form is called; a draft is known by it."""
        return self._title

    @property
    def whose(self) -> str:
        """What tells a form from others of its title: what it says of itself, as a few letters."""
        about = "" if self._live else self._about
        words = "\n".join([about, *(f"{row.field} {row.label}" for row in self._rows.values())])
        return sha256(words.encode("utf-8", "replace")).hexdigest()[:12]

    def touched(self) -> dict[str, list[Any]]:
        """Return what stands in the rows that were changed, as plain data, by their names."""
        changed = {}
        for name, row in self._rows.items():
            if name in self._before and row.raw != self._before[name]:
                changed[name] = [standing(field) for field in row.entries]
        return changed

    async def type_back(self, fields: Mapping[str, Sequence[Any]], about: str) -> None:
        """Put what was typed once into the rows again, and say what it is."""
        for name, states in fields.items():
            if name in self._rows:
                if self._shown.is_in_fold(name):
                    await self._shown.unfold()
                for field, state in zip(self._rows[name].entries, states, strict=False):
                    put_back(field, state)
        await self._follow()
        self.say(about)

    def offer(self, fields: Mapping[str, Sequence[Any]], about: str) -> None:
        """Say that something was typed here once; a key and a button put it into the rows."""
        self._offered = fields
        self._show_put_back(offered=True)
        self.say(about)

    def _show_put_back(self, *, offered: bool) -> None:
        """Show the button, or take it away; what is not shown takes no focus either."""
        button = self.query_one("#put_back", Button)
        button.set_class(offered, "-offered")
        button.disabled = not offered

    async def action_put_back(self) -> None:
        """Put what was offered into the rows."""
        if self._offered:
            fields, self._offered = self._offered, {}
            self._show_put_back(offered=False)
            await self.type_back(fields, "")

    def action_discard(self) -> None:
        """Close and save nothing."""
        if not self._is_saving and self._may_go():
            self._close(None)

    def _close(self, result: T | None) -> None:
        """Close once, and only where nothing lies over the form: else that would be closed.

        A key and a button may both ask for it before the form is gone, or the palette is opened.
        """
        if self.is_active and not self._is_closed:
            self._is_closed = True
            self.left = self.touched() if result is None else {}
            self.dismiss(result)

    def action_leave(self) -> None:
        """Quit the application from within the form."""
        if not self._is_saving and self._may_go():
            self.left = self.touched()
            self.leaving()
            self.app.exit()

    # A save is waited for where keys are taken, so that the form is drawn meanwhile.

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.app.call_later(self.action_save)

    @on(Button.Pressed, "#save")
    def _save_pressed(self) -> None:
        self.app.call_later(self.action_insist)

    @on(Button.Pressed, "#put_back")
    async def _put_back_pressed(self) -> None:
        await self.action_put_back()

    @on(Button.Pressed, "#discard")
    def _discard_pressed(self) -> None:
        self._warned = True
        self.action_discard()
