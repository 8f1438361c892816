"""What the pages for people say: their commands, the keys they name, their pictures and links."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_BLOCK = re.compile(r"(?:<!-- (\w+) -->\n)?^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SECTION = re.compile(r"^<!-- keys:(.*?) -->$", re.MULTILINE)
_KEY = re.compile(r"(?:a )?\S+")
_NO_KEY = re.compile(r"revmentor|.*\w\.\w.*|.+/.*|--.*")
"""A command, a file or an option, which stand in quotes as keys do."""


@dataclass(frozen=True)
class Section:
    """A part of a page: the screens whose keys it names, and those keys."""

    screens: tuple[str, ...]
    keys: tuple[str, ...]


def text_of(page: str) -> str:
    """Return a page by its path from the root."""
    return (ROOT / page).read_text("utf-8")


def command_lines(page: str) -> list[list[str]]:
    """Return the command lines of a page in order, in words, without those for its tests."""
    return [
        shlex.split(line, comments=True)
        for name, block in _BLOCK.findall(text_of(page))
        if name != "tests"
        for line in block.splitlines()
    ]


def sections(page: str) -> list[Section]:
    """Return the parts of a page that name keys, each from its mark to the next."""
    _before, *parts = _SECTION.split(re.sub(r"^```.*?^```$", "", text_of(page), flags=re.M | re.S))
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return [Section(tuple(names.split()), tuple(_keys(text))) for names, text in pairs]


def _keys(text: str) -> list[str]:
    quoted = re.findall(r"`([^`\n]+)`", text)
    return [each for each in quoted if _KEY.fullmatch(each) and not _NO_KEY.fullmatch(each)]


def targets(page: str) -> list[Path]:
    """Return what the pictures and links of a page lead to, but for the network."""
    found = re.findall(r"\]\(([^)#\s]+)", text_of(page))
    return [(ROOT / page).parent / each for each in found if "://" not in each]
