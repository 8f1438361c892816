"""What was answered about a sheet, kept with the firm so that the next sheet does not ask again.

An answer is kept under a fingerprint of the row or of the words it was about. A row that comes
again as it was keeps its answers; one that changed is asked about anew.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from revmentor.model.firm import MOST_OF_AN_ANSWER

_MOST_KEPT = 5_000
"""The answers that a file keeps; those of the last sheet before others."""
_OF_THE_SHEET = "sheet"


def fingerprint(*parts: object) -> str:
    """Return what tells one doubt from another; nobody can read in it what it was about."""
    text = json.dumps(parts, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(text, digest_size=8).hexdigest()


def fingerprints(rows: Iterable[tuple[int, Sequence[tuple[str, str]]]]) -> dict[int, str]:
    """Return the fingerprint of each row by its number: of its columns with their cells.

    Of rows with the same cells each has its own, in their order.
    """
    found: dict[int, str] = {}
    times: Counter[str] = Counter()
    for row, cells in rows:
        bare = fingerprint(*cells)
        times[bare] += 1
        found[row] = bare if times[bare] == 1 else fingerprint(bare, times[bare])
    return found


class Settled:
    """The answers to earlier sheets of a firm, and those of the sheet that is read."""

    def __init__(self, kept: Mapping[str, str]) -> None:
        """Take what the firm keeps."""
        self._kept = kept
        self._new: dict[str, str] = {}
        self._rows: Mapping[int, str] = {}
        self._named: defaultdict[str, list[str]] = defaultdict(list)
        for place in kept:
            of, _dot, what = place.partition(".")
            self._named[of].append(what)

    def read_rows(self, rows: Mapping[int, str]) -> None:
        """Take the fingerprints of the rows of the sheet, by their number."""
        self._rows = rows

    def row(self, row: int) -> str:
        """Return the fingerprint of a row of the sheet."""
        return self._rows.get(row, "")

    def columns_of(self, row: int) -> Sequence[str]:
        """Return of which cells of a row something was said before."""
        return self._named.get(self.row(row), ())

    def place(self, key: str, about: str = "") -> str | None:
        """Return under what the answer to a key about a row is kept; ``None`` for other keys."""
        number, _dot, what = key.partition(".")
        own = self.row(int(number)) if number.isdecimal() else ""
        if not own:
            return None
        return f"{own}.{what}" + (f".{fingerprint(about)}" if about else "")

    @staticmethod
    def place_of_words(key: str, about: str, values: Sequence[str]) -> str:
        """Return under what an answer about the whole sheet, or about words in it, is kept."""
        return f"{_OF_THE_SHEET}.{fingerprint(key, about, *values)}"

    def get(self, place: str | None) -> str | None:
        """Return what was answered before."""
        return self._kept.get(place) if place else None

    def put(self, place: str | None, answer: str) -> None:
        """Keep an answer for the next sheet."""
        if place and len(answer) <= MOST_OF_AN_ANSWER and answer.isprintable():
            self._new[place] = answer

    @property
    def all(self) -> dict[str, str]:
        """What is to be kept: the answers of this sheet, and of the earlier ones what has room."""
        room = max(0, _MOST_KEPT - len(self._new))
        earlier = [each for each in self._kept.items() if each[0] not in self._new]
        return dict(sorted([*earlier[:room], *self._new.items()]))
