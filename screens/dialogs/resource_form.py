"""The form of a resource: material of the firm for its sessions."""

from __future__ import annotations

from revmentor.actions import resources
from revmentor.i18n.gettext import _
from revmentor.model.resource import Resource
from revmentor.rules.programme_view import View
from revmentor.store.transaction import Transaction
from screens.base.host import Host
from screens.base.options import Options, options_of, skill_options
from widgets.choice_rows import ChecksRow, ChoiceRow
from widgets.form import FormScreen, Values
from widgets.form_row import FormRow
from widgets.text_rows import TextRow


def phases() -> Options:
    """Return the phases of a programme, with what they are called."""
    return [
        ("before", _("before it begins")),
        ("start", _("at the start")),
        ("middle", _("in the middle")),
        ("end", _("at the end")),
        ("after", _("afterwards")),
    ]


def resource_form(host: Host, view: View, old: Resource | None = None) -> FormScreen[Resource]:
    """Return the form of a resource, new or to be changed."""
    skill_ids = old.skill_ids if old else ()
    rows: list[FormRow] = [
        TextRow("title", _("What"), old.title if old else None,
                needed=_("Write what it is called.")),
        TextRow("link", _("Where"), old.link if old else None,
                hint=_("address, folder, shelf")),
        ChoiceRow("phase", _("When"), options_of(phases(), _("any time")),
                  old.phase if old else None),
        ChecksRow("skill_ids", _("For"), skill_options(view.skills, "digital", also=skill_ids),
                  skill_ids),
    ]  # fmt: skip

    def save(tx: Transaction, values: Values) -> Resource:
        if old:
            return resources.edit(tx, old.id, **values)
        return resources.add(tx, **values)

    return FormScreen(_("Resource"), rows, save, today=host.today)
