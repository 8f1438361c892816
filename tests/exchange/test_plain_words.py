"""Shares as an owner says them: to the nearest tenth, whatever the share."""

from __future__ import annotations

import pytest

from revmentor.exchange.report import plain_words


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (0.0, "hardly any"),
        (0.04, "hardly any"),
        (0.05, "one in ten"),
        (0.48, "half"),
        (0.62, "six in ten"),
        (0.891, "nine in ten"),
        (0.95, "all"),
        (1.0, "all"),
    ],
)
def test_a_share_is_the_nearest_tenth(part: float, words: str) -> None:
    assert plain_words.share(part) == words
