"""Messages and pages to print: what they say of a pair, and a near case where they do not."""

from __future__ import annotations

from typing import Any

from revmentor.content.library import messages
from revmentor.exchange.messages import letters
from revmentor.exchange.printables import SHEETS, SheetKind, sheets
from revmentor.model.session import Exchange, Step
from tests.sentences.table import (
    STANDARD,
    Case,
    Sentence,
    case,
    start,
)
from tests.support.firm import MENTORS, SENIORS, day, pair, part, session

FEARS: tuple[SheetKind] = ("fears",)
WORDS = frozenset(
    {
        # headings of a page to fill in, and what it asks
        "Attestation", "For {firm}, on", "From, to", "Hours", "Sessions",
        "A mentor teaches a digital skill to a more experienced colleague, on real work.",
        "Counted from the sessions that were held. It is no mark and no appraisal.",
        "1 is not at all, 5 fully. Leave out what you cannot say.", "Agenda of the next session",
        "Before you say yes", "Is there anything that worries you about it?",
        "What do you hope for?", "What worries us", "no", "yes",
        "Final form", "Our charter", "Our session",
        "Pulse", "The one step to try, and until when", "The pair’s charter",
        "Starting points",
        # the files, and whom there is a sheet of each kind for (tests/exchange/test_printables.py)
        "agenda", "attestation", "charter", "fears", "final-form", "pulse", "readiness-list",
        "sign-up", "starting-points", "mentors who held a session", "mentors with a slot to come",
        "the kick-off, once somebody said what worries them", "the pairs", "whoever takes part",
        "whoever has levels to give and met nobody yet, until the programme is closed",
        "whoever takes part or is invited, until the programme is closed",
        "whoever takes part, or is still asked to", "“{sheet}” would be empty: it is for {whom}.",
        "What came back. {question}", "What was taught", "{n} minute", "{name}, on",
    }
)  # fmt: skip


def tell(one: Case) -> str:
    """Every page of every kind."""
    lines = []
    for page in (page for what in (*SHEETS, *FEARS) for page in sheets(one.view, what, one.on)):
        lines += [page.title, page.who, *page.intro, *page.asks, *page.signs, page.small]
        lines += [each.text for each in page.questions]
        lines += [f"{row.strong} {row.text}" for row in page.rows]
    return "\n".join(lines)


def wrote(message_id: str, one: Case) -> str:
    """A message of the first pair, to both sides."""
    view = one.view
    (message,) = (each for each in messages() if each.id == message_id)
    return "\n".join(letter.body for letter in letters(view, message, view.pairs[0], one.on))


def step(text: str, **fields: Any) -> tuple[Step, ...]:
    return (Step(senior_id="anna", text=text, **fields),)


def meeting(week: int, **fields: Any) -> Any:
    return session("giulia", day(week), "anna", **fields)


TAUGHT = (Exchange(skill_id="spreadsheets"),)
PAIR = pair("giulia", "anna")
DICTATE = step("dictate a note")
ABSENT = {"attendance": {"anna": "absent", "bruno": "present"}}

GIVEN = (Exchange(skill_id="negotiation"),)


def afraid(*people: str) -> Case:
    return case(*(part(who, "senior", fears=f"{who} is slow") for who in people))


