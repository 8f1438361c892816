"""The forms before a file is open: of a new one, and of the passphrase of one that is encrypted."""

from __future__ import annotations

from pathlib import Path

from revmentor.i18n.gettext import _, language
from revmentor.model.firm import Firm
from revmentor.rules.schedule.calendar_days import usual_country
from revmentor.store.changes import validated
from revmentor.store.encryption import identities
from revmentor.store.encryption.cipher import Key
from revmentor.store.file.inspection import inspect
from revmentor.store.typed_paths import said_beside, typed_path
from revmentor.store.workspace import Workspace
from screens.base.host import Host
from widgets.form import FormScreen, Values
from widgets.form_row import FormRow
from widgets.text_rows import PathRow, SecretRow, TextRow


def new_file_form(host: Host) -> FormScreen[Workspace]:
    """Return the form that begins a file for a firm."""
    rows: list[FormRow] = [
        TextRow("firm", _("Firm"), needed=_("A file is for a firm; write its name.")),
        TextRow(
            "country",
            _("Country"),
            usual_country(language()),
            needed=_("Write the country; its public holidays count."),
            hint=_("two letters, like IT"),
        ),
        PathRow("path", _("File"), hint=_("empty: from the name")),
    ]

    def save(_tx: object, values: Values) -> Workspace:
        stem = "".join(c if c.isalnum() else "-" for c in str(values["firm"]).lower())
        firm = validated(Firm(name=values["firm"], country=str(values["country"]).upper()), "")
        with said_beside("path"):
            path = typed_path(values["path"] or f"{stem.strip('-')}.revmentor.json")
            return Workspace.create(path, firm)

    return FormScreen(_("New file"), rows, save, today=host.today)


def passphrase_form(host: Host, path: Path) -> FormScreen[Key]:
    """Return the form that asks for the passphrase of an encrypted file."""
    rows: list[FormRow] = [
        SecretRow("passphrase", _("Passphrase"), needed=_("Type the passphrase."))
    ]

    def save(_tx: object, values: Values) -> Key:
        key = identities.unlocked(str(values["passphrase"]))
        inspect(path, key)  # says whether this key opens the file
        return key

    return FormScreen(
        path.name,
        rows,
        save,
        today=host.today,
        about=_("The file is encrypted. Opening it takes a few seconds."),
        verb=_("Open"),
    )
