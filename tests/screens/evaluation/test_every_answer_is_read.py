"""Every field that somebody can answer has a reader: a new one without fails here.

The types of the pulse, the final form and the replies are walked; each field gets an answer of its
own, and must be read on Answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
from textual.widgets import OptionList, Static

from revmentor.actions import firm
from revmentor.content import library
from revmentor.content.skills import catalogue
from revmentor.content.style import style_questions
from revmentor.model.base import Struct
from revmentor.model.evaluation import Evaluation
from revmentor.model.own_question import OwnQuestion
from revmentor.model.programme import FollowUp
from revmentor.model.pulse import Pulse
from revmentor.model.reply import (
    Answers,
    FinalAnswers,
    FollowUpAnswers,
    OwnLevel,
    OwnLevels,
    PulseAnswers,
    SignUp,
)
from revmentor.rules.care import pulses
from revmentor.rules.results.form_questions import questions, questions_in_full
from revmentor.store.workspace import Workspace
from tests.support.app_driver import sitting
from tests.support.firm import (
    PROGRAMME,
    SENIORS,
    TODAY,
    day,
    form,
    pair,
    prepared,
    rating,
    replied,
    reply,
)

AFTER = date(2026, 12, 1)
CLOSED = day(26)
NO_ANSWER = frozenset({"id", "programme_id", "person_id", "role", "on", "extra"})
"""What says whose an answer is, and of when; it is no answer."""
Read = Mapping[str, tuple[Any, str]]
"""Of each field the answer that is given, and what is read of it."""

PULSE: Read = {
    "answers": (dict.fromkeys(pulses.ITEMS, 3), ""),  # each by its statement, below
    "wants_talk": (True, "Anna De Luca asked to talk"),
    "fit": ("not_for_me", "1 not for me"),
    "comment": ("The Tuesday slot hurts", "The Tuesday slot hurts"),
    "method": ("interview", "1 in a talk"),
    "own": ({"q1": "A quieter room"}, "What helps? · 1 (confidential)"),
}
FINAL: Read = {
    "answers": ({}, ""),
    "own_gain": ("I lost my fear", "What I gained · 1 Anna De Luca “I lost my fear”"),
    "other_gain": ("She saw a price made", "“She saw a price made”"),
    "gained_by": ({"bruno": "Bruno books alone"}, "What Bruno Tosi gained, as I saw it · 1"),
    "would_recommend": (7, "1 said 7"),
    "would_repeat": (True, "Seniors 1 yes"),
    "story": ("The auditor smiled", "“The auditor smiled” (may be told: yes, without my name)"),
    "consent": ("without_name", "1 yes, without my name"),
    "next_step": ("Teach the apprentices", "“Teach the apprentices”"),
    "method": ("interview", "1 in a talk"),
    "own": ({"q2": "Friday"}, "Which day? Seniors 1 Friday (of 1)"),
}
SIGN_UP: Read = {
    "languages": ("Italian, Sardinian", "Languages you speak: Italian, Sardinian"),
    "availability": (("thu-pm",), "Half-days on which you could meet: Thu afternoon"),
    "works": ("remote", "Where you work: at a distance"),
    "site": ("Oristano", "Your site: Oristano"),
    "style": ({each.id: 4 for each in style_questions()}, ""),
    "offers": (("negotiation",), catalogue()["negotiation"].name["en"]),
    "wishes": (("spreadsheets",), "Spreadsheets"),
    "rather_with": ("Luca, please", "Luca, please"),
    "not_with": ("Giulia, rather not", "Giulia, rather not"),
    "hopes": ("To lose my fear", "“To lose my fear”"),
    "fears": ("To look slow", "“To look slow”"),
    "readiness": ({}, ""),  # stands in the detail of the person, on People
}
LEVELS: Read = {
    "levels": (
        {"video-meetings": OwnLevel(level=3, tasks={"vm-1": True})},
        catalogue()["video-meetings"].name["en"],
    ),
    "sentences": ({"inclusion-sustainability": "I would ask first"}, "I would ask first"),
}
FOLLOW_UP: Read = {
    "still_using": (False, "1 no (of 2)"),
    "note": ("The calendar stayed", "“The calendar stayed”"),
}
TYPES: Mapping[type[Struct], Read] = {
    Pulse: PULSE,
    PulseAnswers: {name: PULSE[name] for name in ("answers", "fit", "comment")},
    Evaluation: FINAL,
    FinalAnswers: {
        name: each for name, each in FINAL.items() if name not in {"method", "own"}
    },
    SignUp: SIGN_UP,
    OwnLevels: LEVELS,
    FollowUpAnswers: FOLLOW_UP,
    OwnLevel: {"level": (3, "3"), "tasks": ({}, "")},
    Answers: {
        "wants_talk": (True, ""), "signup": (None, ""), "levels": (None, ""), "pulse": (None, ""),
        "final": (None, ""), "follow_up": (None, ""),
        "own": ({"q3": 2}, "I know why. 1 of 1 agree"),
    },
}  # fmt: skip


def structs(kind: Any) -> Iterator[type[Struct]]:
    """Yield the types that stand within a type."""
    if isinstance(kind, type) and issubclass(kind, Struct):
        yield kind
        for each in msgspec.structs.fields(kind):
            yield from structs(each.type)
    for each in get_args(kind):
        yield from structs(each)


def values(read: Read) -> dict[str, Any]:
    return {name: value for name, (value, _text) in read.items()}


async def read_all(path: Path, today: date) -> dict[str, str]:
    """Return what each form of Answers holds, by its name on the strip, details too."""
    found: dict[str, str] = {}
    async with sitting(path, today, (140, 60)) as here:
        await here.do("j", *["left"] * 12)
        while True:
            screen = here.app.screen
            here_now: Any = screen
            options = screen.query_one("#answers", OptionList).options
            told = [str(each.prompt) for each in options]
            told += [str(line) for each in here_now._lines for line in each.details]
            told.append(str(screen.query_one("#headline", Static).visual))
            name = "/".join(here_now._key)
            if name in found:
                return found
            found[name] = " ".join(" ".join(told).split())
            await here.do("right")


@pytest.mark.parametrize("kind", [Pulse, Evaluation, Answers])
def test_every_field_that_can_be_answered_is_asked_for_here(kind: type[Struct]) -> None:
    for each in structs(kind):
        known = TYPES[each].keys() | NO_ANSWER
        new = {field.name for field in msgspec.structs.fields(each)} - known
        assert not new, f"{each.__name__}: a field without a reader"


def with_own_questions(workspace: Workspace) -> None:
    questions = (
        OwnQuestion(id="q1", form="pulse", words="What helps?", kind="text"),
        OwnQuestion(
            id="q2", form="final", words="Which day?", kind="choice", choices=("Monday", "Friday")
        ),
        OwnQuestion(id="q3", form="signup", words="I know why.", kind="mark"),
    )
    firm.edit(workspace.change(), questions=questions)


def missing(read: Read, text: str) -> list[str]:
    return [name for name, (_value, words) in read.items() if words not in text]


async def test_every_field_of_a_pulse_is_read(path: Path) -> None:
    slip = Pulse(id="p", programme_id=PROGRAMME, person_id="anna", on=day(12), **values(PULSE))
    with_own_questions(prepared(path, pair("giulia", "anna"), slip))
    text = (await read_all(path, TODAY))["pulse/round-3"]
    assert missing(PULSE, text) == []
    for item in pulses.ITEMS:
        statement = library.pulse()[item].fields["senior"]
        assert f"{statement} 1 of 1 agree" in text


def final(who: str, role: Any, **more: Any) -> Evaluation:
    return form(who, role, **{**values(FINAL), "gained_by": {}, **more})


async def test_every_field_of_a_final_form_is_read(path: Path) -> None:
    asked = dict.fromkeys(questions("senior"), 4)
    more = {"tools_used": "Slide rule", "minutes_saved": 137, "asked_in_2024": "An older answer"}
    mentor = dict.fromkeys(questions("mentor"), 4)
    workspace = prepared(
        path,
        pair("giulia", "bruno"),
        final("anna", "senior", answers={**asked, **more}),
        form("giulia", "mentor", answers=mentor, gained_by=FINAL["gained_by"][0]),
    )
    with_own_questions(workspace)
    text = (await read_all(path, TODAY))["final/end"]
    assert missing(FINAL, text) == []
    assert [each for each in map(str, more.values()) if each not in text] == []
    for role in ("senior", "mentor"):
        unread = [
            words for words in questions_in_full(role).values()
            if f"{words} 1 of 1 agree" not in text
            and f"{words} – 1 of 1 agree" not in text
        ]  # fmt: skip
        assert unread == []


async def test_every_field_of_a_reply_is_read(path: Path) -> None:
    signup = SignUp(**values(SIGN_UP))
    levels = OwnLevels(**values(LEVELS))
    heard = FollowUpAnswers(**values(FOLLOW_UP))
    fields = {"form": "follow_up", "edition": "60_days", "asked_on": CLOSED}
    said = replied(day(1), signup=signup, wants_talk=True, own=TYPES[Answers]["own"][0])
    workspace = prepared(
        path,
        reply("anna", id="a", received=(said,)),
        reply("bruno", id="b", form="levels", edition="start",
              received=(replied(day(1), levels=levels),)),
        reply("carla", id="c", received=(replied(AFTER, follow_up=heard),), **fields),
        *(rating(who, "video-meetings", 1) for who in SENIORS),
        closed_on=CLOSED,
        follow_ups=(FollowUp(kind="60_days", on=AFTER, still_using={"dario": True}),),
    )  # fmt: skip
    with_own_questions(workspace)
    text = await read_all(path, AFTER)
    assert missing(SIGN_UP, text["signup/signup"]) == []
    assert TYPES[Answers]["own"][1] in text["signup/signup"]
    assert "Anna De Luca asked to talk" in text["signup/signup"]
    for style in style_questions():
        assert f"{style.name}: 4 (1 {style.low}, 5 {style.high})" in text["signup/signup"]
    assert missing(LEVELS, text["levels/start"]) == []
    assert "All in all: 3" in text["levels/start"]
    assert "I can do this alone: " in text["levels/start"]
    assert missing(FOLLOW_UP, text["follow_up/60_days"]) == []
    assert "1 yes · 1 no" in text["follow_up/60_days"]
