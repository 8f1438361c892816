"""The texts we ship: guides, charter, pulse, readiness, playbook, messages, in two languages.

They lie beside this module as plain text (``guides.it.md``). Whoever wants other words copies a
file into the folder that :func:`own_texts_folder` names and changes it there; ids, and the words
before a colon, stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from revmentor.i18n.gettext import FORMAL, _, address, language
from revmentor.model.errors import RevmentorError

TextKind = Literal[
    "guides", "charter", "pulse", "readiness", "playbook", "messages", "resources", "privacy",
    "templates",
]  # fmt: skip
Phase = Literal["before", "start", "middle", "end", "after", "any"]


class TextSection(msgspec.Struct, frozen=True):
    """One entry of a file: its id and title, its lines by key, its lists by length, its text."""

    id: str
    title: str
    fields: Mapping[str, str]
    lists: Mapping[int, tuple[str, ...]]
    body: tuple[str, ...]


class Block(msgspec.Struct, frozen=True):
    """A part of a session: how many minutes, what it is called, what is done."""

    minutes: int
    label: str
    text: str


class Guide(msgspec.Struct, frozen=True):
    """How to spend one session, in one or more lengths (minutes)."""

    id: str
    title: str
    phase: Phase
    who: str
    purpose: str
    before: str
    give_back: str
    to_try: str
    lengths: Mapping[int, tuple[Block, ...]]

    def nearest(self, minutes: int) -> int:
        """Return the length that comes nearest to some minutes; the shorter of two."""
        return min(self.lengths, key=lambda each: (abs(each - minutes), each))


class Remedy(msgspec.Struct, frozen=True):
    """An obstacle: the signals and reasons it shows in, the first move, and what if it lasts."""

    id: str
    title: str
    rules: tuple[str, ...]
    reasons: tuple[str, ...]
    signs: str
    first: str
    lasting: str
    rematch: bool


class Message(msgspec.Struct, frozen=True):
    """A message to be filled with what is known: to whom, its subject, its paragraphs.

    ``phases`` are those of a programme in which it goes to many; without any it is of a pair alone.
    """

    id: str
    title: str
    to: str
    subject: str
    paragraphs: tuple[str, ...]
    phases: tuple[str, ...] = ()


class Card(msgspec.Struct, frozen=True):
    """A page to hand to a pair: when it helps, whom, in which skills, and its paragraphs."""

    id: str
    title: str
    phase: Phase
    audience: str
    skills: tuple[str, ...]
    paragraphs: tuple[str, ...]


def own_texts_folder() -> Path:
    """Return the folder in which a firm's or a consultant's own texts may lie."""
    from platformdirs import user_config_path

    return user_config_path("revmentor") / "content"


def guides() -> list[Guide]:
    """Return the session guides in their order, in the language in use."""
    return list(_guides(language(), address()))


def phase_of(week: int, weeks: int) -> Phase:
    """Return the phase that a week of a programme of so many lies in."""
    if week < 1:
        return "before"
    if week > weeks:
        return "after"
    return "start" if week <= 2 else "end" if week > weeks - 3 else "middle"


HALFWAY = "G7"
"""The guide of the session in which a pair looks back half-way; of no other one."""


def guide_of(week: int, weeks: int, *, group: bool, halfway: bool = False) -> Guide:
    """Return the guide of a week: those of its phase in turn, for a pair or for a group.

    ``halfway`` asks for that of the session half-way.
    """
    every = guides()
    others = [each for each in every if each.id != HALFWAY]
    if halfway and len(others) < len(every):
        return next(each for each in every if each.id == HALFWAY)
    fitting = _fitting(others or every, phase_of(week, weeks), "group" if group else "pair")
    return fitting[(week - 1) % len(fitting)]


def _fitting(every: Sequence[Guide], phase: Phase, who: str) -> Sequence[Guide]:
    """Return the guides of a phase for whoever meets, as far as there are any."""
    of_phase = [each for each in every if each.phase == phase] or every
    return [each for each in of_phase if each.who == who] or of_phase


def guide_id(week: int, weeks: int, group: bool, halfway: bool) -> str:
    """Return the id of the guide of a week, as :func:`guide_of` does."""
    return guide_of(week, weeks, group=group, halfway=halfway).id


def charter() -> list[tuple[str, str, str]]:
    """Return the clauses of the pair's charter: number, title, text."""
    return [(each.id, each.title, each.fields["text"]) for each in _entries("charter")]


