"""What the cells of a sheet say: roles, days, levels, half-days, places, yes and no."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import get_args

import msgspec

from revmentor.content.sheet_words import sheet_words
from revmentor.i18n.typed import after_weekday, month_number, parse_languages, weekday_number
from revmentor.model.base import Role
from revmentor.model.participation import RecruitingState
from revmentor.model.person import Works
from revmentor.rules.availability import WEEK
from revmentor.rules.same_person import folded

_ERROR = re.compile(
    r"#(?:n/d|n/a|rif!|ref!|valore!|value!|div/0!|nome\??|name\?|num!|nullo!|null!|spill!|espansione!|"
    r"calc!|dati_in_attesa|getting_data|blocked!|connect!|field!|campo!|unknown!|####+|#+)",
    re.IGNORECASE,
)
_MOST_OF_A_LINE = 200
_LONGEST_WORD = 60
"""The letters of the longest word for nothing, for a role or for a level."""
_SIGNS_OF_NOTHING = frozenset({"", "-", "--", "—", "–", "?", "/"})
_YES = frozenset(
    {"x", "si", "s", "yes", "y", "vero", "true", "1", "v", "ok", "✓", "✔", "☑", "✗ no"}
)
_NO = frozenset({"no", "n", "falso", "false", "0"})

SURE_BOTH = frozenset({"both", "entrambi", "mentor senior"})
"""The words for both roles that our own lists use."""

_SERIAL_DAYS = range(14_000, 80_000)
"""Numbers that a spreadsheet means as days: from 1938 to 2119."""
_FIRST_SERIAL = date(1899, 12, 30)

_STARS = re.compile(r"[★⭐☆*✩✭]+")
_OF = re.compile(r"(\d)\s*(?:/|su|of|out of)\s*(\d{1,2})")

_DAY = r"(?:lun|mar|mer|gio|ven|mon|tue|wed|thu|fri)[a-zì]*\.?"
_HOUR = r"(\d{1,2})(?:[:.,h](\d{2}))?"


def in_a_line(cell: str) -> str:
    """Return a cell on one line, no longer than a line may be."""
    return " ".join(cell.split())[:_MOST_OF_A_LINE]


def is_error(cell: str) -> bool:
    """Tell whether a cell holds an error of a spreadsheet, as ``#N/D``."""
    return bool(_ERROR.fullmatch(cell.strip()))


def is_nothing(cell: str) -> bool:
    """Tell whether a cell says in so many words that it says nothing, as “n.d.”."""
    if len(cell) > _LONGEST_WORD:
        return False
    return cell.strip() in _SIGNS_OF_NOTHING or folded(cell) in sheet_words().nothing


def yes_or_no(cell: str) -> bool | None:
    """Return whether a cell is a cross, or a yes; ``None`` where it is neither yes nor no."""
    simple = cell.strip().casefold().replace("ì", "i").replace("'", "")
    if simple in _YES or folded(simple) in _YES:
        return True
    return False if simple in _NO or not simple else None


class ReadRole(msgspec.Struct, frozen=True):
    """The roles a cell names; where it is not sure, they are only the likeliest, or none.

    ``is_clear`` are words that say it, if not as our own lists do.
    """

    roles: tuple[Role, ...]
    is_sure: bool
    is_clear: bool = False


@lru_cache(maxsize=1)
def _role_words() -> dict[str, tuple[Role, ...]]:
    words = sheet_words().roles
    roles: dict[str, tuple[Role, ...]] = {
        "mentor": ("mentor",),
        "senior": ("senior",),
        "both": ("mentor", "senior"),
    }
    return {word: roles[name] for name in roles for word in words[name]}


@lru_cache(maxsize=1)
def _level_words() -> dict[str, int]:
    return {word: int(level) for level, words in sheet_words().levels.items() for word in words}


def role(cell: str) -> ReadRole | None:
    """Return the roles a cell names; ``None`` where it names none that is known."""
    simple = folded(cell)
    if not simple:
        return ReadRole((), is_sure=True)
    is_clear = "?" not in cell
    if roles := _role_words().get(simple):
        return ReadRole(roles, is_clear and (len(roles) == 1 or simple in SURE_BOTH), is_clear)
    words = simple.split()
    named = [_role_words().get(word, ()) for word in words]
    both: tuple[Role, ...] = ("mentor", "senior")
    roles = tuple(each for each in both if (each,) in named)
    if not roles:
        return None
    if not sheet_words().against_a_role.isdisjoint(words):
        return ReadRole((), is_sure=False)
    around = sheet_words().around_a_role
    only = all(role or word in around for word, role in zip(words, named, strict=True))
    return ReadRole(roles, is_clear and only and len(roles) == 1)


class ReadDay(msgspec.Struct, frozen=True):
    """A day a cell names, or the two it may name."""

    day: date
    other: date | None = None


