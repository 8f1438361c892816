"""What is left behind when the program fails: where it failed, and nothing of what is in the file.

A traceback quotes the values it was working on, and an error its words; both may be somebody's
private note. A report has the kinds of the errors, the lines of code, and the versions, no more.
"""

from __future__ import annotations

import os
import platform
import sys
import traceback
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

from revmentor import __version__
from revmentor.i18n.gettext import _
from revmentor.store.file import disk

STATUS = 70
"""The exit status of a failure of our own: never 1, which means that something needs attention."""

_KEPT = 5
_PACKAGES = ("textual", "rich", "tinydb", "msgspec", "highspy")


def report_folder() -> Path:
    """Return the folder the reports lie in; it may not be there yet."""
    from platformdirs import user_state_path

    return user_state_path("revmentor") / "reports"


def write_report(error: BaseException) -> Path | None:
    """Write down where the program failed, and return the file; ``None`` where that cannot be."""
    now = datetime.now(timezone.utc)
    path = report_folder() / f"report-{now:%Y%m%dT%H%M%SZ}-{os.getpid()}.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=disk.FOLDER_MODE)
        disk.private_write(path, "\n".join([*_versions(now), *_lines(error), ""]).encode())
        for old in sorted(path.parent.glob("report-*.txt"))[:-_KEPT]:
            disk.remove_file(old)
    except OSError:
        return None
    return path


def last_sentences(path: Path | None, kept: bool) -> Iterator[str]:
    """Yield what to say at the end; ``kept`` tells whether something half typed was kept."""
    yield _("revmentor stopped because of a fault of its own. What was saved is saved.")
    if kept:
        yield draft_kept()
    if path is not None:
        yield _(
            "Where it failed stands in {path}, without anything of your file: please send us that."
        ).format(path=path)


def draft_kept() -> str:
    """Return the sentence that says that what was being typed is not lost."""
    return _("What you were typing is kept, and stands in its form when you open it again.")


def _versions(now: datetime) -> Iterator[str]:
    from importlib import metadata  # reads a whole mail package, for a report that few ever see

    yield f"revmentor {__version__}, {now.isoformat(timespec='seconds')}"
    yield f"Python {platform.python_version()} on {sys.platform} {platform.machine()}"
    for name in _PACKAGES:
        try:
            yield f"{name} {metadata.version(name)}"
        except metadata.PackageNotFoundError:
            continue


def _lines(error: BaseException) -> Iterator[str]:
    """Yield the kinds of the errors, the outermost last, each with its lines of code."""
    chain: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in chain:
        chain.append(link)
        link = link.__cause__ or link.__context__
    for each in reversed(chain):
        kind = type(each)
        yield ""
        yield f"{kind.__module__}.{kind.__qualname__}"
        for frame in traceback.extract_tb(each.__traceback__):
            yield f"  {_place(frame.filename)}:{frame.lineno} in {frame.name}"


def _place(filename: str) -> str:
    """Return a file of code by its packages, without the folders of this machine."""
    parts = Path(filename).parts
    for root in ("site-packages", "lib"):
        if root in parts:
            return "/".join(parts[len(parts) - parts[::-1].index(root) :])
    for package in ("revmentor", "screens", "widgets"):
        if package in parts[:-1]:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(package) :])
    return parts[-1] if parts else filename
