"""What the columns of a sheet hold: guessed from their headings, in Italian and English."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Literal, get_args
from unicodedata import normalize

from revmentor.content.sheet_words import sheet_words
from revmentor.exchange.sheet.grid import MOST_CELLS
from revmentor.i18n.gettext import _
from revmentor.model.text import unaccented

_LONGEST = 500
"""The letters of the longest heading: a question of a form."""
HEAD_ROWS = 10
"""The headings stand in one of so many first rows."""

Column = Literal[
    "id", "first", "last", "name", "last_first", "email", "role", "is_mentor", "is_senior",
    "department", "job_title", "site", "manager_id", "teaches", "learns", "exchanges", "level",
    "languages", "availability", "slot", "works", "prefers", "avoids", "max_seniors", "joined_on",
    "left_on", "employment", "answered_on", "recruiting", "ask_again_on",
]  # fmt: skip
"""What a column can hold. ``last_first`` is a whole name, the surname first."""

COLUMNS: tuple[Column, ...] = get_args(Column)
NOT_READ = "not_read"
SKILL = "skill:"
"""What stands before the id of a skill where a column is about that one."""
LISTS: frozenset[str] = frozenset(
    {"teaches", "learns", "exchanges", "languages", "availability", "prefers", "avoids"}
)
"""Of these several columns count together."""

_FORM_CLOCKS = frozenset({"start time", "ora di inizio", "ora dell inizio"})
"""Headings by which a form of Microsoft is known: there ``ID`` is the number of the answer."""

_Test = Callable[[str], object]


def _any(*phrases: str) -> _Test:
    return lambda heading: any(f" {phrase}" in f" {heading}" for phrase in phrases)


def _all(*tests: _Test) -> _Test:
    return lambda heading: all(test(heading) for test in tests)


_WORK_WITH = _any(
    "work with", "be paired with", "be matched with", "with whom", "lavorare", "con chi",
    "in coppia con", "abbinat",
)  # fmt: skip
_NOT = _any("not", "never", "non", "avoid", "evit")
_QUESTIONS: tuple[tuple[Column, _Test], ...] = (
    ("avoids", _all(_WORK_WITH, _NOT)),
    ("prefers", _all(_WORK_WITH, _any("rather", "prefer", "like", "volentieri", "con chi"))),
    ("max_seniors", _any("how many", "quanti", "quante")),
    ("role", _all(_any("mentor"), _any("senior", "mentee"))),
    ("role", _all(_any("teach", "insegn"), _any("learn", "impar"), _any(" or", " o "))),
    ("works", _any("on site", "in presenza", "at a distance", "a distanza", "remot", "da casa")),
    ("teaches", _any("teach", "insegn", "help others with", "good at", "aiutare", "explain",
                     "spiegare", "share", "offr")),
    ("learns", _any("learn", "impar", "improve", "miglior", "get better", "cerc")),
    ("availability", _any("available", "half day", "mezze giornate", "mezza giornata", "disponibil",
                          "when can you", "quando puoi", "which days", "quali giorni")),
    ("languages", _any("language", "lingu")),
    ("email", _any("your email", "your e mail", "tua email", "tua mail", "tuo indirizzo")),
    ("name", _any("your name", "ti chiami", "nome e cognome")),
    ("id", _any("staff number", "matricola", "employee number")),
    ("department", _any("department", "reparto", "ufficio", "which team")),
    ("site", _any("which site", "quale sede", "in che sede")),
    ("manager_id", _any("your manager", "line manager", "tuo responsabile", "report to")),
    ("job_title", _any("your job", "tua mansione", "che lavoro")),
)  # fmt: skip
_WORDS: tuple[tuple[Column, _Test], ...] = (
    ("last_first", re.compile(r"\b(cognome|surname)\b.*\b(nome|name)\b").search),
    ("name", re.compile(r"\bnome\b.*\bcognome\b").search),
    ("manager_id", _any("responsabil", "manager", "resp ", "superiore", "supervisor", "riporta")),
    ("email", _any("email", "e mail", "mail")),
    ("id", _any("matricola", "matr ")),
    ("left_on", _any("cessaz", "terminat", "dimission", "leaving")),
    ("joined_on", _any("assunz", "hire", "assunt")),
    ("availability", _any("disponib", "availab")),
    ("languages", _any("lingue", "language")),
    ("teaches", _any("insegn", "teach")),
    ("learns", _any("impar", "learn")),
    ("role", _all(_any("ruolo", "role"), _any("progett", "program", "mentor"))),
    ("department", _any("reparto", "department", "dept")),
    ("site", _any("sede ", "stabilimento")),
    ("job_title", _any("mansione", "qualifica", "job title")),
    ("last", _any("cognome", "surname")),
)  # fmt: skip
"""Beginnings of words by which a short heading is known that stands in no list."""


def plain(heading: str) -> str:
    """Return a heading as the lists have it: small, without accents, signs and brackets."""
    heading = heading[:_LONGEST]
    heading = re.sub(r"[(\[][^)\]]*[)\]]", " ", heading) if len(heading) < 60 else heading
    return " ".join(re.sub(r"[^\w]|_", " ", unaccented(normalize("NFKC", heading))).split())


@lru_cache(maxsize=1)
def _by_heading() -> Mapping[str, Column]:
    words = sheet_words().headings
    return {heading: column for column in COLUMNS for heading in words[column]}


@lru_cache(maxsize=2_000)
def guess(heading: str) -> Column | None:
    """Return what a column holds by its heading; ``None`` where nothing we read."""
    simple = plain(heading)
    # “reparto, ufficio”, “cognome / come in busta paga”: what stands first is the heading.
    first = plain(re.split(r"[,/:–]| - ", heading)[0])
    if column := _by_heading().get(simple) or _by_heading().get(first):
        return column
    words = simple.split()
    if not words or not sheet_words().private.isdisjoint(words[:6]):
        return "level" if _is_scale(heading, words) else None
    if _is_scale(heading, words):
        return "level"
    rules = _QUESTIONS if len(words) > 4 or "?" in heading else _WORDS
    return next((column for column, fits in rules if fits(f"{simple} ")), None)


def _is_scale(heading: str, words: Sequence[str]) -> bool:
    """Tell whether a heading is a level with its scale, as “Livello (1-5)”."""
    return words in (["livello"], ["level"]) and bool(
        re.search(r"[(\[]\s*[01]\s*[-–/]\s*\d", heading)
    )


def is_exact(heading: str) -> bool:
    """Tell whether a heading stands in the lists as it is."""
    return plain(heading) in _by_heading()


def known_headings(cells: Sequence[str]) -> int:
    """Return how many cells of a row are headings we know; none of a row too wide for people."""
    if len(cells) > MOST_CELLS:
        return 0
    return sum(1 for cell in cells if 0 < len(cell) <= _LONGEST and guess(cell))


def is_form_of_microsoft(headings: Iterable[str]) -> bool:
    """Tell whether a sheet is an export of a form where ``ID`` numbers the answers."""
    return not _FORM_CLOCKS.isdisjoint(map(plain, headings))


def nearest(headings: Iterable[str]) -> list[str]:
    """Return at most five headings we know that look like some we do not, the likest first."""
    known = list(_by_heading())
    near: dict[str, float] = {}
    for heading in headings:
        simple = plain(heading)
        for match in difflib.get_close_matches(simple, known, n=2, cutoff=0.7):
            near[match] = max(
                near.get(match, 0.0), difflib.SequenceMatcher(None, simple, match).ratio()
            )
    return sorted(near, key=lambda each: -near[each])[:5]


def label(column: str) -> str:
    """Return what a column holds, or a field that a sheet changes, in words."""
    words: dict[str, str] = {
        "id": _("staff number"),
        "first": _("first name"),
        "last": _("surname"),
        "name": _("name"),
        "last_first": _("surname and name"),
        "email": _("e-mail"),
        "role": _("role in the programme"),
        "is_mentor": _("cross for a mentor"),
        "is_senior": _("cross for a senior"),
        "department": _("department"),
        "job_title": _("job"),
        "site": _("site"),
        "manager_id": _("manager"),
        "teaches": _("teaches"),
        "learns": _("wants to learn"),
        "exchanges": _("gives or wishes in return"),
        "level": _("digital level"),
        "languages": _("languages"),
        "availability": _("half-days"),
        "slot": _("weekly slot"),
        "works": _("on site or at a distance"),
        "prefers": _("rather with"),
        "avoids": _("rather not with"),
        "max_seniors": _("places"),
        "joined_on": _("in the firm since"),
        "left_on": _("left on"),
        "employment": _("in the firm or gone"),
        "answered_on": _("when answered"),
        "recruiting": _("asked to take part"),
        "ask_again_on": _("ask again on"),
        NOT_READ: _("not read"),
        "roles": _("roles"),
        "offers": _("offers"),
        "goals": _("wishes"),
        "levels": _("starting levels of"),
        "earlier_ids": _("also known as"),
        "offers_said": _("teaches, in their words"),
        "wishes_said": _("wishes, in their words"),
        "availability_said": _("days, in their words"),
    }
    return words.get(column, column)
