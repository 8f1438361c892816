"""The glossary says of each word what the interface says, and where the code has it."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROWS = [
    tuple(cell.strip() for cell in line.strip("|").split("|"))
    for line in (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| word ")
]


def italian() -> str:
    """Every sentence of the Italian interface, in small letters."""
    folder = ROOT / "revmentor" / "i18n" / "locale"
    with (folder / "it" / "LC_MESSAGES" / "revmentor.mo").open("rb") as file:
        texts = gettext.GNUTranslations(file)
    catalogue: dict[object, str] = vars(texts)["_catalog"]
    return "\n".join(catalogue.values()).casefold()


def test_the_glossary_has_its_words_once() -> None:
    words = [row[0] for row in ROWS]
    assert len(words) >= 30
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_word_is_what_the_interface_says_and_lies_where_it_is_said_to(
    row: tuple[str, ...],
) -> None:
    _word, said, meaning, where = row
    assert said == "–" or re.search(rf"\b{re.escape(said)}\b", italian())
    assert meaning.endswith(".")
    assert (ROOT / where.strip("`")).is_file()
