"""The form that writes down, for one person, all that is kept of him or her."""

from __future__ import annotations

from revmentor.exchange.person import as_json, person_data
from revmentor.exchange.person_overview import overview_page
from revmentor.i18n.gettext import _
from revmentor.model.person import Person
from revmentor.store.file.disk import kind_of
from revmentor.store.outputs import check_target, write_out
from revmentor.store.typed_paths import said_beside, typed_target
from screens.base.host import Host
from widgets.form import FormScreen, Values
from widgets.rows import ChoiceRow, FormRow, PathRow


def copy_form(host: Host, person: Person) -> FormScreen[str]:
    """Return the form that writes the page of a person; it makes the path that was written."""
    own_name = f"{person.id}-{host.today.isoformat()}.html"
    rows: list[FormRow] = [
        ChoiceRow(
            "with_notes",
            _("Notes"),
            [(False, _("kept back")), (True, _("what was noted in confidence, too"))],
            False,
        ),
        PathRow("path", _("File"), None, placeholder=own_name, hint=".html, .json"),
    ]

    def save(_tx: object, values: Values) -> str:
        about = (host.file.snapshot, host.file.skills, person.id, host.today)
        with said_beside("path"):
            target = typed_target(values["path"] or own_name, host.file.path.parent)
            if kind_of(target) == "folder":
                target /= own_name
            check_target(target, force=form.insists)
            if target.suffix == ".json":
                raw = as_json(person_data(*about, with_notes=values["with_notes"]))
            else:
                raw = overview_page(*about, with_notes=values["with_notes"])
            write_out(target, raw, force=form.insists)
        return str(target)

    form: FormScreen[str] = FormScreen(
        _("All that is kept about {name}").format(name=person.name),
        rows,
        save,
        today=host.today,
        about=_("A page for this person: others stand in it by their role. Nothing is sent."),
        verb=_("Write"),
    )
    return form
