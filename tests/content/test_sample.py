"""What the sample says in words: true of its numbers, in its own language, and on any day."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, get_args

import msgspec
import pytest

from revmentor.content import sample
from revmentor.exchange import document, sample_dates
from revmentor.model.rating import Moment
from revmentor.model.session import Session
from revmentor.model.snapshot import Document
from sample_data import italian

STAGES: tuple[sample.Stage, ...] = get_args(sample.Stage)
IN_EVERY_LANGUAGE = pytest.mark.parametrize("language", ["en", "it"])


def shown(stage: sample.Stage, language: str) -> Document:
    return document.read_document(sample.sample_document(stage, language))


def said(language: str) -> list[str]:
    """Every text of all four documents in one language."""
    return [text for stage in STAGES for text in italian.texts(shown(stage, language))]


# -- days ----------------------------------------------------------------------------------------

A_DAY = re.compile(
    r"""
    \b(January|February|March|April|May|June|July|August|September|October|November|December
      |gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre
      |Easter|Christmas|New\ Year|Pasqua|Pasquetta|Natale|Capodanno|Ferragosto|Epifania
      |summer|autumn|winter|last\ spring|this\ spring|next\ spring
      |primavera|estate|estivo|estiva|autunno|autunnali|inverno)\b
    | \b(?:19|20)\d\d\b
    | \b\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?\b
    | \b\d{1,2}(?:st|nd|rd|th)\b
    | \b\d{1,2}\ (?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec|gen|mag|giu|lug|ago|set|ott|dic)\b
    """,
    re.VERBOSE,
)
"""A day, a month, a feast or a season: the demo is moved to today, and these would stay behind."""


@pytest.mark.parametrize(
    "text",
    ["The page for 7 May", "since 28 April", "in 2009", "il 7/5", "entro Pasqua", "this spring"],
)
def test_what_would_stay_behind_is_seen(text: str) -> None:
    assert A_DAY.search(text)


@IN_EVERY_LANGUAGE
def test_no_text_of_the_sample_names_a_day_that_would_stay_behind(language: str) -> None:
    texts = said(language)
    assert len(texts) > 500
    assert [text for text in texts if A_DAY.search(text)] == []


def test_weekdays_in_texts_stay_true_as_the_demo_moves_by_whole_weeks() -> None:
    """A Friday may stand in a text: whatever the day, the session of a Friday stays on one."""
    before = shown("sessions", "en")
    for days in range(0, 400, 13):
        moved = sample_dates.to_week(before, 12, date(2026, 4, 24) + timedelta(days=days))
        assert len(moved.sessions) > 50
        for old, new in zip(before.sessions, moved.sessions, strict=False):
            assert (old.id, old.due_on.weekday()) == (new.id, new.due_on.weekday())


# -- the language --------------------------------------------------------------------------------

SAME = {
    *("format", "id", "ids", "firm", "country", "timezone", "patron_day", "language", "languages"),
    *("email", "department", "job_title", "site", "availability", "works", "sponsor", "set_by"),
    *("owner", "slot", "role", "roles", "status", "formats", "modes", "mode", "moment", "rated_by"),
    *("decision", "done", "attendance", "holidays", "kind", "better", "fit", "method", "rule"),
    *("offers", "wishes", "framework", "framework_version", "wants_talk", "currency"),
    *("item", "at", "there", "state", "message", "form", "edition", "page", "way", "asked_in"),
}
"""Fields that are not said in a language: names of people and places, ids, and our own words."""


def strings(value: Any, field: str = "", path: str = "") -> Iterator[tuple[str, str, str]]:
    """Every string of a document, with where it stands and the last name on the way there."""
    if isinstance(value, str):
        yield path, field, value
    elif isinstance(value, list):
        for place, each in enumerate(value):
            yield from strings(each, field, f"{path}[{place}]")
    elif isinstance(value, dict):
        for key, each in value.items():
            inner = field if field == "attendance" else key
            yield from strings(each, inner, f"{path}.{key}")


def is_said(path: str, field: str, text: str) -> bool:
    is_name = field == "name" and path.startswith((".people", ".firm"))
    is_day = re.fullmatch(r"\d{4}-\d{2}-\d{2}", text)
    is_consent = field == "consent" or ".consents." in path
    return not (is_consent or field in SAME or field.endswith(("_id", "_ids")) or is_name or is_day)


@pytest.mark.parametrize("stage", STAGES)
def test_the_italian_sample_is_italian_and_otherwise_the_same(stage: sample.Stage) -> None:
    english = list(strings(msgspec.json.decode(sample.sample_document(stage, "en"))))
    in_italian = list(strings(msgspec.json.decode(sample.sample_document(stage, "it"))))
    assert [path for path, *_ in english] == [path for path, *_ in in_italian]
    assert len(english) > 500
    for (path, field, text), (_, _, other) in zip(english, in_italian, strict=True):
        assert (text != other) == is_said(path, field, text), (path, text, other)


def test_everything_but_the_words_is_the_same_in_both_languages() -> None:
    for stage in STAGES:
        raw = [
            msgspec.json.decode(sample.sample_document(stage, language))
            for language in ("en", "it")
        ]
        assert wordless(raw[0]) == wordless(raw[1])


def wordless(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: wordless(each) for key, each in value.items()}
    if isinstance(value, list):
        return [wordless(each) for each in value]
    return "" if isinstance(value, str) else value


def test_both_languages_say_the_same_numbers() -> None:
    for english, in_italian in italian.table().items():
        assert digits(english) == digits(in_italian), (english, in_italian)


def digits(text: str) -> list[str]:
    return re.findall(r"\d+", re.sub(r"(?<=\d)[.,](?=\d{3})", "", text))


def test_every_line_of_the_italian_is_said_by_somebody() -> None:
    assert set(italian.table()) == set(said("en"))


def test_the_italian_is_written_with_accents() -> None:
    """No apostrophe for an accent, and none that leans to the wrong side."""
    wrong = re.compile(r"\b\w*[aeiou]'(?=\s|$|[.,;:])|perchè|poichè|nè\b|sè\b|\bpò\b|\bqual'è\b")
    assert [text for text in italian.table().values() if wrong.search(text)] == []


# -- what the words say of the numbers -----------------------------------------------------------

COUNTS = {
    "en": ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    "it": ("zero", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove"),
}
TEENS = {"en": {15: "fifteen", 18: "eighteen"}, "it": {15: "quindici", 18: "diciotto"}}


def word(number: int, language: str) -> str:
    return TEENS[language].get(number) or COUNTS[language][number]


def with_standard(found: Document, moment: Moment) -> dict[str, bool]:
    """Who was rated at a moment in the skills named for all, and whether all reach the standard."""
    standard = found.programmes[0].standard_level
    levels: dict[str, list[bool]] = {}
    for each in found.ratings:
        if each.moment == moment and each.skill_id in standard:
            reached = each.level >= standard[each.skill_id]
            levels.setdefault(each.person_id, []).append(reached)
    seniors = {each.person_id for each in found.participations if each.role == "senior"}
    return {who: all(reached) for who, reached in levels.items() if who in seniors}


def readings(found: Document, number: int) -> dict[str, int]:
    """The readings of an indicator by their day, written like 04-17."""
    return {f"{each.on:%m-%d}": int(each.value) for each in found.indicators[number].readings}


def lost(found: Document) -> list[Session]:
    return [each for each in found.sessions if each.status in ("missed", "cancelled")]


def first_name(found: Document, person_id: str) -> str:
    """What a person is called in a session: the name without the surname."""
    name = next(each.name for each in found.people if each.id == person_id)
    return name.split()[0]


@IN_EVERY_LANGUAGE
def test_the_words_on_the_standard_level_are_the_levels(language: str) -> None:
    found = shown("evaluation", language)
    start, end = with_standard(found, "baseline"), with_standard(found, "final")
    note, lessons = found.goals[0].attainment_note or "", found.programmes[0].lessons or ""
    says = {
        "en": "{reached} of the {rated} rated at the end, from {before} of {all} at the start. "
        "{missing} have no",
        "it": "{reached} dei {rated} valutati alla fine; all'inizio erano {before} su {all}. "
        "{missing} non hanno",
    }[language]
    expected = says.format(
        reached=word(sum(end.values()), language),
        rated=word(len(end), language),
        before=word(sum(start.values()), language),
        all=word(len(start), language),
        missing=word(len(start) - len(end), language).capitalize(),
    )
    assert note.casefold().startswith(expected.casefold())
    below = len(end) - sum(end.values())
    joined = {"en": "{} of {} were still below", "it": "{} su {} erano ancora sotto"}[language]
    assert joined.format(word(below, language), word(len(end), language)) in lessons
    assert f"{len(start)} senior" in (found.goals[0].expected or "")


@IN_EVERY_LANGUAGE
def test_the_lessons_count_the_slots_that_were_lost(language: str) -> None:
    found = shown("evaluation", language)
    named = {"en": r"\b(tender|VAT|ERP)\b", "it": r"\b(gara|IVA|gestionale)\b"}[language]
    there = [each for each in lost(found) if re.search(named, each.reason or "", re.IGNORECASE)]
    counted = {
        "en": "{there} of the {lost} slots we lost",
        "it": "dei {lost} appuntamenti persi, {there}",
    }[language]
    assert counted.format(
        there=word(len(there), language), lost=word(len(lost(found)), language)
    ) in (found.programmes[0].lessons or "")


@IN_EVERY_LANGUAGE
def test_the_production_sheet_takes_the_minutes_that_were_read(language: str) -> None:
    found = shown("evaluation", language)
    minutes, goal = list(readings(found, 2).values()), found.goals[2]
    assert digits(goal.starting_point or "") == [str(minutes[0])]
    assert digits(goal.attainment_note or "") == [str(minutes[-2]), str(minutes[-1])]
    assert digits(goal.expected or "") == [str(int(found.indicators[2].target or 0))]
    told = next(each for each in found.successes if "V012" in each.person_ids)
    assert digits(told.text) == [str(readings(found, 2)[f"{told.on:%m-%d}"]), str(minutes[0])]
    saved = next(each for each in found.evaluations if each.person_id == "V012")
    assert saved.answers["minutes_saved"] == minutes[0] - minutes[-1]


@IN_EVERY_LANGUAGE
def test_what_is_told_of_the_second_factor_was_counted(language: str) -> None:
    found = shown("evaluation", language)
    counted = readings(found, 1)
    told = next(each.text for each in found.successes if each.person_ids == ("V031",))
    assert word(counted["05-29"] - counted["04-24"], language) in told
    seniors = sum(each.role == "senior" and each.said_yes for each in found.participations)
    assert [digits(each.unit or "") for each in found.indicators[:2]] == [[str(seniors)]] * 2


@IN_EVERY_LANGUAGE
def test_a_case_tells_what_the_sessions_show(language: str) -> None:
    found = shown("evaluation", language)
    told = next(each for each in found.cases if each.rule == "R2")
    assert told.closed_on is not None
    pair = next(each for each in found.pairs if each.id == told.pair_id)
    theirs = [each for each in found.sessions if pair.senior_id in each.attendance]
    before = [each for each in theirs if each.due_on <= told.opened_on]
    after = [each for each in theirs if told.opened_on < each.due_on <= told.closed_on]
    running = {"en": "{} slots running lost", "it": "{} appuntamenti di fila persi"}[language]
    count = 0
    while before[-1 - count].status in ("missed", "cancelled"):
        count += 1
    assert running.format(word(count, language)) in told.text
    held = {"en": "{} sessions running held", "it": "tenuti {} incontri di fila"}[language]
    assert all(each.status == "held" for each in after)
    assert held.format(word(len(after), language)) in (told.outcome or "")
    quarter = {"en": "Fifteen minutes", "it": "Quindici minuti"}[language]
    assert (told.outcome or "").startswith(quarter)
    assert {each.minutes for each in after if each.format == "individual"} == {15}


@IN_EVERY_LANGUAGE
def test_mentors_count_their_seniors_as_the_pairs_do(language: str) -> None:
    found = shown("evaluation", language)
    open_pairs = [each.mentor_id for each in found.pairs if each.until_on is None]
    of = {each.person_id: each for each in found.evaluations}
    goes_on = next(each.outcome for each in found.cases if each.rule is None) or ""
    assert f" {word(open_pairs.count('V044'), language)};" in goes_on
    assert of["V027"].other_gain is not None
    assert of["V027"].other_gain.startswith(word(open_pairs.count("V027"), language).capitalize())
    for form in found.evaluations:
        theirs = {each.senior_id for each in found.pairs if each.mentor_id == form.person_id}
        assert form.gained_by.keys() <= theirs
    three = {"en": "instead of {}.", "it": "invece di {}."}[language]
    assert three.format(word(open_pairs.count("V036"), language)) in (of["V036"].next_step or "")


@IN_EVERY_LANGUAGE
def test_whoever_a_session_names_was_there(language: str) -> None:
    """What Mario said of prices, he said in a session that he came to."""
    found = shown("evaluation", language)
    named = 0
    for each in found.sessions:
        came = {first_name(found, who) for who, how in each.attendance.items() if how == "present"}
        for exchange in each.received:
            who, colon, _ = (exchange.text or "").partition(": ")
            if not colon or " " in who or len(each.attendance) == 1:
                continue
            named += 1
            assert who in came, (each.id, exchange.text)
    assert named > 15


@IN_EVERY_LANGUAGE
def test_what_a_mentor_does_not_teach_comes_from_a_guest_who_does(language: str) -> None:
    found = shown("evaluation", language)
    teaches = {
        each.person_id: set(each.offers) for each in found.participations if each.role == "mentor"
    }
    guests = 0
    for each in found.sessions:
        for exchange in each.taught:
            if exchange.skill_id in teaches[each.mentor_id]:
                continue
            by = [who for who in teaches if first_name(found, who) in (exchange.text or "")]
            assert any(exchange.skill_id in teaches[who] for who in by), (each.id, exchange.text)
            guests += 1
    assert guests > 4


@IN_EVERY_LANGUAGE
def test_a_pair_is_explained_by_what_its_two_teach_and_want(language: str) -> None:
    """The reason names no goal that is taught by nobody, and "only" is said of the only one."""
    found = shown("evaluation", language)
    only = {"en": "Only ", "it": "Solo "}[language]
    seen = 0
    for pair in found.pairs:
        if not (pair.rationale or "").startswith(only):
            continue
        wanted = {each.skill_id for each in found.goals if each.person_id == pair.senior_id}
        alone = [
            skill
            for skill in wanted
            if [each.person_id for each in found.participations if skill in each.offers]
            == [pair.mentor_id]
        ]
        assert alone, pair.rationale
        assert first_name(found, pair.mentor_id) in (pair.rationale or "")
        seen += 1
    assert seen == 2


def test_who_is_on_leave_until_the_end_is_paused_until_then() -> None:
    found = shown("evaluation", "en")
    programme = found.programmes[0]
    paused = next(each for each in found.pairs if each.pauses)
    assert paused.pauses[0].reason == "On leave until the end"
    assert paused.pauses[0].end is not None
    assert programme.closed_on is not None
    assert paused.pauses[0].end > programme.closed_on


@IN_EVERY_LANGUAGE
def test_nobody_sits_beside_somebody_in_another_town(language: str) -> None:
    found = shown("evaluation", language)
    beside = re.compile(
        r"\b(beside (her|him)|at (her|his) desk|accanto a l(ei|ui)|alla sua scrivania)\b"
    )
    near = 0
    for each in found.sessions:
        texts = [text.text or "" for text in (*each.taught, *each.received)]
        if any(beside.search(text) for text in (*texts, each.note or "")):
            assert each.mode == "on_site", each.id
            near += 1
    assert near


# -- what people answered ------------------------------------------------------------------------


def in_round(found: Document, opens: str, closes: str) -> set[str]:
    """Who answered the pulse from one day of the year to before another."""
    between = (date.fromisoformat(f"2026-{opens}"), date.fromisoformat(f"2026-{closes}"))
    return {each.person_id for each in found.pulses if between[0] <= each.on < between[1]}


@IN_EVERY_LANGUAGE
def test_a_change_counts_the_slips_that_came_back(language: str) -> None:
    found = shown("sessions", language)
    told = next(each for each in found.programmes[0].changes_made if digits(each.why or ""))
    slips = [len(in_round(found, *days)) for days in (("02-23", "03-23"), ("03-23", "04-20"))]
    assert slips == [int(n) for n in digits(told.why or "")] * 2


@IN_EVERY_LANGUAGE
def test_in_week_twelve_two_have_not_answered(language: str) -> None:
    found = shown("sessions", language)
    asked = {who for each in found.pairs if each.until_on is None for who in each.sides}
    answered = in_round(found, "04-20", "04-25")
    assert (len(asked), len(answered & asked), answered - asked) == (23, 21, set())
    assert {first_name(found, who) for who in asked - answered} == {"Piero", "Nadia"}


@pytest.mark.parametrize("stage", STAGES)
@IN_EVERY_LANGUAGE
def test_a_reply_says_what_the_records_say(stage: sample.Stage, language: str) -> None:
    found = shown(stage, language)
    slips = {(each.person_id, each.on): each for each in found.pulses}
    forms = {each.person_id: each for each in found.evaluations}
    parts = {each.person_id: each for each in found.participations}
    for reply in found.replies:
        for each in reply.received:
            said, part = each.answers, parts[reply.person_id]
            if said.signup:
                assert (said.signup.hopes, said.signup.fears) == (part.hopes, part.fears)
                assert part.recruiting is not None
                assert part.recruiting.readiness == said.signup.readiness
            if said.pulse:
                slip = slips[reply.person_id, each.on]
                assert (slip.answers, slip.comment) == (said.pulse.answers, said.pulse.comment)
                assert (slip.wants_talk, slip.own) == (said.wants_talk, said.own)
            if said.final:
                form = forms[reply.person_id]
                assert form.own == said.own
                assert all(
                    getattr(form, name) == getattr(said.final, name)
                    for name in said.final.__struct_fields__
                )
            assert each.filled_on >= reply.asked_on


@IN_EVERY_LANGUAGE
def test_an_answer_to_a_question_of_the_firm_is_one_that_is_offered(language: str) -> None:
    found = shown("evaluation", language)
    questions = {each.id: each for each in found.firm.questions}
    given = [
        (reply.form, *each)
        for reply in found.replies
        for received in reply.received
        for each in received.answers.own.items()
    ]
    assert {question_id for _form, question_id, _answer in given} == questions.keys()
    for form, question_id, answer in given:
        question = questions[question_id]
        assert question.form == form
        offered = {"choice": question.choices, "mark": (0, 1, 2, 3)}.get(question.kind)
        assert answer in offered if offered else isinstance(answer, str)


def test_a_later_document_holds_the_pages_and_messages_of_the_earlier() -> None:
    stages = [shown(stage, "en") for stage in STAGES]
    for earlier, later in itertools.pairwise(stages):
        assert later.messages[: len(earlier.messages)] == earlier.messages
        assert later.pulses[: len(earlier.pulses)] == earlier.pulses
        pages = {each.id: each.page for each in later.replies}
        assert all(pages[each.id] == each.page for each in earlier.replies)