def day(cell: str, today: date) -> ReadDay | None:
    """Return the day a cell names, day first; ``None`` where it names none.

    Numbers as spreadsheets count days, names of months, two digits of a year (up to next year they
    are of this century), a time behind the day. Where only the month first makes a day of it, as
    in ``02/13/2004``, both readings are none: that one is given with itself as the other.
    """
    text = re.sub(
        r"[T ]\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?$", "", cell.strip()
    )
    text = text.strip("'").strip().casefold()
    weekday, rest = after_weekday(text)
    if weekday is not None and (after := day(rest, today)):  # “mar 12 2016” is a day of March
        return after
    if re.fullmatch(r"\d{5}(?:\.0+)?", text) and int(float(text)) in _SERIAL_DAYS:
        return ReadDay(_FIRST_SERIAL + timedelta(days=int(float(text))))
    if parts := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text):
        return _made(int(parts[1]), int(parts[2]), int(parts[3]))
    if parts := re.fullmatch(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})", text):
        year = _year(parts[3], today)
        first, second = int(parts[1]), int(parts[2])
        if found := _made(year, second, first):
            return found
        american = _made(year, first, second)
        return american and ReadDay(american.day, american.day)
    return _with_month(text, today)


def swapped(cell: str, today: date) -> date | None:
    """Return the day a cell in numbers means with the month first; ``None`` where it means none."""
    parts = re.fullmatch(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})", cell.strip())
    if parts is None:
        return None
    read = day(f"{parts[3]}/{parts[1]}/{parts[4]}", today)
    return read.day if read is not None and read.other is None else None


def _with_month(text: str, today: date) -> ReadDay | None:
    """Read “12 settembre 2016”, “lun 12 set 2016”, “September 12, 2016”, “gen-24”."""
    word = re.search(r"[a-zà-ú]{3,}", text)
    month = month_number(word[0][:3]) if word else None
    numbers = re.findall(r"\d+", text)
    if month is None or not 1 <= len(numbers) <= 2:
        return None
    if len(numbers) == 1:
        return _made(_year(numbers[0], today), month, 1) if len(numbers[0]) in {2, 4} else None
    first, second = numbers
    if len(first) == 4:
        first, second = second, first
    return _made(_year(second, today), month, int(first))


def _year(digits: str, today: date) -> int:
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year <= (today.year + 1) % 100 else 1900)


def _made(year: int, month: int, number: int) -> ReadDay | None:
    try:
        return ReadDay(date(year, month, number))
    except ValueError:
        return None


class ReadLevel(msgspec.Struct, frozen=True):
    """A level from 0 to 8, and whether it was said as such a number."""

    level: int
    is_number: bool


def level(text: str) -> ReadLevel | None:
    """Return the level a text says: a number, “4/5”, “4,5”, stars, “alto”; ``None`` for none."""
    text = text.strip()
    if re.fullmatch(r"[0-8](?:[.,]0+)?", text):
        return ReadLevel(int(text[0]), is_number=True)
    if parts := _OF.fullmatch(text):
        of = int(parts[2])
        return ReadLevel(min(8, int(parts[1])), is_number=False) if of in range(4, 9) else None
    if re.fullmatch(r"[0-8][.,]\d+", text):
        return ReadLevel(int(float(text.replace(",", "."))), is_number=False)
    if _STARS.fullmatch(text):
        return ReadLevel(min(8, len(text.replace("☆", "").replace("✩", ""))), is_number=False)
    if (word := _level_words().get(folded(text))) is not None:
        return ReadLevel(word, is_number=False)
    return None


_ON_SITE = (" on site", " presenza", " sede ", " ufficio ", " office ", " in person")
_REMOTE = (
    " remote", " remoto", " distanza", " distance", " casa ", " home ", " smart", " online",
    " video",
)  # fmt: skip
_EITHER = (" both ", " entramb", " indifferen", " either ", " tutt")


def works(cell: str) -> Works | None:
    """Return where somebody works or would meet; ``None`` where a cell does not say."""
    simple = f" {folded(cell)} "
    on_site, remote, either = (
        any(word in simple for word in words) for words in (_ON_SITE, _REMOTE, _EITHER)
    )
    if either or (on_site and remote):
        return "both"
    return "on_site" if on_site else "remote" if remote else None


def half_days(cell: str) -> tuple[str, ...] | None:
    """Return the half-days a cell names, in the order of the week; ``None`` where it says more.

    Reads ``mon-am``, “mar pom.”, “ven 9-11”, “lun-gio”, “no lun”, “tutti i giorni”, each on a line
    or between commas. What is said beyond a weekday and an hour is not guessed.
    """
    chosen: set[str] = set()
    for part in re.split(r"[;\n]|,(?!\s*\d)|\s+e\s+|\s+and\s+", cell.casefold()):
        if part.strip():
            named = _half_days_of(part.strip())
            if named is None:
                return None
            chosen |= named
    return tuple(each for each in WEEK if each in chosen) if chosen else None


def _half_days_of(part: str) -> set[str] | None:
    if part in WEEK:
        return {part}
    if "no " in f"{part} " and (
        excluded := re.fullmatch(rf"(?:non?|not|tranne|except)\s+({_DAY})", part)
    ):
        return set(WEEK) - {half for half in WEEK if half[:3] == _day_name(excluded[1])}
    days, rest = _days_at_the_head(part)
    if days is None:
        return None
    halves = _halves(rest.strip(" .,-:"))
    return {f"{each}-{half}" for each in days for half in halves} if halves else None


