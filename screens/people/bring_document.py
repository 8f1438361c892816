"""A document comes in beside the screen: it may hold ten years of a firm."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import msgspec
from msgspec.structs import replace

from revmentor.actions import imports
from revmentor.actions.imports import Imported
from revmentor.exchange import document
from revmentor.i18n.gettext import _
from revmentor.model.errors import NeedsConfirmation, RevmentorError
from revmentor.store.file.verdict import Damaged
from revmentor.store.history.erased_again import Erased, ErasedComesBack
from revmentor.store.history.tracing import Say
from revmentor.store.transaction import Seen
from screens.base.host import Host
from screens.base.working import WorkingScreen
from screens.dialogs.confirm import confirm_form
from screens.people import bring_in_texts as texts
from screens.people.erased_form import erased_form


class _Outcome(msgspec.Struct, frozen=True):
    """What came in, or why nothing did."""

    done: Imported | None = None
    refused: RevmentorError | None = None


class BringDocument(msgspec.Struct, frozen=True):
    """A document to take in, after a question where one is due; ``then`` gets what came in.

    A refusal is said in a sentence, and nothing has come in.
    """

    host: Host
    raw: bytes
    then: Callable[[Imported], object]
    other_firm: bool = False
    erased: Erased = "ask"

    def begin(self) -> None:
        """Take it in, and say what is done meanwhile."""
        host, seen = self.host, Seen(self.host.file.snapshot)
        programme_id = host.view.programme.id if host.view else ""

        def take_in(say: Say) -> _Outcome:
            try:
                incoming = document.read_document(self.raw)
                say(_("Taking it in …"))
                change = partial(
                    imports.import_document,
                    incoming=incoming,
                    other_firm=self.other_firm,
                    erased=self.erased,
                )
                done = host.file.make(change, programme_id, today=host.today, seen=seen)
            except Damaged:
                raise
            except RevmentorError as error:
                return _Outcome(refused=error)
            return _Outcome(done)

        about = _("It comes in whole, or not at all.")
        working = WorkingScreen(_("A document"), take_in, about, may_leave=False)
        host.ask(working, self._taken_in)

    def _taken_in(self, outcome: _Outcome) -> None:
        if outcome.done is not None:
            self.then(outcome.done)
        elif isinstance(outcome.refused, ErasedComesBack):
            self.host.ask(erased_form(self.host, str(outcome.refused)), self._erased_chosen)
        elif isinstance(outcome.refused, NeedsConfirmation):
            accept = _("Take it in all the same")
            form = confirm_form(self.host, _("Another firm’s?"), str(outcome.refused), accept)
            self.host.ask(form, lambda _yes: replace(self, other_firm=True).begin())
        elif outcome.refused is not None:
            self.host.warn(texts.refusal(outcome.refused))

    def _erased_chosen(self, what: str) -> None:
        replace(self, erased="take-in" if what == "take-in" else "leave-out").begin()
