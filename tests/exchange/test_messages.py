"""Messages filled with what is known of a pair, and left silent where it is not."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import msgspec
import pytest
from msgspec.structs import replace

from revmentor.content import library, sample
from revmentor.content.library import Message
from revmentor.content.skills import catalogue
from revmentor.exchange import document
from revmentor.exchange.message_places import Reader
from revmentor.exchange.messages import Letter, blind_copy, letters
from revmentor.exchange.messages import letter as one_letter
from revmentor.exchange.messages_for_many import ManyMessage, messages_for_many
from revmentor.i18n.dates import day_in_sentence
from revmentor.i18n.gettext import LANGUAGES, set_language
from revmentor.model.firm import ClosedDays
from revmentor.model.pair import Pause, StandIn
from revmentor.model.session import Exchange, Step
from revmentor.model.snapshot import TABLES
from revmentor.rules.programme_view import View
from tests.support.firm import (
    FIRM,
    TODAY,
    day,
    goal,
    look,
    pair,
    part,
    person,
    programme,
    rating,
    session,
    snapshot,
)

ADA = msgspec.structs.replace(FIRM, coordinator="Ada Conti")
STEP = Step(senior_id="anna", text="share a sheet")
ANNA = "giulia-anna"
OF_A_PAIR = [
    each.id
    for each in library.messages()
    if each.to not in {"not_answered", "follow_up", "form_page"}
]


def valdarco() -> View:
    found = document.read_document(sample.sample_document("sessions"))
    records = [each for name in TABLES for each in found.records(name)]
    return View(snapshot(*records, firm=found.firm), "pr0001", catalogue(), date.max)


def known(*more: Any, **fields: Any) -> View:
    """Giulia with Anna and Bruno, Mondays at nine; Anna was met last; everything is known."""
    return look(
        part("giulia", "mentor", slot="mon-09:00", offers=("video-meetings", "spreadsheets")),
        pair("giulia", "anna"),
        pair("giulia", "bruno"),
        rating("anna", "spreadsheets", 1),
        goal("anna", "spreadsheets", 3),
        session("giulia", day(11), "bruno"),
        session(
            "giulia",
            day(12),
            "anna",
            steps=(STEP,),
            taught=(Exchange(skill_id="spreadsheets"),),
            received=(Exchange(skill_id="negotiation"),),
        ),
        *more,
        **{"firm": ADA, **fields},
    )


def message(message_id: str, *paragraphs: str, **fields: Any) -> Message:
    found = next(each for each in library.messages() if each.id == message_id)
    return replace(found, paragraphs=paragraphs or found.paragraphs, **fields)


def written(
    view: View, message_id: str, *paragraphs: str, to: str = ANNA, on: date = TODAY, **fields: Any
) -> list[Letter]:
    given = message(message_id, *paragraphs, **fields)
    return letters(view, given, view.snapshot.pairs[to], on)


def body(view: View, message_id: str, *paragraphs: str, **fields: Any) -> str:
    return written(view, message_id, *paragraphs, **fields)[-1].body


# -- every message of everybody -------------------------------------------------------------------


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("message_id", OF_A_PAIR)
def test_every_message_to_every_pair_of_the_sample_is_whole(message_id: str, code: str) -> None:
    set_language(code)
    view = valdarco()
    to_one = message_id.startswith(("pairing_", "stand_in"))
    for each in view.open_pairs:
        other = next(who for who in view.active_mentors if who not in each.sides)
        away = StandIn(mentor_id=other, start=TODAY, end=TODAY)
        stood_in_for = msgspec.structs.replace(each, stand_ins=(away,))
        whom = stood_in_for if message_id.startswith("stand_in") else each
        found = letters(view, message(message_id), whom, TODAY)
        assert len(found) == (1 if to_one else 2)
        for letter in found:
            said = f"{letter.subject}\n\n{letter.body}"
            assert letter.subject, letter
            assert len(letter.body) > 200, letter
            assert not {"{", "}"} & set(said), letter
            assert not any("–" in part for part in said.split("\n\n")), letter
            assert all(part.strip() for part in said.split("\n\n")), letter


def test_a_message_with_everything_known_loses_no_paragraph() -> None:
    away = StandIn(mentor_id="luca", start=day(15), end=day(16))
    pause = Pause(start=day(13), end=day(14))
    view = known(pair("giulia", "anna", pauses=(pause,), stand_ins=(away,)))
    view = known(*view.snapshot.pairs.values(), person("anna", manager_id="ettore"))
    for each in map(message, OF_A_PAIR):
        found = letters(view, each, view.snapshot.pairs[ANNA], TODAY)[-1]
        assert found.body.count("\n\n") == len(each.paragraphs) - 1, found
        assert found.body.endswith("Ada Conti")


def test_each_side_is_written_to_and_told_of_the_other() -> None:
    to_mentor, to_senior = written(known(), "missed_once", "{name} and {other}", subject="{other}")
    assert (to_mentor.person_id, to_mentor.name) == ("giulia", "Giulia Ferrante")
    assert (to_mentor.body, to_mentor.subject) == ("Giulia and Anna", "Anna")
    assert (to_senior.person_id, to_senior.name) == ("anna", "Anna De Luca")
    assert (to_senior.body, to_senior.subject) == ("Anna and Giulia", "Giulia")
    assert [each.person_id for each in written(known(), "pairing_mentor")] == ["giulia"]
    assert [each.person_id for each in written(known(), "pairing_senior")] == ["anna"]


def test_every_place_is_filled_with_what_the_records_say() -> None:
    places = "{mentor} {senior} {programme} {firm} {minutes} {weeks} {time} {slot}"
    view = known()
    assert body(view, "reminder", places) == (
        f"Giulia Anna Common floor Meccanica Valdarco S.r.l. {view.programme.minutes} 24 "
        "09:00 Monday at 09:00"
    )
    assert body(view, "reminder", "{last_step}") == "share a sheet"
    assert body(view, "reminder", "{give_back}") == view.skill_name("negotiation")
    assert body(view, "reminder", "{skills}") == view.skill_name("spreadsheets")


def test_the_last_step_is_the_senior_s_own_and_the_latest() -> None:
    other = Step(senior_id="bruno", text="another's")
    later = Step(senior_id="anna", text="the later one")
    view = known(session("giulia", day(13), "anna", "bruno", steps=(later, other)))
    assert body(view, "reminder", "{last_step}") == "the later one"


# -- what is not known is not asked for -----------------------------------------------------------


def test_a_paragraph_with_an_unknown_place_is_left_out_whole() -> None:
    assert body(known(), "reminder", "One.", "Two {nonsense} and {name}.", "Three.") == (
        "One.\n\nThree."
    )
    assert (
        written(known(), "reminder", subject="{nonsense}")[0].subject == message("reminder").title
    )


@pytest.mark.parametrize(
    ("less", "message_id", "lost", "kept"),
    [
        ({"firm": FIRM}, "pairing_senior", "Warm regards", "call me."),
        ({"slot": None}, "pairing_senior", "Your fixed hour", "nothing to study"),
        ({"slot": None}, "pairing_senior", "The first meeting is on", "nothing to study"),
        ({"steps": ()}, "reminder", "The step you agreed on", "You meet on"),
        ({"offers": ()}, "reminder", "What comes back", "On the table this time"),
        ({"teaches": ()}, "reminder", "On the table this time", "What comes back"),
    ],
    ids=["coordinator", "slot", "time", "last step", "offers", "skills"],
)
def test_what_is_missing_takes_its_paragraph_along(
    less: dict[str, Any], message_id: str, lost: str, kept: str
) -> None:
    assert lost in body(known(), message_id)
    view = known(
        part(
            "giulia",
            "mentor",
            slot=less.get("slot", "mon-09:00"),
            offers=less.get("teaches", ("spreadsheets",)),
        ),
        part("anna", "senior", offers=less.get("offers", ("negotiation",))),
        session("giulia", day(12), "anna", steps=less.get("steps", (STEP,))),
        firm=less.get("firm", ADA),
    )
    found = body(view, message_id)
    assert lost not in found
    assert kept in found
    assert "\n\n\n" not in found


# -- names that look like something else ----------------------------------------------------------


def test_braces_and_markup_in_a_name_stay_text_and_are_not_filled_again() -> None:
    view = known(
        person("giulia", name="[red]{senior}[/] Ferrante"),
        person("anna", name="{name}{nonsense} De Luca"),
    )
    to_mentor, to_senior = written(view, "reminder", "{name} {other}", "kept", subject="{other}")
    assert to_mentor.body == "[red]{senior}[/] {name}{nonsense}\n\nkept"
    assert to_senior.body == "{name}{nonsense} [red]{senior}[/]\n\nkept"
    assert to_senior.subject == "[red]{senior}[/]"


def test_braces_in_a_step_or_a_firm_s_name_stay_text() -> None:
    step = Step(senior_id="anna", text="write {day} in {cell}")
    firm = msgspec.structs.replace(ADA, name="{programme} S.r.l.")
    view = known(session("giulia", day(12), "anna", steps=(step,)), firm=firm)
    assert body(view, "reminder", "{last_step}, {firm}") == (
        "write {day} in {cell}, {programme} S.r.l."
    )


# -- the line manager -----------------------------------------------------------------------------


def test_a_line_manager_s_letter_goes_to_the_manager() -> None:
    view = known(
        person("giulia", manager_id="dario", email="giulia@valdarco.example"),
        person("dario", email="dario@valdarco.example"),
    )
    of_mentor, _of_senior = written(view, "line_manager")
    assert (of_mentor.person_id, of_mentor.name) == ("dario", "Dario Neri")
    assert of_mentor.email == "dario@valdarco.example"
    assert of_mentor.body.startswith("Dear Dario,\n\n")
    assert "Taking part from your team: Giulia Ferrante." in of_mentor.body
    assert "Who meets whom: Giulia with Anna, Monday at 09:00." in of_mentor.body


def test_without_a_manager_there_is_neither_address_nor_greeting() -> None:
    view = known(
        person("giulia", email="giulia@valdarco.example"),
        person("anna", email="anna@valdarco.example"),
    )
    for letter in written(view, "line_manager"):
        assert (letter.person_id, letter.email) == (None, None)
        assert "Dear" not in letter.body
        assert letter.body.startswith("Your team is part of")
        assert letter.mail.startswith("mailto:?subject=")
        assert "valdarco.example" not in letter.mail


# -- days -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message_id", "said"),
    [
        ("invitation", "2 February 2026"),
        ("line_manager", "4 May"),
        ("pairing_mentor", "4 May"),
        ("pairing_senior", "4 May"),
        ("reminder", "4 May"),
        ("missed_once", "4 May"),
        ("missed_twice", "4 May"),
        ("rematch", "1 May"),
        ("mid_point", "4 May"),
        ("final_form", "19 July"),
        ("pause", ""),
    ],
)
def test_each_message_has_its_own_day(message_id: str, said: str) -> None:
    assert body(known(), message_id, "{day}") == said


def test_the_next_turn_is_this_senior_s_and_not_a_colleague_s() -> None:
    view = known()
    assert body(view, "reminder", "{day}", to="giulia-bruno") == "27 April"
    assert body(view, "reminder", "{day}", to="giulia-bruno", on=day(13)) == "27 April"
    assert body(view, "reminder", "{day}", on=day(13, 1)) == "11 May"
    assert body(view, "reminder", "{day}", to="giulia-bruno", on=day(13, 1)) == "4 May"


def test_a_turn_already_logged_is_not_the_next() -> None:
    view = known(session("giulia", day(13), "bruno", status="cancelled"))
    assert body(view, "reminder", "{day}", to="giulia-bruno") == "4 May"


def test_a_closed_week_puts_the_next_turn_off() -> None:
    shut = msgspec.structs.replace(ADA, closed_days=(ClosedDays(start=day(13), end=day(13, 4)),))
    assert body(known(firm=shut), "reminder", "{day}", to="giulia-bruno") == "4 May"


def test_a_session_already_planned_is_the_next() -> None:
    view = known(session("giulia", day(13), "anna", status="planned"))
    assert body(view, "reminder", "{day}") == "27 April"


def test_a_pair_that_pauses_has_no_turn_before_its_pause_ends() -> None:
    pause = Pause(start=day(13), end=day(15, 4))
    view = known(pair("giulia", "anna", pauses=(pause,)))
    assert body(view, "reminder", "{day}") == "18 May"


def test_after_the_last_turn_no_day_is_said() -> None:
    view = known()
    found = body(view, "missed_once", on=day(25))
    assert "The next one is on" not in found
    assert "did not take place" in found


def test_meetings_begin_again_on_the_day_after_the_pause() -> None:
    over = Pause(start=day(3), end=day(4))
    to_come = Pause(start=day(12), end=day(14, 4))
    view = known(pair("giulia", "anna", pauses=(over, to_come)))
    assert body(view, "pause", "{day}") == "9 May"
    assert body(view, "pause", "{day}", on=to_come.end) == "9 May"
    assert body(view, "pause", "{day}", on=to_come.end + timedelta(days=1)) == ""


# -- mail -----------------------------------------------------------------------------------------


def mailed(letter: Letter) -> tuple[str, dict[str, list[str]]]:
    parts = urlsplit(letter.mail)
    assert parts.scheme == "mailto"
    assert parts.fragment == ""
    return unquote(parts.path), parse_qs(parts.query, strict_parsing=True)


@pytest.mark.parametrize(
    "email",
    ["anna@valdarco.example", "a+b@valdarco.example", "anna?bcc=x@evil.example&cc=y@evil.example"],
)
def test_a_mail_is_read_back_as_it_was_written(email: str) -> None:
    subject = "Vendite & costi? 100% = #1 + “è”; a/b"
    text = "Ciao,\n\nuno & due?\ntre=4 #5 50% + [red]{x}[/]"
    letter = Letter("t", "anna", "Anna", email, subject, text)
    assert letter.mail.isascii()
    assert not set(letter.mail) & set(' \n\r"<>[]{}#')
    to, fields = mailed(letter)
    assert to == email
    assert fields == {"subject": [subject], "body": [text]}
    assert letter.mail.count("@") == email.count("@")


def test_a_mail_goes_to_the_one_person_and_nobody_else() -> None:
    view = known(
        person("giulia", email="giulia@valdarco.example"), person("ettore", email="e@v.example")
    )
    to_mentor, to_senior = written(view, "reminder")
    assert mailed(to_mentor)[0] == "giulia@valdarco.example"
    assert mailed(to_mentor)[1] == {"subject": [to_mentor.subject], "body": [to_mentor.body]}
    assert mailed(to_senior)[0] == ""
    assert to_senior.mail.startswith("mailto:?subject=")
    assert "@" not in to_senior.mail
    assert "%40" not in to_senior.mail


# -- a day within a sentence ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "with_year", "english", "italian"),
    [
        (date(2026, 12, 16), False, "16 December", "il 16 dicembre"),
        (date(2026, 9, 7), True, "7 September 2026", "il 7 settembre 2026"),
        (date(2026, 3, 8), False, "8 March", "l’8 marzo"),
        (date(2026, 11, 11), False, "11 November", "l’11 novembre"),
        (date(2026, 5, 1), True, "1 May 2026", "il 1º maggio 2026"),
        (date(2026, 5, 18), False, "18 May", "il 18 maggio"),
    ],
)
def test_a_day_is_written_as_one_says_it(
    on: date, with_year: bool, english: str, italian: str
) -> None:
    assert day_in_sentence(on, with_year=with_year) == english
    set_language("it")
    assert day_in_sentence(on, with_year=with_year) == italian


def test_an_italian_message_says_day_and_hour_as_an_italian_does() -> None:
    set_language("it")
    view = known()
    assert "Vi vedete il 4 maggio alle 9." in body(view, "reminder")
    assert "Si comincia il 2 febbraio 2026." in body(view, "invitation")
    assert "Il vostro appuntamento fisso: il lunedì alle 9." in body(view, "pairing_senior")
    assert "Mi serve entro il 19 luglio." in body(view, "final_form")
    half = known(part("giulia", "mentor", slot="mon-14:30", offers=("spreadsheets",)))
    assert "alle 14:30." in body(half, "reminder")


def test_a_day_of_another_year_names_it() -> None:
    assert body(known(), "final_form", "{day}", on=date(2025, 12, 1)) == "19 July 2026"


# -- to many --------------------------------------------------------------------------------------


def many(view: View, message_id: str, on: date = TODAY) -> ManyMessage:
    found = messages_for_many(view, on)
    return next(each for each in found if each.message.id == message_id)


def test_a_mentor_of_several_reads_one_letter_about_all_of_them() -> None:
    (letter,) = many(known(), "pairing_mentor").letters
    assert letter.name == "Giulia Ferrante"
    assert letter.subject == "You will be working with Anna and Bruno"
    assert "you will be working with Anna and Bruno." in letter.body


def test_the_steps_of_several_seniors_stand_with_their_names() -> None:
    each = Step(senior_id="bruno", text="send an invitation")
    view = known(session("giulia", day(12), "bruno", "anna", steps=(STEP, each)))
    letter = letters_about(view, "giulia")
    assert "Anna: share a sheet; Bruno: send an invitation" in letter


def letters_about(view: View, person_id: str) -> str:
    pairs = [each for each in view.open_pairs if person_id in {each.mentor_id, each.senior_id}]
    given = message("reminder", "{last_step}")
    return one_letter(view, given, Reader(None, [person_id], pairs), TODAY).body


def test_before_pairing_a_line_manager_reads_of_the_team_and_of_no_pair() -> None:
    view = look(person("giulia", manager_id="dario"), person("anna", manager_id="dario"), firm=ADA)
    letter = next(e for e in many(view, "line_manager").letters if e.person_id == "dario")
    assert "Giulia Ferrante" in letter.body
    assert "Anna De Luca" in letter.body
    assert "Who meets whom" not in letter.body
    assert letter.body.endswith("Ada Conti")


def test_one_mail_to_all_says_what_is_the_same_for_everybody_and_names_nobody() -> None:
    view = known(
        person("giulia", email="giulia@valdarco.example"),
        person("anna", email="anna@valdarco.example"),
        person("bruno", email="anna@valdarco.example"),  # a shared mailbox
    )
    found = many(view, "invitation")
    letter = found.to_all
    assert letter.email == "giulia@valdarco.example,anna@valdarco.example"
    assert letter.body.startswith("Good morning,\n\n")
    assert "We begin on 2 February 2026." in letter.body
    assert letter.body.endswith("Ada Conti")
    fields = parse_qs(urlsplit(blind_copy(letter)).query)
    assert fields["bcc"] == [letter.email]
    assert "to" not in fields
    for name in ("Giulia", "Anna", "Bruno"):
        for message_id in ("invitation", "pairing_senior", "reminder", "thanks"):
            assert name not in many(view, message_id).to_all.body


def test_the_fitting_messages_come_first_in_every_phase() -> None:
    ids = [each.message.id for each in messages_for_many(known(), TODAY)]
    assert ids[:2] == ["mid_point", "reminder"]
    assert messages_for_many(look(), TODAY)[0].message.id == "invitation"
    closing = [each.message.id for each in messages_for_many(known(), day(24))]
    assert closing.index("final_form") < closing.index("thanks")
    after = messages_for_many(known(programme(closed_on=day(24))), day(24))
    assert after[0].message.id == "thanks"


def test_an_own_copy_from_before_there_were_phases_goes_to_many_all_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    library._read.cache_clear()
    own = library.own_texts_folder()
    own.mkdir(parents=True)
    ours = Path(library.__file__).with_name("messages.en.md").read_text(encoding="utf-8")
    lines = [each for each in ours.splitlines() if not each.startswith("phase:")]
    (own / "messages.en.md").write_text("\n".join(lines), encoding="utf-8")
    try:
        assert messages_for_many(look(), TODAY)[0].message.id == "invitation"
    finally:
        library._read.cache_clear()


def test_a_firm_that_says_lei_gets_its_messages_so() -> None:
    set_language("it")
    view = known(firm=msgspec.structs.replace(ADA, address="lei"))
    (letter,) = many(view, "pairing_mentor").letters
    assert letter.body.startswith("Buongiorno Giulia,")
    assert "lavorerà con Anna e Bruno." in letter.body
    assert many(known(), "pairing_mentor").letters[0].body.startswith("Ciao Giulia,")
