"""Lines that come back to where they began, as managers of each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping


def circles(after: Mapping[str, str | None]) -> Iterator[list[str]]:
    """Yield every circle once, by who comes after each; each of the line is passed once."""
    passed: set[str] = set()
    for start in after:
        line: dict[str, None] = {}
        each: str | None = start
        while each is not None and each not in passed:
            passed.add(each)
            line[each] = None
            each = after.get(each)
        if each in line:
            everybody = list(line)
            yield everybody[everybody.index(each) :]