SENTENCES = [
    Sentence(
        "{n} person of {{of}} said what worries them.",
        "1 person of 7 said what worries them.",
        afraid("anna"),
        afraid(),
    ),
    Sentence(
        "Fewer than five said something: it can be guessed who. Do not hand this round.",
        "Fewer than five said something: it can be guessed who. Do not hand this round.",
        afraid(*SENIORS[:4]),
        afraid(*SENIORS),
    ),
    Sentence(
        "{name} took part as a mentor in “{programme}” of {firm}.",
        "Giulia Ferrante took part as a mentor in “Common floor” of Meccanica Valdarco S.r.l.",
        case(PAIR, meeting(1)),
        case(PAIR, meeting(1, status="missed")),
        but_not="took part as a mentor",
    ),
    Sentence(
        "{n} session held",
        "2 sessions held with 1 colleague",
        case(PAIR, meeting(1), meeting(2), meeting(3, status="cancelled")),
        case(PAIR, meeting(1), meeting(2, status="cancelled")),
        but_not="2 sessions held",
    ),
    Sentence(
        "with {n} colleague",
        "2 sessions held with 2 colleagues",
        case(PAIR, pair("giulia", "bruno"), meeting(1), meeting(2, **ABSENT)),
        case(PAIR, meeting(1), meeting(2)),
        but_not="with 2 colleagues",
    ),
    Sentence(
        "{n} quick help",
        "1 session held with 1 colleague, 1 quick help",
        case(PAIR, meeting(1), meeting(2, quick_help=True, minutes=10)),
        case(PAIR, meeting(1), meeting(2)),
        but_not="quick help",
    ),
    Sentence(
        "{hours} teaching",
        "1.5 teaching",
        case(PAIR, meeting(1, minutes=40), meeting(2, minutes=50)),
        case(PAIR, meeting(1, minutes=40), meeting(2, minutes=50, status="missed")),
        but_not="1.5 teaching",
    ),
    Sentence(
        "{hours} preparing",
        "0.5 preparing",
        case(PAIR, meeting(1, preparation_minutes=30)),
        case(PAIR, meeting(1)),
        but_not="preparing",
    ),
    Sentence(
        "Topics taught",
        "Topics taught Spreadsheets at work (1 session)",
        case(PAIR, meeting(1, taught=TAUGHT)),
        case(PAIR, meeting(1, taught=TAUGHT, status="missed")),
        but_not="Topics taught",
    ),
    Sentence(
        "{n} session",
        "Spreadsheets at work (2 sessions)",
        case(PAIR, meeting(1, taught=TAUGHT), meeting(2, taught=TAUGHT)),
        case(PAIR, meeting(1, taught=TAUGHT), meeting(2)),
        but_not="(2 sessions)",
    ),
    Sentence(
        "Learned in return",
        "Learned in return",
        case(PAIR, meeting(1, received=GIVEN)),
        case(PAIR, meeting(1)),
    ),
    Sentence(
        "Who saw the work",
        "Who saw the work the head of sales",
        case(PAIR, meeting(1, seen_by="the head of sales")),
        case(PAIR, meeting(1)),
        but_not="Who saw the work",
    ),
    Sentence(
        "and {n} more",
        "and 1 more",
        case(PAIR, meeting(1, taught=tuple(Exchange(text=f"task {n}") for n in range(13)))),
        case(PAIR, meeting(1, taught=tuple(Exchange(text=f"task {n}") for n in range(12)))),
        but_not="and 1 more",
    ),
    Sentence(
        "Where: {place}",
        "Where: on site",
        case(PAIR),
        case(PAIR, modes=("remote",)),
        but_not="Where: on site",
    ),
    Sentence(
        "What {name} gained, as I saw it",
        "What Anna De Luca gained, as I saw it",
        case(PAIR),
        case(pair("luca", "bruno")),
        but_not="What Anna De Luca gained, as I saw it",
    ),
    Sentence(
        "Last time’s step: {steps}",
        "Last time’s step: Anna: dictate a note",
        case(PAIR, meeting(1, steps=DICTATE)),
        # the last time they agreed on none
        case(PAIR, meeting(1, steps=DICTATE), meeting(2)),
    ),
    Sentence(
        "To learn: {skills}",
        "To learn: Running remote meetings",
        case(PAIR, start("anna"), start("giulia", 5), standard_level=STANDARD),
        case(PAIR, start("anna", 3), start("giulia", 5), standard_level=STANDARD),
    ),
]


def test_a_step_that_was_put_aside_is_none_that_was_agreed_on() -> None:
    aside = case(PAIR, meeting(1, steps=step("dictate a note", decision="not_for_us")))
    assert "Last time’s step" not in tell(aside)
    assert "dictate" not in wrote("reminder", aside)
    agreed = case(PAIR, meeting(1, steps=DICTATE))
    assert "The step you agreed on last time: dictate a note." in wrote("reminder", agreed)


def test_a_reminder_names_the_step_of_the_last_meeting_alone() -> None:
    later = case(PAIR, meeting(1, steps=DICTATE), meeting(2))
    assert "agreed on last time" not in wrote("reminder", later)
    missed = case(PAIR, meeting(1, steps=DICTATE), meeting(2, status="missed"))
    assert "dictate a note" in wrote("reminder", missed)


def test_thanks_name_what_was_taught_where_somebody_was() -> None:
    there = case(PAIR, meeting(1, taught=TAUGHT))
    assert "What was taught: " in wrote("thanks", there)
    away = case(PAIR, pair("giulia", "bruno"), meeting(1, taught=TAUGHT, **ABSENT))
    assert "What was taught" not in wrote("thanks", away)


def test_the_messages_promise_what_the_programme_does() -> None:
    one = case(PAIR, *(start(who, 5) for who in MENTORS))
    thanks, final_form = wrote("thanks", one), wrote("final_form", one)
    assert "In two months, and again in six, I will ask what is still in use." in thanks
    assert "24 weeks" not in thanks  # it may have been closed before, and a week may be skipped
    assert "is told people in fives, and no word that you write" in final_form
