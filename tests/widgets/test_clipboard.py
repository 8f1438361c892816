"""A copy is said to have arrived only where terminals are known to take it."""

from __future__ import annotations

import pytest

from widgets.clipboard import takes_copies


@pytest.mark.parametrize(
    ("environment", "takes"),
    [
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM": "xterm-256color", "WT_SESSION": "1"}, True),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, True),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "linux"}, False),
        ({"TERM": "tmux-256color", "TERM_PROGRAM": "tmux"}, False),
        ({"TERM": "alacritty", "TMUX": "default,1,0"}, False),
        ({"TERM": "tmux-256color", "REVMENTOR_COPIES": "yes"}, True),
        ({"TERM": "xterm-kitty", "REVMENTOR_COPIES": "no"}, False),
        ({}, False),
    ],
)
def test_known_terminals(environment: dict[str, str], takes: bool) -> None:
    assert takes_copies(environment) is takes
