"""What is typed into a form outlives the form, the program and the machine: it is brought back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from revmentor.i18n.dates import short_moment
from revmentor.i18n.gettext import _
from revmentor.store import drafts, scratch_copies
from revmentor.store.drafts import FormDraft
from revmentor.store.file import header
from revmentor.store.workspace import Workspace
from screens.base.host import Host
from widgets.kept_form import KeptForm


class FormDrafts(Host):
    """The application's care for what is typed and not saved."""

    def __init__(self) -> None:
        """Begin with nothing typed; of a scratch copy nothing is kept on disk."""
        super().__init__()
        self._drafts: list[FormDraft] = []
        """What was typed and not saved, the latest last."""
        self._kept: dict[str, list[Any]] = {}
        """What was kept of the form on top last."""

    def _find_drafts(self, workspace: Workspace) -> None:
        """Find what was kept beside a file."""
        if not scratch_copies.is_scratch(workspace.path):
            self._drafts = drafts.kept_drafts(workspace.path, workspace.lineage, workspace.key)

    def _keep_draft(self) -> bool:
        """Keep what is typed in the form on top; tell whether something is kept.

        It is done every other second too: no end of the program, and of the machine, asks first.
        """
        form = next((s for s in reversed(self.screen_stack) if isinstance(s, KeptForm)), None)
        if self.workspace is None or form is None or not (fields := form.touched()):
            return False
        if fields != self._kept:
            self._kept = fields
            return self._keep(_draft_of(form, fields))
        return not scratch_copies.is_scratch(self.workspace.path)

    def _keep(self, draft: FormDraft) -> bool:
        """Keep a draft, beside the file too; tell whether it lies there."""
        workspace = self.workspace
        self._drafts = [each for each in self._drafts if not each.is_of(draft.title, draft.of)]
        self._drafts.append(draft)
        if workspace is None or scratch_copies.is_scratch(workspace.path):
            return False
        return drafts.keep(
            workspace.path, workspace.lineage, draft, workspace.recipients, workspace.key
        )

    def _bring_back(self, form: KeptForm[Any]) -> None:
        """Type back what the end of the program cut off; offer what was left on purpose."""
        self._kept = {}
        form.leaving = lambda: self._keep_left(form)
        fitting = (each for each in self._drafts if each.is_of(form.title_text, form.whose))
        if (draft := next(fitting, None)) is None:
            return
        if draft.on_purpose:
            when = short_moment(datetime.fromisoformat(draft.left_at))
            text = _("What you typed here ({moment}) was not saved. {put_back} puts it back.")
            form.call_after_refresh(form.offer, draft.fields, self.keyed(text, moment=when))
            return
        text = _("This is what you had typed. {save_too} saves it, escape closes the form.")
        form.call_after_refresh(form.type_back, draft.fields, self.keyed(text))

    def _draft_done(self, form: KeptForm[Any], *, saved: bool) -> None:
        """Let the draft of a form go that was saved; keep what was typed in one that was closed."""
        if form.left:
            self._keep_left(form)
        elif saved:
            self._drop(form)

    def _keep_left(self, form: KeptForm[Any]) -> None:
        """Keep what stands in a form that somebody closes, or leaves the application from."""
        if form.left:
            self._kept = form.left
            self._keep(_draft_of(form, form.left, on_purpose=True))

    def _drop(self, form: KeptForm[Any]) -> None:
        draft, workspace = _draft_of(form, {}), self.workspace
        self._drafts = [each for each in self._drafts if not each.is_of(draft.title, draft.of)]
        if workspace is not None and not scratch_copies.is_scratch(workspace.path):
            drafts.drop_one(
                workspace.path, workspace.lineage, draft, workspace.recipients, workspace.key
            )


def _draft_of(
    form: KeptForm[Any], fields: dict[str, list[Any]], *, on_purpose: bool = False
) -> FormDraft:
    return FormDraft(
        title=form.title_text,
        left_at=header.now(),
        fields=fields,
        of=form.whose,
        on_purpose=on_purpose,
    )
