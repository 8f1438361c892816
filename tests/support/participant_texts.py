"""Every text that is written for somebody who takes part, by what it is."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date

import msgspec

from revmentor.content import library, sample
from revmentor.content.skills import catalogue
from revmentor.exchange import calendar, document, printables
from revmentor.exchange.forms import pages, table
from revmentor.exchange.forms.page import form_page
from revmentor.exchange.messages import letters, message_texts
from revmentor.exchange.messages_for_many import messages_for_many
from revmentor.exchange.person_overview import overview_page
from revmentor.exchange.privacy import privacy_text
from revmentor.i18n.gettext import addressed_by
from revmentor.model.firm import Address
from revmentor.model.snapshot import TABLES
from revmentor.rules.programme_view import View
from revmentor.rules.replies.asked import FORMS, asked_forms
from tests.support.firm import snapshot

STAGES: dict[sample.Stage, date] = {
    "baselines": date(2026, 1, 12),
    "pairs": date(2026, 1, 30),
    "sessions": date(2026, 4, 24),
    "evaluation": date(2026, 9, 25),
}


def view_of(stage: sample.Stage, address: Address) -> View:
    """The English sample at a stage, of a firm that speaks to its people so.

    What people typed is English: any Italian in a text is ours.
    """
    read = document.read_document(sample.sample_document(stage))
    records = [each for name in TABLES for each in read.records(name)]
    firm = msgspec.structs.replace(read.firm, address=address)
    return View(snapshot(*records, firm=firm), "pr0001", catalogue(), date.max)


def texts(view: View, on: date) -> Iterator[tuple[str, str]]:
    """Yield what is written for people of a programme on a day, each text with its name."""
    yield from _pages(view, on)
    yield from _messages(view, on)
    for what in printables.SHEETS:
        if printables.sheets(view, what, on):
            yield f"paper {what}", _words(printables.sheets_html(view, what, on))
    files = calendar.calendars(view, calendar.Edition(on, 1, "0" * 8), {}).files
    for name, data in files.items():
        yield f"calendar {name}", data.decode().replace("\r\n ", "")
    firm, people = view.firm, view.snapshot.people
    yield "privacy notice", privacy_text("notice", firm, people=len(people), encrypted=False)
    for person_id in [*view.active_mentors[:2], *view.active_seniors[:4]]:
        page = overview_page(view.snapshot, view.skills, person_id, on, with_notes=False)
        yield f"what is kept about {person_id}", _words(page)


def library_texts(view: View) -> Iterator[tuple[str, str]]:
    """Yield the longer texts that people read, in the words of the firm."""
    with addressed_by(view.firm.address):
        for card in library.cards():
            yield f"card {card.id}", "\n".join([card.title, *card.paragraphs])
        for guide in library.guides():
            blocks = [block.text for each in guide.lengths.values() for block in each]
            own = [guide.title, guide.purpose, guide.before, guide.give_back, guide.to_try]
            yield f"guide {guide.id}", "\n".join([*own, *blocks])
        for number, title, text in library.charter():
            yield f"charter {number}", f"{title}\n{text}"


def _pages(view: View, on: date) -> Iterator[tuple[str, str]]:
    for form in FORMS:
        asked = asked_forms(view, form, on)
        of_each_side = {each.role: each for each in asked}
        for each in of_each_side.values():
            for recipients in ((), ("age1key",)):
                page = form_page(view, each, "0" * 20, name="x", recipients=recipients)
                yield f"page {form} {each.role}", _words(page)
            letter = pages.page_letter(view, each, "x.html")
            yield f"mail with {form}", f"{letter.subject}\n{letter.body}"
        if asked:
            to_all = pages.letter_to_all(view, asked)
            yield f"mail to all with {form}", f"{to_all.subject}\n{to_all.body}"
            reminder = pages.reminder(view, asked)
            yield f"reminder of {form}", f"{reminder.subject}\n{reminder.body}"
            for name, data in table.form_tables(view, form, on).items():
                yield f"table {name}", data.decode()


def _messages(view: View, on: date) -> Iterator[tuple[str, str]]:
    for many in messages_for_many(view, on):
        for letter in [*many.letters, many.to_all]:
            yield f"message {many.message.id}", f"{letter.subject}\n{letter.body}"
    for message in message_texts(view):
        yield f"words of {message.id}", "\n".join([message.subject, *message.paragraphs])
        for pair in view.pairs:
            for letter in letters(view, message, pair, on):
                yield f"message {message.id} of a pair", f"{letter.subject}\n{letter.body}"


def _words(page: bytes) -> str:
    """The words of a page, those of its script's data too, without its code."""
    text = page.decode()
    data = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', text, re.S)
    shown = re.sub(r"<(script|style).*?</\1>", " ", text, flags=re.S)
    shown = re.sub(r"<[^>]+>", " ", shown)
    said = [" ".join(msgspec.json.decode(each)["words"].values()) for each in data]
    return html.unescape(shown) + "\n" + "\n".join(said)
