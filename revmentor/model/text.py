"""What text may hold, and how text that should not be there is made harmless."""

from __future__ import annotations

import re

# C0 and C1 controls, and the bidirectional embeddings, overrides and isolates.
_CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]*(?![\s\S])"
"""An id: letters, digits, dots, dashes and underscores, the first a letter or a digit."""
LINE_PATTERN = rf"^(?=\s*\S)[^\n\t\u2028\u2029{_CONTROLS}]*(?![\s\S])"
"""A text on one line without control characters, and not of blanks alone."""
PROSE_PATTERN = rf"^(?=\s*\S|(?![\s\S]))[^{_CONTROLS}]*(?![\s\S])"
"""A text that may have lines and tabs, but no other control character."""

_HIDDEN = re.compile(rf"[{_CONTROLS}]")
_BREAKS = re.compile(r"[\n\t\u2028\u2029]+")


def visible(text: str) -> str:
    """Return the text with every control and direction mark shown as a sign, never obeyed.

    C0 controls become their pictures (``␛``), all others ``�``; line breaks and tabs stay.
    """
    return _HIDDEN.sub(
        lambda found: chr(0x2400 + ord(found[0])) if ord(found[0]) < 0x20 else "\ufffd", text
    )


def one_line(text: str) -> str:
    """Return the visible text on one line, its line breaks as single spaces."""
    return _BREAKS.sub(" ", visible(text))


def hidden_character(text: str) -> str:
    """Return the first forbidden character as ``U+001B``, or an empty string."""
    found = _HIDDEN.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""