def _days_at_the_head(part: str) -> tuple[list[str] | None, str]:
    week = [each[:3] for each in WEEK[::2]]
    if every := re.match(
        r"(?:tutti i g(?:g|iorni)|ogni giorno|every day|all days|sempre|always)\b", part
    ):
        return week, part[every.end() :]
    if span := re.match(rf"({_DAY})\s*(?:-|–|to|a|/)\s*({_DAY})", part):
        first, last = (weekday_number(span[each][:3]) or 0 for each in (1, 2))
        return (week[first : last + 1], part[span.end() :]) if first <= last else (None, "")
    if one := re.match(_DAY, part):
        name = _day_name(one[0])
        return ([name] if name else None), part[one.end() :]
    return (week, part) if _halves(part) and not re.search(r"\d", part) else (None, "")


def _day_name(text: str) -> str:
    place = weekday_number(text[:3])
    return "" if place is None else WEEK[2 * place][:3]


def _halves(rest: str) -> tuple[str, ...]:
    """Return the halves of a day that an hour, a span or a word means; empty for others."""
    if not rest:
        return ("am", "pm")
    if re.fullmatch(
        r"(?:di |la |le |al |in the )?(?:matt(?:in[aeo]?)?|mattin[aeo]|mornings?|a\.?m)\.?", rest
    ):
        return ("am",)
    if re.fullmatch(r"(?:di |il |i |al |in the )?(?:pom(?:er[a-z]*)?|afternoons?|p\.?m)\.?", rest):
        return ("pm",)
    if span := re.fullmatch(rf"(?:ore |dalle |from )?{_HOUR}\s*(?:-|–|/|alle|to)\s*{_HOUR}", rest):
        begins, ends = int(span[1]), int(span[3])
        if not 5 <= begins < ends <= 22:
            return ()
        return tuple(half for half, fits in (("am", begins < 13), ("pm", ends > 14)) if fits)
    if hour := re.fullmatch(rf"(?:ore |alle |at )?{_HOUR}", rest):
        return (("am",) if int(hour[1]) < 13 else ("pm",)) if 5 <= int(hour[1]) <= 22 else ()
    return ()


def languages(cell: str) -> tuple[str, ...]:
    """Return the languages a cell names, in its order, by their codes where they are known."""
    cell = re.sub(r"\b[ABC][12]\b", "", cell)  # how well somebody speaks it
    return parse_languages(re.sub(r"[|\n]|\s+e\s+|\s+and\s+", ",", cell))


def has_gone(cell: str) -> bool | None:
    """Return whether a word for a state means that somebody left; ``None`` where it is unknown."""
    simple = folded(cell)
    words = sheet_words()
    if any(word in simple for word in words.gone):
        return True
    return False if simple in words.not_gone else None


class ReadRecruiting(msgspec.Struct, frozen=True):
    """What a cell says of asking somebody to take part, and for “not now” the day to ask again."""

    state: RecruitingState
    ask_again_on: date | None = None


@lru_cache(maxsize=1)
def _recruiting_words() -> dict[str, RecruitingState]:
    words = sheet_words().recruiting
    return {word: state for state in get_args(RecruitingState) for word in words[state]}


def recruiting(cell: str, today: date) -> ReadRecruiting | None:
    """Return what came of asking somebody; ``None`` where a cell says nothing that is known.

    A day behind the words is that on which somebody is asked again: “not now (12/5/2026)”.
    """
    words, digits = re.match(r"([^\d]*)(.*)", cell, re.DOTALL).groups()  # type: ignore[union-attr]  # it matches anything
    simple = folded(re.split(r"[(,;:–]", words)[0]) or folded(words)
    known = _recruiting_words()
    state = known.get(simple) or next(
        (known[each] for each in sorted(known, key=len, reverse=True)
         if " " in each and simple.startswith(f"{each} ")),
        None,
    )  # fmt: skip
    if state is None:
        answer = yes_or_no(cell)
        return None if answer is None else ReadRecruiting("yes" if answer else "no")
    read = day(digits.strip(" ).;"), today) if digits and state == "not_now" else None
    return ReadRecruiting(state, read.day if read else None)


def email(cell: str) -> str | None:
    """Return an e-mail as it is compared, small; ``None`` where a cell holds none."""
    found = re.search(r"[^\s<>:;,\"()]+@[^\s<>:;,\"()]+", cell.removeprefix("mailto:"))
    return found[0].casefold() if found else None


def staff_number(cell: str) -> str:
    """Return a staff number as an id: a whole number without its point, spaces and bars closed up.

    ``101.0`` is what a spreadsheet makes of 101; “12 345” is 12345, “IT/0231” is IT-0231.
    """
    text = re.sub(r"^(\d+)\.0+$", r"\1", cell.strip())
    text = re.sub(r"\s+", "" if re.fullmatch(r"[\d\s]+", text) else "-", text)
    return re.sub(r"[/\\|:,]+", "-", text)
