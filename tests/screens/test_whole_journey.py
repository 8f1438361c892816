"""From an empty file to a final evaluation by key presses only, at 80 by 24."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from revmentor.exchange import document
from revmentor.model.firm import Firm
from revmentor.store.workspace import Workspace
from tests.support.app_driver import sitting

EXPECTED = Path(__file__).with_name("whole_journey.json")


async def test_keys_alone_lead_from_an_empty_file_to_a_closed_programme(path: Path) -> None:
    Workspace.create(path, Firm(name="Officina Prova"))
    async with sitting(path, date(2026, 1, 12)) as january:
        assert "n begins a programme" in january.text
        await january.do("n enter enter")  # no template, and the defaults are right
        await january.do("a d tab", "'shared", "space enter")  # the standard level
        await january.do("n", "'Rooms are booked without a call", "tab")
        await january.do("'no calls to the office for a room", "tab")
        await january.do("'the office keeps a list on paper", "enter")
        await january.do("p n", "'Ada Verdi", "tab right enter")
        await january.do("n", "'Bruno Conti", "enter n", "'Carla Riva", "enter")
        await january.do("down a d", "'shared", "space enter")  # Ada teaches the calendar
        await january.do("1 down n enter")  # Ada's goal, on her own side
        await january.do("down n enter down n enter")
        await january.do("up up w enter w enter w enter")  # all three have heard the goals
        await january.do("2 enter 1 2 s 5 right 1")  # starting points, of the mentor too
        assert "nothing is missing" in january.text
        await january.do("escape 3 n enter n enter")
        assert "2 of 2 seniors placed" in january.text
    async with sitting(path, date(2026, 2, 3)) as february:
        assert "Ada Verdi" in february.text
        await february.do("l tab", "'Inviting guests", "tab", "'How a price is made", "tab")
        await february.do("'One invitation a day", "tab", "'45", "enter")
    async with sitting(path, date(2026, 2, 10)) as later:
        await later.do("l right right enter")  # the second slot was cancelled
        await later.do("4")
        assert "1 of 2 sessions held" in later.text
    async with sitting(path, date(2026, 7, 21)) as july:
        await july.do("5 enter 3 4 s 3 s s")  # the ends of both sides, then the goals
        await july.do("enter right right right enter s")
        await july.do("enter", "'I lead a meeting better", "tab", "'They book alone", "enter")
        await july.do("down enter", "'I find my week again", "enter")
        await july.do("down enter", "'No calls any more", "enter")
        await july.do("a c tab", "'Begin earlier in the year", "tab ctrl+s")
        assert "Common floor · closed" in july.text
        assert "Closed. n begins the next programme from this one." in july.toasts
    assert document.document_bytes(Workspace.open(path).snapshot) == EXPECTED.read_bytes()
