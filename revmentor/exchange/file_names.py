"""Names of the files we write, such as every disk takes."""

from __future__ import annotations

import re
from collections.abc import Container
from pathlib import Path

from revmentor.model.programme import Programme
from revmentor.model.text import plain_letters
from revmentor.rules.programme_view import View


def plain_name(text: str) -> str:
    """Return a text as part of a name that every disk takes: ASCII letters, digits and dashes."""
    return re.sub(r"[^a-z0-9]+", "-", plain_letters(text[:200])).strip("-")[:60]


def archive_path(path: Path, programme: Programme) -> Path:
    """Return the name of the file that a programme is moved to: beside the file it is in."""
    stem = path.name.removesuffix(".json").removesuffix(".revmentor")
    name = plain_name(f"{programme.name} {programme.id}")
    return path.with_name(f"{stem}-{name}.revmentor.json")


def name_of_person(
    view: View, person_id: str, taken: Container[str], ending: str, start: str = ""
) -> str:
    """Return a file name for a person that no other file of the folder has."""
    name = view.snapshot.people[person_id].name
    stem = f"{start}{plain_name(name)}-{plain_name(person_id)}".strip("-") or "person"
    file, count = f"{stem}{ending}", 1
    while file in taken:
        count += 1
        file = f"{stem}-{count}{ending}"
    return file