def pulse() -> Mapping[str, TextSection]:
    """Return the items of the pulse by id, with the scale and what is said about it."""
    items = {each.id: each for each in _entries("pulse")}
    needed: dict[str, tuple[str, ...]] = {
        "scale": ("0", "1", "2", "3"),
        "about": ("text",),
        **{f"P{n}": ("mentor", "senior") for n in range(1, 9)},
        "fit": ("mentor", "senior"),
        "comment": ("mentor", "senior"),
    }
    for item, keys in needed.items():
        for key in keys:
            if item not in items or key not in items[item].fields:
                raise RevmentorError(
                    _("The pulse has no “{item}” with a line “{key}: …”.").format(
                        item=item, key=key
                    )
                )
    return items


def readiness() -> Mapping[str, str]:
    """Return the readiness lists of both sides: the words of each question by its id."""
    texts = {each.id: each.fields["text"] for each in _entries("readiness")}
    questions = (f"{side}{n}" for side in "MS" for n in range(1, 9))
    for item in ("about-mentor", "about-senior", *questions):
        if item not in texts:
            raise RevmentorError(
                _("The readiness lists have no “{item}” with a line “text: …”.").format(item=item)
            )
    return texts


def playbook() -> list[Remedy]:
    """Return the remedies of the playbook in their order."""
    return [
        Remedy(
            each.id,
            each.title,
            listed_words(each.fields["rules"]),
            listed_words(each.fields["reasons"]),
            each.fields["signs"],
            each.fields["first"],
            each.fields["lasting"],
            each.fields["rematch"] == "yes",
        )
        for each in _entries("playbook")
    ]


def messages() -> list[Message]:
    """Return the messages in their order."""
    return _messages(_entries("messages"))


def shipped_messages() -> list[Message]:
    """Return our own messages, whatever somebody's copy holds."""
    return _messages(_as_addressed(_shipped("messages", language()), address()))


def _messages(sections: Sequence[TextSection]) -> list[Message]:
    phases = {**_phases(_shipped("messages", language())), **_phases(sections)}
    return [
        Message(
            each.id,
            each.fields["title"],
            each.fields["to"],
            each.fields["subject"],
            each.body,
            listed_words(phases.get(each.id, "")),
        )
        for each in sections
    ]


def _phases(sections: Sequence[TextSection]) -> dict[str, str]:
    """Return the phases that the messages of a file name."""
    return {each.id: each.fields["phase"] for each in sections if "phase" in each.fields}


def cards() -> list[Card]:
    """Return the cards of the resource library in their order."""
    return [
        Card(
            each.id,
            each.title,
            _phase(each.fields["phase"]),
            each.fields["for"],
            listed_words(each.fields["skills"]),
            each.body,
        )
        for each in _entries("resources")
    ]


def privacy() -> tuple[TextSection, ...]:
    """Return the record of processing and the notice for participants."""
    return _entries("privacy")


def templates() -> tuple[TextSection, ...]:
    """Return the templates of programmes as they are written."""
    return _read("templates", language())


def listed_words(text: str) -> tuple[str, ...]:
    """Return what stands between commas; a dash is nothing."""
    return tuple(part.strip() for part in text.split(",") if part.strip() not in {"", "–"})


@lru_cache(maxsize=4)
def _guides(code: str, address: str) -> tuple[Guide, ...]:
    sections = _as_addressed(_read("guides", code), address)
    for each in sections:
        if not each.lists or 0 in each.lists:
            raise RevmentorError(
                _("The guide {id} needs its lengths in minutes, each like “### 30”.").format(
                    id=each.id
                )
            )
    return tuple(
        Guide(
            each.id,
            each.title,
            _phase(each.fields["phase"]),
            each.fields["who"],
            each.fields["purpose"],
            each.fields["before"],
            each.fields["give-back"],
            each.fields["to try"],
            {
                minutes: tuple(_block(line, each.id) for line in lines)
                for minutes, lines in each.lists.items()
            },
        )
        for each in sections
    )


def _phase(text: str) -> Phase:
    for phase in ("before", "start", "middle", "end", "after"):
        if text == phase:
            return phase
    return "any"


def _block(line: str, guide_id: str) -> Block:
    minutes, _space, rest = line.partition(" ")
    label, _colon, text = rest.partition(": ")
    if not (minutes.isascii() and minutes.isdigit()) or not text:
        raise RevmentorError(
            _("In the guide {id} a line is not like “- 5 Recap: …”: {line}").format(
                id=guide_id, line=line
            )
        )
    return Block(int(minutes), label, text)


