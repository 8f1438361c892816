"""What mail programs do to a reply changes nothing of it; what is cut off is said to be."""

from __future__ import annotations

import json
import quopri
import textwrap
from collections.abc import Callable
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revmentor.exchange.replies.envelope import MOST_OF_A_REPLY, pieces
from revmentor.exchange.replies.reading import read_replies
from revmentor.model.errors import Refused
from tests.support.replies import BEGIN, END, as_file, as_text

PAGE = "0123456789abcdef0123"
DATA = {
    "format": "revmentor-reply",
    "version": 1,
    "page": PAGE,
    "form": "pulse",
    "edition": "round-3",
    "programme": "Common floor",
    "filled_on": "2026-04-24",
    "answers": {"pulse": {"answers": {"P1": 3}, "comment": "“Martedì” è tardi — perché?"}},
}
FILE, TEXT = as_file(DATA), as_text(DATA)


def sealed(_raw: bytes) -> bytes:
    raise Refused("sealed")


def quoted_printable(text: str) -> str:
    return quopri.encodestring(text.encode()).decode()


def attached(text: str) -> str:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "anna@example.com", "My answers"
    mail.set_content("Here they are.\n")
    mail.add_attachment(
        text.encode(), maintype="application", subtype="octet-stream", filename="a.txt"
    )
    return mail.as_string()


def in_the_body(text: str) -> str:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "anna@example.com", "My answers"
    mail.set_content(f"Ciao,\n{text}\nA presto", cte="quoted-printable")
    mail.add_alternative(f"<p>Ciao,</p><pre>{text}</pre>", subtype="html")
    return mail.as_string()


CHANGED: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "words around it": lambda text: f"Hello!\n\n{text}\n\nAnna\n-- \nsent from my phone",
    "quoted": lambda text: textwrap.indent(text, "> "),
    "quoted twice": lambda text: textwrap.indent(text, ">> "),
    "lines of Windows": lambda text: text.replace("\n", "\r\n"),
    "wrapped anew": lambda text: "\n".join(
        line if line in {BEGIN, END} else "\n".join(textwrap.wrap(line, 31))
        for line in text.split("\n")
    ),
    "on one line": lambda text: " ".join(text.split("\n")),
    "quoted-printable": quoted_printable,
    "dashes made long": lambda text: text.replace("-----", "—–-"),
    "blank lines between": lambda text: text.replace("\n", "\n\n"),
    "quoted-printable, then quoted": lambda text: textwrap.indent(quoted_printable(text), "> "),
    "as HTML": lambda text: "<div>" + text.replace("\n", "<br>\n") + "</div>",
    "no padding": lambda text: text.replace("=", ""),
    "attached to a mail": attached,
    "in the body of a mail": in_the_body,
}


@pytest.mark.parametrize("more", ["", "a", "ab"], ids=["==", "=", "no ="])
@pytest.mark.parametrize("name", CHANGED)
def test_a_reply_is_read_whatever_a_mail_program_made_of_it(name: str, more: str) -> None:
    data = {**DATA, "programme": f"Common floor{more}"}
    found = pieces(CHANGED[name](as_text(data)).encode(), sealed)
    assert [(json.loads(each.raw), each.problem) for each in found] == [(data, "")]


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (TEXT[: len(TEXT) // 2].encode(), "has no end"),
        ((TEXT[: len(TEXT) // 2] + TEXT).encode(), "has no end"),
        (TEXT.replace("e", "é", 1).encode(), "changed or cut off"),
        (b"Hello, here are my answers", "there is no reply in it"),
        (b"", "there is no reply in it"),
        (b"x" * (MOST_OF_A_REPLY + 1), "larger than a reply"),
        (b"-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n-----END AGE ENCRYPTED FILE-----", "sealed"),
    ],
)
def test_what_is_no_whole_reply_is_said_to_be_none(raw: bytes, why: str) -> None:
    assert why in pieces(raw, sealed)[0].problem


def test_the_whole_one_behind_one_that_was_cut_off_is_read() -> None:
    cut, whole = pieces((TEXT[: len(TEXT) // 2] + "\n" + TEXT).encode(), sealed)
    assert (bool(cut.problem), json.loads(whole.raw)) == (True, DATA)


def test_two_replies_in_one_text_are_two() -> None:
    assert len(pieces((TEXT + TEXT).encode(), sealed)) == 2


def test_curly_quotes_of_a_phone_are_made_plain() -> None:
    plain = {**DATA, "answers": {"pulse": {"comment": "Tuesday is late"}}}
    curly = as_file(plain).decode().replace('"', "”")
    assert json.loads(pieces(curly.encode(), sealed)[0].raw) == plain


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_reply_saved_anew_in_another_encoding_is_read(encoding: str) -> None:
    found = read_replies([("a.json", FILE.decode().encode(encoding))], sealed)
    assert [each.page for each in found.arrivals] == [PAGE]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"page": "x"}, "page"),
        ({"version": 2}, "version"),
        ({"format": "other"}, "not a reply"),
        ({"answers": {"pulse": {"answers": {"P1": 9}}}}, "answers.pulse.answers.P1"),
        ({"answers": {"pulse": {"comment": "x" * 5000}}}, "answers.pulse.comment"),
        ({"answers": {"pulse": {"comment": "a\x00b"}}}, "control character"),
        ({"answers": {"more": 1}}, "answers.more"),
        ({"filled_on": "yesterday"}, "filled_on"),
        ({"and": "more"}, "and"),
    ],
)
def test_a_reply_changed_by_hand_is_refused_with_the_place(
    changed: dict[str, object], why: str
) -> None:
    found = read_replies([("a.json", as_file({**DATA, **changed}))], sealed)
    assert not found.arrivals
    assert why in f"{found.problems[0].path}: {found.problems[0].message}"


def test_groups_within_groups_and_keys_told_twice_are_refused() -> None:
    deep = FILE.replace(b'"P1": 3', b'"P1": ' + b"[" * 100_000 + b"]" * 100_000)
    twice = FILE.replace(b'"version": 1', b'"version": 1, "version": 1')
    found = read_replies([("deep.json", deep), ("twice.json", twice), ("good.json", FILE)], sealed)
    assert [each.source for each in found.arrivals] == ["good.json"]
    assert [each.path for each in found.problems] == ["deep.json", "twice.json"]


@given(st.binary(max_size=300), st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_no_bytes_end_in_anything_but_a_reply_or_a_sentence(
    noise: bytes, start: int, end: int
) -> None:
    for raw in (noise, TEXT[:start].encode() + noise + TEXT[end:].encode(), FILE[:start] + noise):
        found = read_replies([("a", raw)], sealed)
        assert found.arrivals or found.problems
        assert all(each.page == PAGE for each in found.arrivals)
