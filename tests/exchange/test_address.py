"""Tu or Lei, as the firm has it: in everything that people read, and never the one in the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from revmentor.content import library
from revmentor.content.sample import Stage
from revmentor.exchange.forms.table import questions_of_side
from revmentor.exchange.replies.from_table import read_table
from revmentor.i18n.gettext import LANGUAGES, _, addressed_by, set_language
from revmentor.model.firm import Address
from revmentor.rules.replies.asked import asked_forms
from tests.support.participant_texts import STAGES, library_texts, texts, view_of

LOCALE = Path(library.__file__).parents[1] / "i18n" / "locale"
TU = re.compile(
    r"\b(?:tu|te|ti|tuo|tua|tuoi|tue|ciao|hai|puoi|vuoi|devi|sai|fai|vai|stai|vieni|eri|dici|insegni|"
    r"parli|vedi|senti|ricevi|preferisci|avevi|vorresti|potresti|staresti|rifaresti|"
    r"consiglieresti|spiegheresti|presenteresti|scrivi|scegli|chiedi|rispondi|apri|tieni|metti|"
    r"prendi|dimmi|mandami|mandalo|chiedila|provane|spuntalo|rivolgiti|avvisami|chiamami|scrivimi|"
    r"trovarti|raggiungerti|incontrarti|averti|ricordarti|ringraziarti)\b",
    re.IGNORECASE,
)
"""Words that are said to a “tu” alone; what may also be a plural or somebody else’s is not here."""
LEI = re.compile(r"(?<=[\w,] )(?:Lei|Le|La|Suo|Sua|Suoi|Sue)\b|\b\w+[aei]r(?:La|Le)\b")
"""What is said to a “Lei” alone: with a capital within a sentence."""


def said(address: Address, stage: Stage) -> Iterator[tuple[str, str]]:
    set_language("it")
    view = view_of(stage, address)
    yield from texts(view, STAGES[stage])
    yield from library_texts(view)


@pytest.mark.parametrize("stage", STAGES)
def test_who_is_addressed_by_lei_reads_no_tu(stage: Stage) -> None:
    wrong = {(name, word) for name, text in said("lei", stage) for word in TU.findall(text)}
    assert sorted(wrong) == []


@pytest.mark.parametrize("stage", STAGES)
def test_who_is_addressed_by_tu_reads_no_lei(stage: Stage) -> None:
    wrong = {(name, word) for name, text in said("tu", stage) for word in LEI.findall(text)}
    assert sorted(wrong) == []


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "it"])
def test_in_another_language_there_is_one_way(language: str) -> None:
    set_language(language)
    plain, formal = (
        [*texts(view_of("sessions", address), STAGES["sessions"])] for address in ("tu", "lei")
    )
    assert plain == formal
    assert [name for name, text in plain if "object at 0x" in text] == []


def test_the_formal_texts_are_texts_of_ours_and_say_something_else() -> None:
    catalogues = (LOCALE / code / "LC_MESSAGES" / "revmentor.po" for code in ("it", "it@lei"))
    plain, formal = (read_po(BytesIO(path.read_bytes()), locale="it") for path in catalogues)
    for each in (message for message in formal if message.id):
        known = plain.get(each.id)
        assert known is not None, each.id
        assert known.string != each.string, each.id
        assert all(each.string if isinstance(each.string, tuple) else [each.string]), each.id


def test_the_interface_goes_on_saying_tu() -> None:
    set_language("it")
    with addressed_by("lei"):
        assert _("Your site") == "La Sua sede"
        assert library.pulse()["P8"].fields["senior"].startswith("Le farebbe")
    assert _("Your site") == "La tua sede"
    assert library.pulse()["P8"].fields["senior"].startswith("Ti farebbe")


def test_a_form_that_went_out_with_tu_is_read_by_a_firm_that_now_says_lei() -> None:
    set_language("it")
    view, on = view_of("sessions", "lei"), date(2026, 7, 16)
    asked = asked_forms(view, "final", on)
    headings = [*questions_of_side(view, "senior", asked, "tu")]
    assert headings != [*questions_of_side(view, "senior", asked)]
    row = [view.name(asked[-1].person_id), *("x" for _each in headings)]
    sheet = "\n".join(";".join(f'"{each}"' for each in line) for line in (["Nome", *headings], row))
    read = read_table(view, "final.csv", sheet.encode(), on)
    assert read is not None
    assert read.not_read == ()
