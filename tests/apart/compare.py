"""The product's answers and ours, brought to one form, and where they differ."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tests.apart import calendar, levels, results, sentences, signals, sponsor
from tests.apart.levels import ROLES
from tests.apart.records import Book

Fact = dict[str, Any]


CLOSE = 1.01e-4
"""Two numbers of four decimals are the same if only the last one differs, by one."""


def differences(theirs: Any, ours: Any, path: str = "") -> Iterator[str]:
    """Yield where two answers differ; only what ours says is compared."""
    if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
        for key, value in ours.items():
            if key in theirs:
                yield from differences(theirs[key], value, f"{path}.{key}")
            else:
                yield f"{path}.{key}: the product does not say"
    elif isinstance(ours, list) and isinstance(theirs, list):
        one, other = _ordered(theirs), _ordered(ours)
        if len(one) != len(other):
            yield f"{path}: {len(one)} in the product, {len(other)} here: {_apart(one, other)}"
        else:
            for left, right in zip(one, other, strict=True):
                yield from differences(left, right, f"{path}[{_name(right)}]")
    elif _number(ours) and _number(theirs):
        if abs(ours - theirs) > CLOSE:
            yield f"{path}: {theirs} in the product, {ours} here"
    elif ours != theirs:
        yield f"{path}: {theirs!r} in the product, {ours!r} here"


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


_NAMES = ("goal_id", "pair_id", "from_pair_id", "indicator_id",
          "person_id", "role", "item", "skill_id", "kind", "topic", "on", "rule")  # fmt: skip


def _name(value: Any) -> str:
    if not isinstance(value, Mapping):
        return str(value)
    return " ".join(str(value[key]) for key in _NAMES if key in value)


def _ordered(values: list[Any]) -> list[Any]:
    ids = all(isinstance(each, Mapping | str) for each in values)
    return sorted(values, key=_name) if ids else values


def _apart(one: list[Any], other: list[Any]) -> str:
    left, right = {_name(each) for each in one}, {_name(each) for each in other}
    return f"only there {sorted(left - right)}, only here {sorted(right - left)}"


def evaluation(book: Book, said: Fact) -> Iterator[str]:
    """Yield where the coordinator's evaluation differs from what is computed here."""
    both = _by_role(book)
    ours: Fact = {
        **both,
        "skills": [row for role in ROLES for row in levels.rows(book, role)],
        "self_and_others": {
            moment: levels.self_and_others(book, moment) for moment in ("baseline", "final")
        },
        "standard_level": levels.standard(book),
        "spread": levels.spread(book),
        "goals": results.goals(book),
        "gas": results.gas(book),
        "gas_mean": results.ambition(book),
        "indicators": results.indicators(book),
        "benefits": results.forms(book),
        "felt": results.felt(book),
        "give_back": results.give_back(book),
        "adoption": results.adoption(book),
        "effort": {k: v for k, v in results.effort(book).items() if k != "minutes"},
        "steps": results.steps(book),
        "pairs_changed": results.pairs_changed(book),
        "retention": results.retention(book),
        "follow_ups": results.follow_ups(book),
    }
    if calendar.is_plain(book):
        ours["fidelity"] = calendar.fidelity(book)
    yield from differences(_simple(said), ours)
    yield from money(said["cost"], results.cost(book))


def money(said: Fact | None, ours: Fact | None) -> Iterator[str]:
    """Yield where costs differ by more than half a cent may round, or do not add up as told."""
    if said is None or ours is None:
        yield from differences(said, ours, ".cost")
        return
    for name in ("mentors", "seniors", "external", "total"):
        if abs(said[name] - ours[name]) > 0.0101:
            yield f".cost.{name}: {said[name]} in the product, {ours[name]} here"
    parts = [said[name] for name in ("mentors", "seniors", "external")]
    if round(sum(parts), 2) != said["total"]:
        yield f".cost: {parts} do not add up to {said['total']}"


def _by_role(book: Book) -> Fact:
    of: dict[str, Callable[[Book, str], Any]] = {
        "flow": levels.flow,
        "attrition": levels.attrition,
        "summary": levels.summary,
        "mid_point": lambda book, role: levels.summary(book, role, "checkpoint"),
        "gap_closed": levels.gaps,
        "response_shift": levels.response_shift,
        "attended": levels.attended,
    }
    return {name: {role: tell(book, role) for role in ROLES} for name, tell in of.items()}


def _simple(said: Fact) -> Fact:
    """Return the product's answer in the words of this package, where its form is richer."""
    said = {**said}
    said["flow"] = {
        role: {**flow, "without_end": sorted(each["person_id"] for each in flow["without_end"])}
        for role, flow in said["flow"].items()
    }
    said["retention"] = [
        {**each, "left": sorted(each["person_ids"]["left"])} for each in said["retention"]
    ]
    said["indicators"] = [
        {**each, "afterwards": len(each["afterwards"])} for each in said["indicators"]
    ]
    adoption = said["adoption"]
    tools = adoption["tools_used_last_week"]
    said["adoption"] = {
        "users": tools["n"],
        "answered": tools["answered"],
        "of": tools["of"],
        "tools": sorted(each["people"] for each in tools["tools"]),
        "saved": adoption["minutes_saved_a_week"],
        "certificates": sorted(adoption["certificates"]["rating_ids"]),
    }
    return said


def needs_attention(book: Book, said: list[Fact]) -> Iterator[str]:
    """Yield where the signals of open pairs differ, but for those not computed here."""
    yield from differences(
        {"signals": [_counted(each) for each in said if each["rule"] in signals.RULES]},
        {"signals": signals.signals(book)},
    )


def _counted(signal: Fact) -> Fact:
    """Return a signal with the numbers of its sentence, but for those of a name or of a case."""
    sentence = re.sub(r" \([^)]*\)$", "", signal["message"])
    return {**signal, "numbers": [int(each) for each in re.findall(r"\b\d+\b", sentence)]}


def everything(book: Book, product: Any) -> Iterator[str]:
    """Yield every difference between what the product says and what is found here."""
    yield from evaluation(book, product.export("--what", "evaluation"))
    yield from sentences.missing(book, product.report())
    public = product.export("--what", "signals")["signals"]
    yield from needs_attention(book, public)
    if book.closed:
        said = product.export("--what", "evaluation", "--audience", "sponsor")
        yield from differences({"edition": said["edition"]}, {"edition": sponsor.edition(book)})
