"""Find the replies in a file or a text: as JSON, in a block of letters, in a mail, sealed by age.

Mail programs wrap lines, quote them, write ``=3D`` for ``=`` and put dashes of their own in the
place of ours: none of it changes what stands in a block.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import msgspec

from revmentor.i18n.gettext import _
from revmentor.model.errors import RevmentorError

if TYPE_CHECKING:
    from email.message import Message

MOST_OF_A_REPLY = 1_000_000
"""The bytes of the largest file that is looked at for a reply."""
_AGE = b"age-encryption.org/v1\n"
_BEGIN = re.compile(r"BEGIN\s+(REVMENTOR\s+REPLY|AGE\s+ENCRYPTED\s+FILE)[\s*_–—-]*", re.IGNORECASE)
_END = re.compile(r"END\s+(REVMENTOR\s+REPLY|AGE\s+ENCRYPTED\s+FILE)", re.IGNORECASE)
_MAIL = re.compile(rb"\A(?:[A-Za-z-]+: [^\n]*\n(?:[ \t][^\n]*\n)*){2,}", re.MULTILINE)
_TAG = re.compile(r"<[^>]{0,200}>|&[a-z#0-9]{1,8};")
_QUOTED = re.compile(r"=3D|=20|=")
"""What stands in a block for “=” and for a blank at the end of a line, as mails quote them."""
_PLAIN = {**dict.fromkeys("“”„«»", '"'), "\u00a0": " "}
"""Plain letters for those that mail programs and phones put in their place."""
_DEEPEST = 4
"""So many mails within mails are looked into."""

Unseal = Callable[[bytes], bytes]
"""Opens what was sealed for the file; raises where it cannot be."""


class Piece(msgspec.Struct, frozen=True):
    """One reply as the bytes of its JSON, or the sentence that says why it cannot be read."""

    raw: bytes = b""
    problem: str = ""


def pieces(raw: bytes, unseal: Unseal) -> list[Piece]:
    """Return every reply that stands in a file or a pasted text, in order."""
    if len(raw) > MOST_OF_A_REPLY:
        text = _("it is larger than a reply can be (more than {n} kB)")
        return [Piece(problem=text.format(n=MOST_OF_A_REPLY // 1000))]
    found = list(_pieces(raw, unseal, 0))
    return found or [Piece(problem=_("there is no reply in it"))]


def looks_like_replies(raw: bytes) -> bool:
    """Tell whether a file may hold replies: whoever opens a sheet may have named one."""
    start = raw[:MOST_OF_A_REPLY]
    if start.startswith(_AGE) or b"revmentor-reply" in start[:2_000]:
        return True
    return _BEGIN.search(_decoded(start)) is not None


def _pieces(raw: bytes, unseal: Unseal, depth: int) -> Iterator[Piece]:
    if raw.startswith(_AGE):
        yield _unsealed(raw, unseal)
        return
    if depth < _DEEPEST and _MAIL.match(raw.replace(b"\r\n", b"\n")[:20_000]):
        inner = list(_of_mail(raw, unseal, depth))
        if inner:
            yield from inner
            return
    text = _decoded(raw)
    if text.lstrip().startswith("{"):
        yield _json(text)
    else:
        yield from _blocks(text, unseal)


def _decoded(raw: bytes) -> str:
    if raw[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _json(text: str) -> Piece:
    """Return a reply that stands there as it is; curly quotes of a mail program are made plain."""
    try:
        json.loads(text, parse_int=float)
    except (ValueError, RecursionError):
        plain = "".join(_PLAIN.get(letter, letter) for letter in text)
        try:
            json.loads(plain, parse_int=float)
        except (ValueError, RecursionError):
            return Piece(text.encode("utf-8", "surrogatepass"))
        return Piece(plain.encode("utf-8", "surrogatepass"))
    return Piece(text.encode("utf-8", "surrogatepass"))


def _blocks(text: str, unseal: Unseal) -> Iterator[Piece]:
    """Yield what stands between the lines that begin and end a block; one without an end is cut."""
    place = 0
    while begin := _BEGIN.search(text, place):
        end = _END.search(text, begin.end())
        following = _BEGIN.search(text, begin.end())
        if end is None or (following and following.start() < end.start()):
            yield Piece(problem=_("the block of letters has no end: it was cut off on its way"))
            place = following.start() if following else len(text)
            continue
        inner = text[begin.end() : end.start()]
        is_sealed = begin.group(1).casefold().startswith("age")
        yield _of_block(inner, unseal if is_sealed else None)
        place = end.end()


def _of_block(inner: str, unseal: Unseal | None) -> Piece:
    try:
        raw = base64.b64decode(_letters(inner), validate=True)
    except (binascii.Error, ValueError):
        return Piece(problem=_("the block of letters was changed or cut off on its way"))
    return _unsealed(raw, unseal) if unseal else Piece(raw)


def _letters(inner: str) -> str:
    """Return the letters of a block, without what mail programs do to lines.

    A “=” can only be what fills the last letters up, or what a mail program added: all go, and the
    end is filled up anew.
    """
    lines = (line.lstrip("> \t|") for line in _TAG.sub("", inner).splitlines())
    letters = "".join("".join(_QUOTED.sub("", line) for line in lines).split()).strip("-–—")
    return letters + "=" * (-len(letters) % 4)


def _unsealed(raw: bytes, unseal: Unseal) -> Piece:
    try:
        return Piece(unseal(raw))
    except RevmentorError as error:
        return Piece(problem=str(error))


def _of_mail(raw: bytes, unseal: Unseal, depth: int) -> Iterator[Piece]:
    """Yield the replies in the parts of a mail: its texts and what is attached to it."""
    from email import message_from_bytes
    from email.policy import default

    try:
        mail = message_from_bytes(raw, policy=default)
        parts = [part for part in mail.walk() if not part.is_multipart()]
    except (ValueError, LookupError, RecursionError, AttributeError, IndexError, TypeError):
        return  # a mail that cannot be taken apart is looked at as a text
    is_told = False
    for part in parts:
        for piece in _of_part(part, unseal, depth):
            is_told = True
            yield piece
        if is_told and part.get_content_type() == "text/plain":
            return  # the same again follows as HTML


def _of_part(part: Message, unseal: Unseal, depth: int) -> Iterator[Piece]:
    payload = part.get_payload(decode=True)
    if isinstance(payload, bytes) and payload.strip():
        yield from _pieces(payload, unseal, depth + 1)
