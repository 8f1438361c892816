"""The answers to the questions of a sheet, as a file: ``{key: choice}``."""

from __future__ import annotations

from revmentor.exchange.json_reading import read_json
from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused
from revmentor.model.text import shown

_MOST_BYTES = 1_000_000


def read_answers(raw: bytes) -> dict[str, str]:
    """Return the answers of a file by their question's key; raises :class:`Refused` for others."""
    if len(raw) > _MOST_BYTES:
        raise Refused(_("The answers are too many: the file is larger than a megabyte."))
    data = read_json(raw)
    if not isinstance(data, dict):
        raise Refused(
            _("The answers must be one JSON group, of each question’s key with its choice.")
        )
    answers: dict[str, str] = {}
    for key, value in data.items():
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise Refused(
                _("The answer to “{key}” must be a text or a whole number.").format(key=shown(key))
            )
        answers[key] = str(value)
    return answers
