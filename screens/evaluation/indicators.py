"""The indicators of a programme: what is counted, its readings, and whether it is better."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from revmentor.actions import indicators
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.i18n.numbers import as_typed
from revmentor.model import labels
from revmentor.model.indicator import Indicator
from revmentor.rules.programme_view import View
from revmentor.rules.results import findings
from revmentor.rules.results.findings import IndicatorChange
from screens.base.host import Host
from screens.dialogs.list_detail import ListEntry, ShelfScreen
from screens.evaluation.indicator_forms import indicator_form, reading_form
from widgets.text import MUTED, plain


def show_indicators(host: Host, view: View, place: int = 0) -> None:
    """Show the indicators; without one, ask for the first."""
    changes = findings.indicators(view)
    if changes:
        host.push_screen(IndicatorsScreen(view, changes, place))
        return
    if view.programme.closed_on:
        host.tell(_("No indicator was kept; the programme is closed and stands as it is."))
        return
    host.ask(indicator_form(host), lambda indicator: _first(host, indicator))


def _first(host: Host, indicator: Indicator) -> None:
    """Ask for the starting point of the first indicator, and show it."""
    host.ask(reading_form(host, indicator), lambda _read: _shown(host))


def _shown(host: Host, place: int = 0) -> None:
    if view := host.view:
        show_indicators(host, view, place)


class IndicatorsScreen(ShelfScreen):
    """The indicators; enter writes down a reading."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "add", _("New"), id="new_indicator"),
        Binding("e", "edit", _("Edit"), id="edit_indicator"),
        Binding("x", "remove", _("Remove"), id="remove_indicator"),
    ]

    def __init__(self, view: View, changes: list[IndicatorChange], place: int) -> None:
        """Show each indicator with its readings."""
        self._view, self._changes = view, changes
        super().__init__(
            _("Indicators"),
            [_entry(each) for each in changes],
            _(
                "enter reading, {new_indicator} new, {edit_indicator} edit, "
                "{remove_indicator} remove, esc closes"
            ),
            place,
        )

    @property
    def _indicator(self) -> Indicator:
        return self._changes[self.at].indicator

    def take(self) -> None:
        """Write down a reading."""
        place = self.at
        self.host.ask(reading_form(self.host, self._indicator), lambda _made: self._again(place))

    def action_add(self) -> None:
        """Add an indicator."""
        self.host.ask(indicator_form(self.host), lambda _made: self._again(0))

    def action_edit(self) -> None:
        """Change what is counted."""
        place = self.at
        form = indicator_form(self.host, self._indicator)
        self.host.ask(form, lambda _made: self._again(place))

    async def action_remove(self) -> None:
        """Take the indicator out; undo brings it back."""
        indicator = self._indicator
        if await self.host.attempt(lambda tx: indicators.remove(tx, indicator.id)):
            self.host.tell(
                self.host.keyed(_("Indicator removed. esc, then {undo} brings it back."))
            )
            host, view = self.host, self.host.view
            self.dismiss(None)
            if view and findings.indicators(view):
                show_indicators(host, view)

    def _again(self, place: int) -> None:
        host = self.host
        self.dismiss(None)
        _shown(host, place)


def _entry(each: IndicatorChange) -> ListEntry:
    indicator = each.indicator
    unit = f" {indicator.unit}" if indicator.unit else ""
    readings = each.readings
    lines = [plain(f"{plain_date(one.on)}  {as_typed(one.value)}{unit}") for one in readings]
    lines += [
        plain(
            _("after the closing, {day}  {value}{unit}").format(
                day=plain_date(one.on), value=as_typed(one.value), unit=unit
            ),
            MUTED,
        )
        for one in each.afterwards
    ]
    if indicator.target is not None and each.target_reached is not None:
        reached = _("reached") if each.target_reached else _("not reached")
        text = _("target {value}{unit}: {reached}").format(
            value=as_typed(indicator.target), unit=unit, reached=reached
        )
        lines.append(plain(text, MUTED))
    beside = labels.directions()[each.direction] if each.direction else _("one reading")
    if not readings and not each.afterwards:
        lines = [plain(_("No reading yet; enter writes down the starting point."))]
        beside = _("no reading")
    return ListEntry(indicator.name, beside, lines)
