"""What is typed and pasted into the rows of a form is read as it was meant, and counted."""

from __future__ import annotations

from datetime import date

import pytest
from textual import events
from textual.widgets import Static

from revmentor.i18n.gettext import in_language
from tests.widgets.test_choice import Desk, desk
from widgets.form_row import FormRow
from widgets.text_rows import ProseRow, SecretRow, SentencesRow, TextRow
from widgets.typed_rows import DateRow, HourRow, NumberRow, SlotRow


async def paste(here: Desk, text: str) -> None:
    here.pilot.app.post_message(events.Paste(text))
    await here.pilot.pause()
    await here.pilot.pause()


@pytest.mark.parametrize(
    ("copied", "stands"),
    [
        ("Ada Bruni\r", "Ada Bruni"),
        ("Ada Bruni\r\n", "Ada Bruni"),
        ("Ada\rBruni", "Ada Bruni"),
        ("Ada\nBruni", "Ada Bruni"),
        ("Bruni\tAda", "Bruni Ada"),
        ("Ada\r\n\r\n  Bruni\u2028", "Ada Bruni"),
        ('"Ada\nBruni, ""la nonna"""\r\n', 'Ada Bruni, "la nonna"'),
        ('"quoted"', '"quoted"'),
        ("Ada\x1b[2J", ""),
    ],
)
async def test_a_paste_goes_into_a_line(copied: str, stands: str) -> None:
    async with desk(TextRow("name", "Name")) as here:
        await paste(here, copied)
        assert here.value("name") == stands
        assert ("nothing was put in" in here.words) is (not stands)


@pytest.mark.parametrize(
    ("copied", "stands"),
    [
        ("13/08/2026\r14/08/2026\r07/12/2026", "13/08/2026\n14/08/2026\n07/12/2026"),
        ("13/08/2026\r\n14/08/2026\r\n", "13/08/2026\n14/08/2026"),
        ("13/08/2026\tferie", "13/08/2026 ferie"),
    ],
)
async def test_a_paste_goes_into_several_lines(copied: str, stands: str) -> None:
    async with desk(ProseRow("days", "Days")) as here:
        await paste(here, copied)
        assert here.value("days") == stands


async def test_a_pasted_passphrase_keeps_its_spaces_and_loses_the_last_break() -> None:
    async with desk(SecretRow("secret", "Passphrase")) as here:
        await paste(here, " correct  horse \r\n")
        assert here.value("secret") == " correct  horse "


async def test_what_was_copied_here_is_pasted_alike() -> None:
    async with desk(TextRow("name", "Name")) as here:
        here.pilot.app.copy_to_clipboard("Dear Ada,\n\nhello\n")
        await here.press("ctrl+v")
        assert here.value("name") == "Dear Ada, hello"


async def test_a_text_is_counted_once_it_comes_near_its_end() -> None:
    async with desk(SentencesRow("taught", "Taught"), TextRow("name", "Name")) as here:
        await paste(here, "a" * 120)
        assert " of 1,000" not in here.words
        await paste(here, "a" * 111)
        assert "231 of 1,000" in here.words
        await paste(here, "a" * 800)
        assert "1,031 of 1,000" in here.words
        await here.press("tab")
        await paste(here, "b" * 180)
        assert "180 of 200" in here.words


async def test_a_doubtful_number_is_asked_about_and_a_clear_one_taken() -> None:
    with in_language("it"):
        async with desk(NumberRow("paid", "Paid", None, low=0, high=10**9, whole=False)) as here:
            await here.type("1,500")
            await here.press("ctrl+s")
            assert here.saved is None
            assert "may be 1,5 or 1500" in here.words or "può essere 1,5 o 1500" in here.words
            await here.press("home", "shift+end", *"1.500", "ctrl+s")
            assert here.saved == {"paid": 1500}


async def test_a_number_that_stands_there_is_taken_as_it_is() -> None:
    with in_language("it"):
        row = NumberRow("hours", "Hours", 1.125, low=0, high=200, whole=False)
        async with desk(row) as here:
            assert here.value("hours") == "1,125"
            await here.press("ctrl+s")
            assert here.saved == {"hours": 1.125}


async def test_a_weekday_is_the_last_one_in_a_field_for_what_is_over() -> None:
    rows: list[FormRow] = [
        DateRow("held", "Held", None, lean="over"),
        DateRow("until", "Until", None, lean="to_come"),
    ]
    async with desk(*rows) as here:
        await here.press(*"thu", "tab", *"thu", "ctrl+s")
        assert here.saved == {"held": date(2026, 4, 23), "until": date(2026, 4, 30)}


async def test_arrows_move_a_day_and_an_hour() -> None:
    rows: list[FormRow] = [
        DateRow("on", "On", date(2026, 4, 30)),
        HourRow("at", "At", "09:45"),
        SlotRow("slot", "Slot", "fri-09:00"),
        DateRow("empty", "Empty", None, needed=False),
    ]
    async with desk(*rows) as here:
        assert "shift+up" in here.words
        await here.press("shift+up", "ctrl+up", "shift+down")
        assert here.value("on") == "07/05/2026"
        await here.press("down", "shift+up", "ctrl+down")
        assert here.value("at") == "09:00"
        await here.press("down", "shift+down", "ctrl+up")
        assert here.value("slot") == "Sat 08:45"
        await here.press("ctrl+up")
        assert here.value("slot") == "Mon 08:45"
        await here.press("down", "shift+up")
        assert here.value("empty") == "24/04/2026"
        await here.press("up", "up", "up", "ctrl+s")
        assert here.saved is not None
        assert here.saved["at"] == "09:00"


async def test_what_cannot_be_read_is_not_moved() -> None:
    async with desk(DateRow("on", "On", None)) as here:
        await here.press(*"boh", "shift+up")
        assert here.value("on") == "boh"


async def test_the_label_of_the_row_with_the_cursor_stands_out_and_no_other() -> None:
    rows: list[FormRow] = [HourRow("at", "At", None), HourRow("till", "Till", None)]
    async with desk(*rows) as here:
        for keys, name in (((), "At"), (("down",), "Till"), (("up",), "At")):
            await here.pilot.press(*keys)
            labels = here.form.query(".form--label").results(Static)
            bold = [str(each.visual) for each in labels if each.styles.text_style.bold]
            assert bold == [name]
