"""The pages of several people: one file each, and a page with a mail ready for each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from revmentor.content import library
from revmentor.content.library import Message
from revmentor.exchange.file_names import name_of_person
from revmentor.exchange.forms.page import form_page
from revmentor.exchange.message_places import Reader
from revmentor.exchange.messages import (
    Letter,
    blind_copy,
    letter,
    message_texts,
    shipped_message,
)
from revmentor.i18n.gettext import _, addressed_by, language
from revmentor.model import labels
from revmentor.model.reply import FormKind, Reply
from revmentor.rules.programme_view import View
from revmentor.rules.replies.asked import AskedForm

MAILS = "mails.html"
"""The page that opens a mail for each person, and one to all."""


class FormPages(msgspec.Struct, frozen=True):
    """What is written into a folder: the files by name, and whose page each is, in order."""

    files: Mapping[str, bytes]
    letters: Sequence[tuple[str, Letter]]


def _stems() -> Mapping[FormKind, str]:
    """Return what the page of a form is called as a file."""
    return {
        "signup": _("signup"),
        "levels": _("levels"),
        "pulse": _("pulse"),
        "final": _("final"),
        "follow_up": _("follow-up"),
    }


def page_names(view: View, asked: Sequence[AskedForm]) -> list[str]:
    """Return the name of each person's page, no two the same."""
    names: list[str] = []
    for each in asked:
        start = f"{_stems()[each.form]}-"
        if each.form == "final":
            start += f"{each.role}-"
        names.append(name_of_person(view, each.person_id, names, ".html", start))
    return names


def form_pages(view: View, replies: Sequence[Reply], recipients: Sequence[str] = ()) -> FormPages:
    """Return a page for each form that was asked, and the mails that go with them."""
    asked = [AskedForm.of(each) for each in replies]
    names = page_names(view, asked)
    files = {
        name: form_page(view, form, reply.page or "", name=Path(name).stem, recipients=recipients)
        for name, form, reply in zip(names, asked, replies, strict=True)
    }
    letters = [
        (name, page_letter(view, form, name)) for name, form in zip(names, asked, strict=True)
    ]
    mails = _mails(view, letters, letter_to_all(view, asked))
    return FormPages({**files, MAILS: mails}, letters)


def page_letter(view: View, asked: AskedForm, file: str) -> Letter:
    """Return the mail that goes with somebody's page."""
    person = view.snapshot.people[asked.person_id]
    reader = Reader(person, [person.id], forms=[labels.form_kinds()[asked.form]])
    return replace(letter(view, _message(view, "form_page"), reader, view.today), title=file)


def letter_to_all(view: View, asked: Sequence[AskedForm]) -> Letter:
    """Return one mail to all whose page was written and whose address is known, by blind copy.

    It can carry no page, as each is somebody's own; it says that they come in another way.
    """
    forms = list(dict.fromkeys(labels.form_kinds()[each.form] for each in asked))
    to_all = letter(view, _message(view, "form_pages"), Reader(None, (), forms=forms), view.today)
    people = [view.snapshot.people[each.person_id] for each in asked]
    addresses = dict.fromkeys(each.email for each in people if each.email)
    return replace(to_all, email=",".join(addresses))


def _message(view: View, message_id: str) -> Message:
    """Return the firm's own words of a message, else ours: an older copy may not have it."""
    texts = {each.id: each for each in message_texts(view)}
    return texts.get(message_id) or shipped_message(view, message_id)


def reminder(view: View, asked: Sequence[AskedForm]) -> Letter:
    """Return one mail to all who have not answered, by blind copy."""
    with addressed_by(view.firm.address):
        return _reminder(view, asked)


def _reminder(view: View, asked: Sequence[AskedForm]) -> Letter:
    what = labels.form_kinds()[asked[0].form]
    people = [view.snapshot.people[each.person_id] for each in asked]
    paragraphs = [
        _("Hello,"),
        _("your answers to “{form}” of {programme} have not come in yet. Whoever has no time left "
          "for the page may tell me in two minutes, by phone or on paper.").format(
            form=what, programme=view.programme.name),
        view.firm.coordinator or "",
    ]  # fmt: skip
    subject = _("{programme}: {form}, a reminder").format(programme=view.programme.name, form=what)
    to = ",".join(dict.fromkeys(each.email for each in people if each.email))
    names = ", ".join(dict.fromkeys(view.name(each.person_id) for each in asked))
    return Letter(what, None, names, to, subject, "\n\n".join(filter(None, paragraphs)))


def _mails(view: View, letters: Sequence[tuple[str, Letter]], to_all: Letter) -> bytes:
    from jinja2 import Environment, StrictUndefined

    source = Path(library.__file__).parent / "form" / "mails.html.j2"
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    template = environment.from_string(source.read_text(encoding="utf-8"))
    text = template.render(
        language=language(),
        title=_("Mails to send with the pages"),
        about=_("Nothing was sent. Each line opens a mail in your mail program; attach the file it "
                "names. Who has no address gets the page in another way, or paper."),
        programme=view.programme.name,
        letters=letters,
        write=_("write the mail"),
        to_all=to_all,
        write_to_all=blind_copy(to_all) if to_all.email else "",
        all_title=_("One mail to all"),
        all_about=_("By blind copy: nobody sees who else is asked. The pages go another way, each "
                    "to its own reader: as a file, or in a folder of theirs."),
        nowhere=_("no e-mail known"),
    )  # fmt: skip
    return text.encode("utf-8")
