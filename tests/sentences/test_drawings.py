"""What stands on the drawings: each sentence where it is true, and a near case where it is not."""

from __future__ import annotations

from typing import Any

from revmentor.model.pulse import Pulse
from revmentor.rules.results import glance
from tests.sentences.table import Case, Sentence, case, start
from tests.support.firm import PROGRAMME, SENIORS, day, pair, session
from widgets.drawings import drawn

WORDS = frozenset(
    {
        # titles
        "At the standard level", "Given and received", "Hours a month, as paired",
        "Mentors’ hours a month", "Pulse", "Pulse, round {n}", "Seniors at the start",
        "Seniors’ levels", "Sessions a week",
        # parts of a line
        "came back", "levels 0 to 6", "mean, start → now, of n", "mentors gave",
        "seniors, as rated last",
    }
)  # fmt: skip
STEPS = ("today", "goals", "baselines", "pairs", "sessions", "evaluation", "people")


def tell(one: Case) -> str:
    """What is drawn beside every step, with what stands on the borders."""
    every = [each for step in STEPS for each in glance.drawings(step, one.view, one.on)]
    return "\n".join(f"{each.title}: {each.note}\n{drawn(each, 70, {}).plain}" for each in every)


def slip(who: str, **answers: int) -> Pulse:
    return Pulse(id=who, programme_id=PROGRAMME, person_id=who, on=day(12), answers=answers)


PAIR = pair("giulia", "anna")
HELD = session("giulia", day(1), "anna")
LOST = session("giulia", day(2), "anna", status="missed")
LEVEL: dict[str, Any] = {"standard_level": {"video-meetings": 3}}

SENTENCES = [
    Sentence("{held} held · {lost} lost", "1 held · 1 lost", case(PAIR, HELD, LOST),
             case(PAIR, HELD), but_not="1 lost"),
    Sentence("{hours} h agreed", "6 h agreed", case(PAIR, session("giulia", day(11), "anna")),
             case(HELD)),
    Sentence("in {{k}} of {n} pair", "in 0 of 1 pair", case(PAIR, HELD), case(PAIR)),
    Sentence("of {n}", "of 2", case(start("anna", 1), start("bruno", 2), **LEVEL), case(**LEVEL),
             but_not="of 2"),
    Sentence("{n} of {of}", "1 of 2", case(start("anna", 3), start("bruno", 2), **LEVEL),
             case(start("anna", 2), start("bruno", 2), **LEVEL), but_not="1 of 2"),
    Sentence("who agrees · {n} of {of} in", "who agrees · 1 of 2 in",
             case(PAIR, slip("anna", P1=3)), case(PAIR)),
]  # fmt: skip


def test_no_mean_is_drawn_of_fewer_than_five() -> None:
    five = case(*(start(who, 2) for who in SENIORS), **LEVEL)
    four = case(*(start(who, 2) for who in SENIORS[:4]), **LEVEL)
    assert "2, n 5" in tell(five)
    assert "Seniors’ levels" not in tell(four)


def test_a_mean_is_of_those_seen_again_or_of_the_start_alone() -> None:
    from tests.sentences.table import both

    again = case(*(each for who in SENIORS for each in both(who)), **LEVEL)
    assert "→" in next(line for line in tell(again).splitlines() if ", n 5" in line)
    four = case(*(each for who in SENIORS[:4] for each in both(who)), start("elena", 1), **LEVEL)
    (line,) = {line for line in tell(four).splitlines() if ", n 5" in line}
    assert "→" not in line
