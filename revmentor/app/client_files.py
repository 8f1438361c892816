"""From one client's file to another's: the list of all, back again, and a look round the sample."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from revmentor.app.file_watch import FileWatch
from revmentor.i18n.gettext import _
from revmentor.store import scratch_copies
from revmentor.store.workspace import Workspace
from screens.base.step_screen import StepScreen


class ClientFiles(FileWatch):
    """An application that goes from file to file."""

    def __init__(self, first_screen: str, fixed_today: date | None = None) -> None:
        """Begin without a file; ``first_screen`` is shown once there is one."""
        super().__init__(first_screen, fixed_today)
        self.left_file = None
        self._left_screen = ""
        self._samples: list[Path] = []

    def action_clients(self) -> None:
        """Show the files of all clients."""
        here, workspace = self.screen, self.workspace
        if isinstance(here, StepScreen) and workspace is not None:
            self._left_screen = here.PART or here.STEP
            self.leave()
            self.left_file = workspace

    def come_back(self) -> None:
        """Go back from the list of files to the file it was opened from, where it was left."""
        if (workspace := self.left_file) is None:
            return
        self.left_file, self.workspace = None, workspace
        self._take(workspace)
        self._find_drafts(workspace)
        self.switch_screen(self._left_screen)
        self.call_after_refresh(self.look_at_file)

    def use(self, workspace: Workspace) -> None:
        """Take a file that was opened or begun, and show it."""
        self.left_file = None
        super().use(workspace)

    def look_round(self) -> None:
        """Open a scratch copy of the sample firm, in the language in use."""
        from revmentor.app.sample_copy import sample_copy

        workspace = sample_copy("sessions", self.fixed_today)
        self._samples.append(workspace.path)
        self.use(workspace)
        self.tell(
            self.keyed(_("A sample firm: try anything, nothing is kept. {clients} leaves it."))
        )

    def remove_samples(self) -> None:
        """Remove the scratch copies that were looked round in."""
        for path in self._samples:
            scratch_copies.remove(path)