KEYS: Mapping[TextKind, tuple[str, ...]] = {
    "guides": ("phase", "who", "purpose", "before", "give-back", "to try"),
    "charter": ("text",),
    "pulse": (),
    "readiness": ("text",),
    "playbook": ("rules", "reasons", "signs", "first", "lasting", "rematch"),
    "messages": ("to", "title", "subject"),
    "resources": ("phase", "for", "skills"),
    "privacy": ("about",),
    "templates": (
        "about",
        "weeks",
        "every",
        "minutes",
        "prepare",
        "formats",
        "modes",
        "seniors",
        "hours",
        "line",
        "standard",
    ),
}
"""What every entry of a file has to say."""


def _entries(kind: TextKind) -> tuple[TextSection, ...]:
    """Return the entries of a file, in the words in which people are spoken to."""
    return _as_addressed(_read(kind, language()), address())


def _as_addressed(sections: Sequence[TextSection], address: str) -> tuple[TextSection, ...]:
    """Return each entry once: with what its formal one says otherwise, where that is wanted."""
    formal = {each.id: each for each in sections if each.title == FORMAL}
    plain = (each for each in sections if each.title != FORMAL)
    if address != FORMAL:
        return tuple(plain)
    return tuple(_said_formally(each, formal.get(each.id)) for each in plain)


def _said_formally(plain: TextSection, formal: TextSection | None) -> TextSection:
    """Return an entry with the lines, lists and text that its formal one has."""
    if formal is None:
        return plain
    return TextSection(
        plain.id,
        formal.fields.get("title", plain.title),
        {**plain.fields, **formal.fields},
        {**plain.lists, **formal.lists},
        formal.body or plain.body,
    )


@lru_cache(maxsize=8)
def _shipped(kind: TextKind, code: str) -> tuple[TextSection, ...]:
    """Return the entries of our own file: what an older copy of it does not say stands there."""
    path = Path(__file__).with_name(f"{kind}.{code}.md")
    return tuple(_sections(path.read_text(encoding="utf-8")))


@lru_cache(maxsize=32)
def _read(kind: TextKind, code: str) -> tuple[TextSection, ...]:
    name = f"{kind}.{code}.md"
    path = own_texts_folder() / name
    try:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (FileNotFoundError, NotADirectoryError):  # the usual: nobody has own words
            text = Path(__file__).with_name(name).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RevmentorError(
            _("{path} cannot be read: {reason}.").format(path=path, reason=error)
        ) from error
    sections = tuple(_sections(text))
    if not sections:
        raise RevmentorError(_("{path} has no entry that begins with ##.").format(path=path))
    for section in (each for each in sections if each.title != FORMAL):
        if lacking := [key for key in KEYS[kind] if key not in section.fields]:
            raise RevmentorError(
                _("{path}: the entry “{id}” has no line “{key}: …”.").format(
                    path=path, id=section.id, key=lacking[0]
                )
            )
    return sections


def _sections(text: str) -> Iterator[TextSection]:
    parts = f"\n{text}".replace("\r\n", "\n").split("\n## ")[1:]
    for part in parts:
        heading, _newline, rest = part.partition("\n")
        section_id, _space, title = heading.strip().partition(" ")
        lines = _Lines()
        for line in rest.split("\n"):
            lines.take(line)
        yield TextSection(
            section_id,
            title.strip(),
            lines.fields,
            {minutes: tuple(each) for minutes, each in lines.lists.items()},
            lines.paragraphs(),
        )


class _Lines:
    """The lines of one entry, sorted as they come: its fields, its lists, its text."""

    def __init__(self) -> None:
        self.fields: dict[str, str] = {}
        self.lists: dict[int, list[str]] = {}
        self.body: list[str] = []
        self.length = 0
        self.in_body = False

    def take(self, line: str) -> None:
        key, colon, value = line.partition(":")
        if line.startswith("### "):
            self.length = _minutes(line[4:].strip())
            self.lists[self.length] = []
        elif line.startswith("- ") and self.length:
            self.lists[self.length].append(line[2:].strip())
        elif colon and _is_key(key) and not self.in_body:
            self.fields[key.strip()] = value.strip()
        elif not line.strip():
            self.in_body = bool(self.fields) and not self.lists
            self.body.append("")
        elif self.in_body:
            self.body.append(line.rstrip())

    def paragraphs(self) -> tuple[str, ...]:
        paragraphs = "\n".join(self.body).split("\n\n")
        return tuple(each.strip() for each in paragraphs if each.strip())


def _minutes(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0


def _is_key(text: str) -> bool:
    return bool(text) and text == text.lower() and len(text) < 12
