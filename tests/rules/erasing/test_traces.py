"""What of a text tells of a person: names in whole, in part and in other writing."""

from __future__ import annotations

import pytest

from revmentor.rules.erasing.traces import Traces
from tests.support.firm import person

OTHERS = [person("o1", name="Ornella De Luca"), person("o2", name="Ugo Verdi")]


def without(name: str, text: str) -> str:
    return Traces.of([person("V002", name=name)], OTHERS).without(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Maria Grazia chaired the call.", "somebody chaired the call."),
        ("Grazia chaired it, with Ugo.", "somebody chaired it, with Ugo."),
        ("MARIA GRAZIA TOSI and Ugo", "somebody and Ugo"),
        ("She says it with grazia.", "She says it with grazia."),
    ],
)
def test_a_second_first_name_goes_too(text: str, left: str) -> None:
    assert without("Maria Grazia Tosi", text) == left


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Anna De Santis", "De gustibus"),
        ("Marco Dalla Costa", "Dalla prossima settimana"),
        ("Anna Degli Esposti", "Degli altri si sa poco"),
    ],
)
def test_a_particle_alone_tells_of_nobody(name: str, text: str) -> None:
    assert without(name, text) == text


def test_a_first_name_within_anothers_whole_name_tells_of_nobody() -> None:
    traces = Traces.of([person("V031", name="Luca Bianchi")], OTHERS)
    assert traces.found_in("Ornella De Luca reports to Ugo Verdi") == []
    (found,) = traces.found_in("Luca and Ornella De Luca")
    assert (found.start, found.end) == (0, 4)
