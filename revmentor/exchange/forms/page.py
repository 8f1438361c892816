"""A form as one page of HTML: it needs no network, and gives a small file to send back.

The page says what may run in it, by its checksum, and that it may ask nobody for anything.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from revmentor.content import library
from revmentor.exchange.forms.forms import form_of
from revmentor.i18n.gettext import _, addressed_by, language
from revmentor.rules.programme_view import View
from revmentor.rules.replies.asked import AskedForm

REPLY_FORMAT, REPLY_VERSION = "revmentor-reply", 1


def form_page(
    view: View, asked: AskedForm, key: str, *, name: str, recipients: Sequence[str] = ()
) -> bytes:
    """Return the page of one form for one person.

    ``key`` is what the page and its reply are known by, ``name`` what the file of the reply is
    called, without its ending. With ``recipients``, public keys of age, the answers are encrypted
    in the page, for whoever holds one of these keys.
    """
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    template = environment.from_string(_source("page.html.j2"))
    age = _source("age.js") if recipients else ""
    with addressed_by(view.firm.address):
        text = template.render(
            language=language(),
            policy=_policy([age, _source("page.js")] if age else [_source("page.js")]),
            style=_source("page.css"),
            script=_source("page.js"),
            library=age,
            form=form_of(view, asked),
            name=view.name(asked.person_id),
            firm=view.firm.name,
            programme=view.programme.name,
            about=_about(sealed=bool(recipients)),
            words=_words(),
            page=_data(view, asked, key, name, recipients),
        )
    return text.encode("utf-8")


def _data(
    view: View, asked: AskedForm, key: str, name: str, recipients: Sequence[str]
) -> dict[str, Any]:
    """Return what the page's script knows: what its reply begins with, and its sentences."""
    return {
        "reply": {
            "format": REPLY_FORMAT,
            "version": REPLY_VERSION,
            "page": key,
            "form": asked.form,
            "edition": asked.edition,
            "programme": view.programme.name,
        },
        "recipients": list(recipients),
        "file": f"{name}.age" if recipients else f"{name}.json",
        "words": _said_by_the_script(),
    }


def _about(*, sealed: bool) -> str:
    return " ".join(
        filter(
            None,
            [
                _("No answer is compulsory. Nothing is sent by this page: it gives you a small "
                  "file for the coordinator."),
                _("The file is encrypted on your device; only the coordinator can open it.")
                if sealed
                else "",
                _("What you began stays on this device until you are done."),
            ],
        )
    )  # fmt: skip


def _words() -> Mapping[str, str]:
    return {
        "no_script": _("This page needs scripts to be allowed; otherwise ask for it on paper."),
        "no_answer": _("no answer"),
        "talk_title": _("Or in person"),
        "talk": _("I would rather talk about it"),
        "save": _("Done: save my answers"),
        "done_title": _("Your answers are ready"),
        "file_1": _("Your browser has saved a file. If not:"),
        "file_link": _("save it here"),
        "file_2": _("Send it to the coordinator as an attachment."),
        "paste": _("Or, if you cannot attach a file, copy this text into a mail as it is:"),
        "copy_text": _("Copy the text"),
        "forget": _("I have sent it: forget my answers on this device"),
    }


def _said_by_the_script() -> Mapping[str, str]:
    return {
        "nothing": _("Nothing is answered yet."),
        "not_a_number": _("Write a whole number here, or leave it empty."),
        "not_sealed": _("This browser cannot encrypt the answers. Try another, or ask for paper."),
        "kept": _("What you wrote is kept on this device."),
        "copied": _("Copied."),
        "forgotten": _("Nothing is kept on this device any more."),
    }


def _policy(scripts: Sequence[str]) -> str:
    """Return what the page allows itself: these scripts and its style, and no request at all."""
    allowed = " ".join(_checksum(each) for each in scripts)
    style = _checksum(_source("page.css"))
    return (
        f"default-src 'none'; script-src {allowed}; style-src {style}; "
        "base-uri 'none'; form-action 'none'"
    )


def _checksum(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"


@lru_cache(maxsize=8)
def _source(name: str) -> str:
    path = Path(library.__file__).parent / "form" / name
    return path.read_text(encoding="utf-8")
