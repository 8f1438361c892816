"""Cases: which belong together, and when one proposes a new pairing."""

from __future__ import annotations

from collections.abc import Iterator

from revmentor.model.case import Case
from revmentor.rules.programme_view import View


def cases(view: View) -> Iterator[Case]:
    """Yield the cases of the programme that are not closed, the oldest first."""
    open_cases = [each for each in view.own(Case) if not each.closed_on]
    yield from sorted(open_cases, key=lambda each: (each.opened_on, each.id))


def every(view: View) -> list[Case]:
    """Return all cases of the programme: those that are open, then those closed, the last first."""
    closed = sorted(
        (each for each in view.own(Case) if each.closed_on),
        key=lambda each: (each.closed_on or each.opened_on, each.id),
        reverse=True,
    )
    return [*cases(view), *closed]


def following(view: View, rule: str, pair_id: str | None, person_id: str | None) -> Iterator[Case]:
    """Yield the open cases that follow a signal of a pair, or of a mentor."""
    for case in cases(view):
        if (case.rule, case.pair_id, case.person_id) == (rule, pair_id, person_id):
            yield case


def before(view: View, case: Case) -> list[Case]:
    """Return the cases closed before one began, of the same pair or mentor, on the same thing."""
    return [
        other
        for other in view.snapshot.cases.values()
        if other.id != case.id
        and other.closed_on is not None
        and other.closed_on <= case.opened_on
        and (other.pair_id, other.person_id) == (case.pair_id, case.person_id)
        and _same(other, case)
    ]


def proposes_rematch(view: View, case: Case) -> bool:
    """Tell whether a case of an open pair came back: then a new pairing is the way out."""
    pair = view.snapshot.pairs.get(case.pair_id or "")
    return pair is not None and pair.until_on is None and bool(before(view, case))


def _same(one: Case, other: Case) -> bool:
    if one.rule and other.rule:
        return one.rule == other.rule
    return one.text.strip().casefold() == other.text.strip().casefold()
