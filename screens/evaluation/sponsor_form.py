"""The form that shows the sponsor’s page, and writes it after a yes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from revmentor.actions import programmes
from revmentor.exchange.report import page as report
from revmentor.exchange.report.common import Audience
from revmentor.exchange.report.sponsor import cost_in_words
from revmentor.i18n.gettext import _, listed
from revmentor.rules.programme_view import View
from revmentor.rules.results import sponsor
from revmentor.store.file.disk import kind_of
from revmentor.store.outputs import check_target, write_out
from revmentor.store.transaction import Transaction
from revmentor.store.typed_paths import said_beside, typed_target
from screens.base.host import Host
from widgets.choice_rows import ChoiceRow
from widgets.form import FormScreen, Values
from widgets.form_row import FormRow
from widgets.text_rows import PathRow, TextRow
from widgets.told_row import ToldRow


def sponsor_form(host: Host, view: View) -> FormScreen[str]:
    """Return the form that shows what the sponsor will read, and writes it after a yes.

    Of a programme that is not closed it makes the edition of the mid-point, which then stands.
    """
    has_edition = sponsor.has_edition(view)
    is_released = has_edition and not view.programme.closed_on
    rows: list[FormRow] = [
        ToldRow("page", list(_lines(host, view))),
        ChoiceRow(
            "with_names",
            _("Typed words"),
            [(False, _("kept back")), (True, _("released"))],
        ),
        _path_row(),
    ]
    target_of = _targets(host, "sponsor")

    def save(tx: Transaction, values: Values) -> str:
        with_names: bool = values["with_names"]
        with said_beside("path"):
            target, force = target_of(values, form.insists)
        now = view
        if not has_edition:
            programmes.tell_mid_point(tx, with_names=with_names)
            now = view.over(tx.snapshot)
        edition = sponsor.edition(now, with_names=with_names)
        with said_beside("path"):
            write_out(target, report.sponsor_html(now, edition), force=force)
        return str(target)

    form: FormScreen[str] = FormScreen(
        _("The sponsor’s page"),
        rows,
        save,
        today=host.today,
        about=_about(view),
        verb=_("Write"),
        hides=lambda _values: {"with_names"} if is_released else set(),
    )
    return form


def _about(view: View) -> str:
    if view.programme.closed_on:
        return _("This is all the sponsor will read. Nothing is sent.")
    if view.programme.mid_point_edition:
        return _("The edition of the mid-point stands as it was told.")
    return _(
        "The programme is not closed: this becomes the one edition of its mid-point, and stands."
    )


def _lines(host: Host, view: View) -> Iterator[str]:
    """Yield the words that could be released, then what else stands on the page."""
    without, with_names = (
        sponsor.edition_on(view, host.today, with_names=each) for each in (False, True)
    )
    if words := sponsor.released_words(with_names):
        text = _("Typed words, told only where you release them: {words}")
        yield text.format(words=listed([_("“{word}”").format(word=each) for each in words]))
    if cost := with_names.cost:
        yield _("And the cost, between two amounts: {cost}").format(cost=cost_in_words(cost))
    page = report.sponsor_report(view, without)
    yield from page.first.decided
    for section in page.sections:
        yield section.title.upper()
        yield from section.lines
        yield from (f"{who}: {text}" for who, text in section.quotes)
        for table in section.tables:
            yield f"{table.caption}:"
            yield from (f"  {' · '.join(filter(None, row))}" for row in table.rows)


def _path_row() -> TextRow:
    return PathRow("path", _("File"), None, placeholder=_("report-… beside the programme’s file"))


def _targets(host: Host, audience: Audience) -> Callable[[Values, bool], tuple[Path, bool]]:
    """Return what tells where to write, and whether over a file that is there.

    Each file that is there is asked about by itself: a yes to one is no yes to another.
    """
    asked_about: set[Path] = set()

    def target_of(values: Values, insisted: bool) -> tuple[Path, bool]:
        own_name = report.file_name(audience, host.today)
        target = typed_target(values["path"] or own_name, host.file.path.parent)
        if kind_of(target) == "folder":
            target /= own_name
        insists = insisted and target in asked_about
        asked_about.add(target)
        check_target(target, force=insists)
        return target, insists

    return target_of
