"""A sheet to fill: the headings we read, one row that shows how, and the skills by name."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from revmentor.content import skills as catalogue
from revmentor.exchange.sheet.columns import Column, label
from revmentor.i18n.gettext import _, language
from revmentor.model import labels
from revmentor.model.errors import WrongUsage
from revmentor.model.skill import Skill

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_COLUMNS: tuple[Column, ...] = (
    "id", "last", "first", "email", "role", "department", "job_title", "site", "manager_id",
    "teaches", "learns", "exchanges", "languages", "availability", "works", "prefers", "avoids",
    "joined_on", "recruiting",
)  # fmt: skip


def template(name: str) -> bytes:
    """Return a sheet to fill, as its file's name ends: ``.xlsx`` or ``.csv``, in our language."""
    if name.lower().endswith(".xlsx"):
        return _workbook()
    if name.lower().endswith(".csv"):
        return _text()
    raise WrongUsage(_("A template ends in .xlsx or .csv; name it like people.xlsx."))


def _headings() -> list[str]:
    return [label(column) for column in _COLUMNS]


def _example() -> list[str]:
    """Return the row that shows how a row is filled; a sheet that is read leaves it out."""
    example: Mapping[Column, str] = {
        "id": _("EXAMPLE"),
        "last": _("Green"),
        "first": _("Anna"),
        "email": "anna@firm.example",
        "role": labels.roles()["senior"],
        "department": _("Sales"),
        "job_title": _("Area manager"),
        "site": "Parma",
        "manager_id": _("Surname Name, or a staff number"),
        "teaches": "",
        "learns": f"{_name('spreadsheets')}; {_name('video-meetings')}",
        "exchanges": _name("negotiation"),
        "languages": _("Italian, English"),
        "availability": _("Mon am; Wed pm"),
        "works": _("on site and at a distance"),
        "prefers": "",
        "avoids": "",
        "joined_on": "03/09/2012",
        "recruiting": _("not now (ask again on 12/05/2027)"),
    }
    return [example[column] for column in _COLUMNS]


def _name(skill_id: str) -> str:
    return _named(catalogue.catalogue()[skill_id])


def _named(skill: Skill) -> str:
    return skill.name.get(language()) or skill.name["en"]


def _text() -> bytes:
    """Return the template as a spreadsheet of our language opens it."""
    is_italian = language() == "it"
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if is_italian else ",", lineterminator="\r\n")
    writer.writerows([_headings(), _example()])
    return text.getvalue().encode("utf-8-sig")


def _workbook() -> bytes:
    import xlsxwriter

    raw = io.BytesIO()
    with xlsxwriter.Workbook(raw, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        pale = book.add_format({"italic": True, "font_color": "#777777"})
        people = book.add_worksheet(_("People"))
        people.write_row(0, 0, _headings(), bold)
        _write_texts(people, 1, _example(), pale)
        people.set_column(0, len(_COLUMNS) - 1, 18)
        people.freeze_panes(1, 0)
        skills = book.add_worksheet(_("Skills"))
        skills.write_row(0, 0, [_("Skill"), _("Kind")], bold)
        for row, skill in enumerate(catalogue.catalogue().values(), 1):
            _write_texts(skills, row, [_named(skill), labels.skill_kinds()[skill.kind]])
        skills.set_column(0, 0, 48)
    return raw.getvalue()


def _write_texts(
    sheet: Worksheet, row: int, texts: Sequence[str], look: Format | None = None
) -> None:
    """Write texts as texts: none becomes a formula, a number or a link."""
    for place, text in enumerate(texts):
        sheet.write_string(row, place, text, look)
