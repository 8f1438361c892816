"""A file of another firm is told by its name, and a firm written in another way is not."""

from __future__ import annotations

import pytest

from revmentor.model.firm import Firm
from revmentor.rules.another_firm import another_firm


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("Officine Bergonzi S.r.l.", "officine bergonzi srl"),
        ("Officine Bergonzi S. r. l.", "Officine Bergonzi"),
        ("Caffè Niccolò", "CAFFE NICCOLO'"),
        ("Müller GmbH & Co. KG", "Muller"),
        ("Rossi & Figli S.p.A.", "Rossi Figli SpA"),
        ("Studio-Verdi", "Studio Verdi"),
        ("SPA", "spa"),
        ("!!!", "!!!"),
        ("Δέλτα", "δελτα"),
    ],
)
def test_one_firm_in_two_ways_of_writing_is_one(mine: str, theirs: str) -> None:
    assert another_firm(Firm(name=mine), Firm(name=theirs)) is None
    assert another_firm(Firm(name=theirs), Firm(name=mine)) is None


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("Officine Bergonzi", "Officine Bergamo"),
        ("Rossi S.r.l.", "Rossi S.p.A."),
        ("Rossi", "Rossi Nord"),
        ("SPA", "Srl"),
        ("!!!", "???"),
    ],
)
def test_another_firm_is_named_together_with_ours(mine: str, theirs: str) -> None:
    said = another_firm(Firm(name=mine), Firm(name=theirs))
    assert said is not None
    assert mine in said
    assert theirs in said


def test_a_name_is_shown_and_not_obeyed() -> None:
    said = another_firm(Firm(name="Alfa"), Firm(name="Be\x1b[31mta"))
    assert said is not None
    assert "\x1b" not in said
