"""Steps of several seniors in one text."""

from __future__ import annotations

import pytest

from revmentor.rules.sessions.named_steps import named_steps
from tests.support.firm import look, pair, person

GROUP = ["anna", "bruno"]


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("Anna: share a sheet; Bruno: dictate", {"anna": "share a sheet", "bruno": "dictate"}),
        ("an: at 9:30; br: dictate;", {"anna": "at 9:30", "bruno": "dictate"}),
        ("Anna: share a sheet", {"anna": "share a sheet"}),
        ("share a sheet", {}),
        ("look at https://intranet.example", {}),
        ("Anna: share a sheet; and a list", {}),
        ("Carla: share a sheet", {}),
        ("Anna:", {}),
        (": share", {}),
        ("", {}),
    ],
)
def test_a_step_is_of_whom_the_text_names_and_of_all_otherwise(
    text: str, steps: dict[str, str]
) -> None:
    view = look(pair("giulia", "anna"), pair("giulia", "bruno"))
    assert named_steps(view, text, GROUP) == steps


def test_a_beginning_that_could_be_two_is_no_name() -> None:
    antonio = person("bruno", name="Antonio Neri")
    view = look(antonio, pair("giulia", "anna"), pair("giulia", "bruno"))
    assert named_steps(view, "an: share", GROUP) == {}
    assert named_steps(view, "ant: share", GROUP) == {"bruno": "share"}
