"""Forms about the open file as a whole."""

from __future__ import annotations

from revmentor.i18n.gettext import _
from revmentor.store.typed_paths import said_beside, typed_target
from revmentor.store.workspace import Workspace
from screens.base.host import Host
from widgets.form import FormScreen, Values
from widgets.form_row import FormRow
from widgets.text_rows import PathRow


def elsewhere_form(host: Host, workspace: Workspace) -> FormScreen[Workspace]:
    """Return the form that writes everything into a new file in another place."""
    rows: list[FormRow] = [
        PathRow(
            "path",
            _("File"),
            needed=_("Type where to: a folder that is there, and a name that is free."),
            placeholder=f"~/{workspace.path.name}",
        )
    ]

    def save(_tx: object, values: Values) -> Workspace:
        with said_beside("path"):
            return workspace.saved_in(typed_target(values["path"]))

    return FormScreen(
        _("Save in another place"),
        rows,
        save,
        today=host.today,
        about=_("Everything goes into a new file, and you go on there. The old one stays."),
    )
