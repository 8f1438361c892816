"""Whether what is brought in is of another firm: a consultant keeps one file for each client."""

from __future__ import annotations

import re
from itertools import groupby

from revmentor.i18n.gettext import _
from revmentor.model.firm import Firm
from revmentor.model.text import shown, unaccented

_FORMS = re.compile(
    r"s(rls?|pa|apa|as|nc|carl|crl|e|a|arl|l)|coop|ltd|limited|plc|ll[pc]|inc|corp|co|company"
    r"|g?mbh|ag|kg|kgaa|ohg|ug|nv|bv|ab|oy|as|aps"
)
"""What says of a firm how it is constituted, and not how it is called."""


def another_firm(mine: Firm, theirs: Firm) -> str | None:
    """Return the sentence that names two firms of different names; ``None`` where they are one.

    Case, accents and punctuation make no difference, nor does a legal form (S.r.l., Ltd) that only
    one of the two is written with.
    """
    if _same(*_name_and_form(mine.name), *_name_and_form(theirs.name)):
        return None
    return _(
        "What is brought in is of the firm “{theirs}”; this file is of the firm “{mine}”."
    ).format(theirs=shown(theirs.name, 80), mine=shown(mine.name, 80))


def _same(mine: str, my_form: str, theirs: str, their_form: str) -> bool:
    return mine == theirs and (my_form == their_form or not my_form or not their_form)


def _name_and_form(name: str) -> tuple[str, str]:
    """Return the letters of a firm's name, and those of the legal form it ends in."""
    words = _words(name)
    end = len(words)
    while end > 1 and _FORMS.fullmatch(words[end - 1]):
        end -= 1
    return "".join(words[:end]), "".join(words[end:])


def _words(name: str) -> list[str]:
    """Return the words of a name, folded; letters that stand alone are one word (S. r. l.)."""
    words = re.findall(r"[^\W_]+", unaccented(name).replace(".", "").replace("'", ""))
    if not words:  # a name of signs alone
        return [unaccented(name)]
    return [
        part
        for alone, group in groupby(words, key=lambda word: len(word) == 1)
        for part in (["".join(group)] if alone else group)
    ]
