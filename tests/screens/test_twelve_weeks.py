"""The sample's first twelve weeks, one Friday after the other: what Today says, and its picture.

The expected lines were worked out by hand from the sample's sessions, charters and pulses.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from revmentor.actions import imports
from revmentor.rules.care.today import today
from revmentor.store.workspace import Workspace
from sample_data import build, days
from tests.screens.conftest import Camera
from tests.support.app_driver import sitting

SLIPS = "Pulse, round {n}: 15 of {of} in"
PIERO = "Niccolò & Piero: charter not signed after {n} sessions"
FULVIO = (
    "Sara & Fulvio: the mentor taught more than 80 % of the time in the last 3 sessions; "
    "nothing given back in 3 sessions"
)
LOREDANA = "Steps tried: 1 to ask about: Loredana"

WEIGHS = "{who} says that it weighs too much, in the pulse"
TIZIANO, RENZO, ROSA, LORE, LUCA, NICCOLO = (
    WEIGHS.format(who=who)
    for who in (
        "Amadou & Tiziano: Tiziano", "Niccolò & Renzo: Renzo", "Chiara & Rosa: Rosa",
        "Luca & Loredana: Loredana", "Luca Bianchi:", "Niccolò Mazzà:",
    )
)  # fmt: skip
"""P7 answered with 2 in round 1 (Tiziano, Luca) and 2 (Loredana, Renzo, Rosa, Luca, Niccolò)."""

TOLD: dict[int, tuple[list[str], list[str], list[str]]] = {
    1: ([], [], []),
    2: ([], [], []),
    3: ([], [], []),
    # Piero's second session was on the 27th of February
    4: ([], [SLIPS.format(of=24, n=1)], [PIERO.format(n=2), TIZIANO, LUCA]),
    # the group met on the 6th of March
    5: ([], [SLIPS.format(of=24, n=1)], [PIERO.format(n=3), TIZIANO, LUCA]),
    6: ([], [], [PIERO.format(n=3), TIZIANO, LUCA]),  # slips are asked for during two weeks
    7: ([], [], [PIERO.format(n=3), TIZIANO, LUCA]),
    # Tiziano left on the 25th of March
    8: ([], [SLIPS.format(of=23, n=2)], [LORE, RENZO, PIERO.format(n=4), ROSA, LUCA, NICCOLO]),
    9: ([], [SLIPS.format(of=23, n=2)], [LORE, RENZO, PIERO.format(n=4), ROSA, LUCA, NICCOLO]),
    # Easter week: the firm is closed
    10: ([], [], [LORE, RENZO, PIERO.format(n=4), ROSA, LUCA, NICCOLO]),
    11: (
        ["Amadou Diallo: Thu 16 Apr 14:00 · Mario Rossi (Produzione)"],
        # shares of 0.85, 0.9 and 0.9; nothing came back on 12 March, 2 and 16 April
        [FULVIO],
        # Loredana's step was due on 31 March, a turn of two weeks has passed
        [LORE, RENZO, PIERO.format(n=5), ROSA, LUCA, NICCOLO, LOREDANA],
    ),
    12: (
        [
            "Sara D'Amico: Thu 23 Apr 09:30 · Fulvio",
            # after Mario, whose slot waits to be logged
            "Amadou Diallo: Thu 23 Apr 14:00 · Łukasz",
            "Niccolò Mazzà: Fri 24 Apr 11:00 · Ornella",
        ],
        [
            "Chiara & Rosa: Rosa asked to talk, Wed 22 Apr",
            "Luca & Loredana: last two sessions missed or cancelled, Tue 14 Apr and Tue 21 Apr "
            "· case open until Wed 29 Apr",
            "Amadou Diallo: 1 earlier slot not logged, on Thu 16 Apr",
            FULVIO,
            "Pulse, round 3: 21 of 23 in; Piero and Nadia have not answered",
        ],
        [RENZO, PIERO.format(n=5), LUCA, LOREDANA],  # Niccolò answered with 1 in round 3
    ),
}
"""By week: the slots to log or to come, what needs somebody, and what is worth an eye."""
LOGGED = dict.fromkeys(range(1, 10), (6, 6)) | {10: (0, 0), 11: (5, 6), 12: (3, 6)}
NEXT = {
    1: "next week 6 slots, from Mon 9 Feb",
    3: "next week 24 pulse slips to hand out (revmentor paper prints them)",
    9: "next week has no slots: closed days",
    4: "Mentor circle: Thursday 12 March 2026 12:30",
    12: "mid-point, from Monday 27 April 2026",
}


def begun(path: Path, friday: date) -> Workspace:
    """A file as its coordinator had it on a day."""
    document = build.document(friday)
    workspace = Workspace.create(path, document.firm)
    imports.import_document(workspace.change(), document)
    return workspace


@pytest.mark.parametrize("week", TOLD)
async def test_today_says_what_the_week_wants(path: Path, camera: Camera, week: int) -> None:
    friday = days.STARTS_ON + timedelta(weeks=week - 1, days=4)
    found = today(begun(path, friday).view(days.PROGRAMME), friday)
    told = (found.this_week, found.needs, found.worth_an_eye)
    lines = tuple([f"{each.subject}: {each.message}" for each in group] for group in told)
    assert lines == TOLD[week]
    assert (found.slots_logged, found.slots) == LOGGED[week]
    if week in NEXT:
        assert NEXT[week] in found.coming
    async with sitting(path, friday) as here:
        if not TOLD[week][0] + TOLD[week][1]:
            assert "Nothing wants you this week." in here.text
        assert f"week {week} of 24" in here.text
        assert camera.sees(here)
