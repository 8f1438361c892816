"""Every list of the document has a word where the places of somebody erased are told."""

from __future__ import annotations

from revmentor.model.snapshot import TABLES
from revmentor.rules.erasing import wording
from revmentor.rules.erasing.places import Place


def test_a_place_of_every_list_is_told_under_a_word_of_its_own() -> None:
    every = [Place(table, "x", "", "record", "Anna", "removed") for table in TABLES]
    titles = [each.title for each in wording.groups(every)]
    assert len(set(titles)) == len(TABLES)
    stay = [Place(table, "x", "text", "first_name", "Anna", "stays") for table in TABLES]
    (group,) = wording.stays_groups(stay)
    assert len(set(group.lines)) == len(TABLES)
