"""Single values for generated documents: awkward text, ids, days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, TypeVar, get_args

from hypothesis import strategies as st

from revmentor.content.skills import catalogue
from revmentor.model import firm
from revmentor.model.own_question import OwnQuestion
from revmentor.model.reply import FormKind
from revmentor.model.text import has_piled_marks, hidden_character

T = TypeVar("T")

AWKWARD = (
    "[/]",
    "[@click=app.quit]x[/]",
    "[bold red]",
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "👩‍💻 🇮🇹",
    "日本語テスト",
    "שלום עולם",
    "مرحبا",
    "e\u0301a\u0301o\u0302",
    "Mario Rossi",
    "Mario Rossi",
    "{name} %s {0}",
    "C:\\new\\table",
    "\"quoted\" 'twice'",
    "a" * 200,
)
_HIDDEN = "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_plain = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn"], exclude_characters=_HIDDEN),
    min_size=1,
    max_size=12,
)


def _may_come_in(text: str) -> bool:
    """Whether a text shows something, and nothing in it is hidden."""
    return bool(text.strip()) and not hidden_character(text) and not has_piled_marks(text)


lines = st.one_of(st.sampled_from(AWKWARD), _plain.filter(_may_come_in))
proses = st.lists(lines, min_size=1, max_size=3).map("\n\t".join)
ids = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,6}", fullmatch=True)
days = st.dates(date(2025, 1, 1), date(2027, 12, 31))
levels = st.integers(0, 8)
skill_ids = sorted(catalogue())
_json = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | lines,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(ids, inner, max_size=2),
    max_leaves=3,
)
extras: st.SearchStrategy[dict[str, Any]] = st.just({}) | st.dictionaries(lines, _json, max_size=2)
spans: st.SearchStrategy[dict[str, Any]] = st.tuples(days, st.integers(0, 9)).map(
    lambda s: {"start": s[0], "end": later(*s)}
)


def later(start: date, n: int) -> date:
    return start + timedelta(days=n)


def perhaps(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.none() | strategy


def some(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(strategy, max_size=2).map(tuple)


def one_of_type(literal: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(get_args(literal))


firms = st.builds(
    firm.Firm,
    name=lines,
    country=perhaps(st.sampled_from(["IT", "FR"])),
    language=perhaps(st.sampled_from(["en", "it"])),
    timezone=perhaps(st.sampled_from(["Europe/Rome", "UTC"])),
    patron_day=perhaps(st.sampled_from(["02-15", "12-07"])),
    closed_days=some(spans.map(lambda span: firm.ClosedDays(**span))),
    questions=some(
        st.builds(
            OwnQuestion, id=ids, form=one_of_type(FormKind), words=lines, kind=st.just("mark")
        )
    ).map(lambda every: every[:1]),
    extra=extras,
)
