"""Which state of a file came after which."""

from __future__ import annotations

from msgspec.structs import replace

from revmentor.store.file.header import Erased, Meta

BEGUN = Meta.first("programme begun", "0" * 32)
SECOND = "2026-04-24T09:00:00Z"
ADA = BEGUN.next("Ada Verdi added", 2, SECOND)


def test_a_state_follows_the_one_it_was_made_from() -> None:
    assert ADA.follows(BEGUN)
    assert ADA.next("Bea Verdi added", 3, SECOND).follows(ADA)
    assert not BEGUN.follows(ADA)


def test_another_change_of_the_same_number_and_second_does_not_follow() -> None:
    zeno = BEGUN.next("Zeno Neri added", 2, SECOND)
    assert not zeno.follows(ADA)
    assert not zeno.next("Ugo Neri added", 3, SECOND).follows(ADA)


def test_a_sentence_without_the_person_who_was_erased_still_follows() -> None:
    told = tuple(replace(each, what="somebody added") for each in ADA.told)
    log = (Erased(on="2026-04-24", salt="s", digests=("d",)),)
    erased = replace(ADA, changes={"latest": told}, erased={"log": log})
    assert erased.next("somebody erased", 3, SECOND).follows(ADA)
