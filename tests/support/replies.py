"""Replies as pages give them, and the ways in which mail programs change them."""

from __future__ import annotations

import base64
import json
import textwrap
from typing import Any

from revmentor.model.reply import Reply

BEGIN, END = "-----BEGIN REVMENTOR REPLY-----", "-----END REVMENTOR REPLY-----"


def reply_data(reply: Reply, answers: dict[str, Any], filled_on: str) -> dict[str, Any]:
    """What the page of a form gives back."""
    return {
        "format": "revmentor-reply",
        "version": 1,
        "page": reply.page,
        "form": reply.form,
        "edition": reply.edition,
        "programme": "Common floor",
        "filled_on": filled_on,
        "answers": answers,
    }


def as_file(data: dict[str, Any]) -> bytes:
    """The small file of a page."""
    return json.dumps(data, ensure_ascii=False).encode()


def as_text(data: dict[str, Any]) -> str:
    """The same, as the text to paste into a mail."""
    letters = base64.b64encode(as_file(data)).decode()
    return "\n".join([BEGIN, *textwrap.wrap(letters, 64), END, ""])
