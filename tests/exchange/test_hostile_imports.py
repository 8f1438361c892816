"""Whatever is taken in can be opened, asked and paired: what cannot be is refused at the door."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from revmentor.actions import imports
from revmentor.exchange import document, status
from revmentor.exchange.report import page
from revmentor.model.errors import Refused
from revmentor.model.firm import Firm
from revmentor.rules.pairing.draft import draw
from revmentor.rules.programme_view import View
from revmentor.rules.results import sponsor
from revmentor.store.workspace import Workspace
from tests.support.hostile_documents import document_of

FRIDAY = date(2026, 4, 24)
MOST_SECONDS = 10


def taken_in(path: Path, seed: int) -> bool:
    """Take a document in; tell whether it was not refused. What is refused changes nothing."""
    workspace = Workspace.create(path, Firm(name="Prova"))
    before, refused = path.read_bytes(), None
    try:
        imports.import_document(workspace.change(), document.read_document(document_of(seed)))
    except Refused as error:
        refused = error
    assert (path.read_bytes() == before) is (refused is not None)
    assert refused is None or 0 < len(refused.problems) <= 50
    return refused is None


def _told(view: View) -> bytes:
    """Return what the sponsor of a programme is told, closed or not."""
    return page.sponsor_html(view, sponsor.edition_on(view, FRIDAY, with_names=True))


def questions(path: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield what a coordinator asks first of a file."""
    workspace = Workspace.open(path)
    yield "opening", lambda: Workspace.open(path)
    for programme_id in sorted(workspace.snapshot.programmes)[:3]:
        view = workspace.view(programme_id)
        yield "status", partial(status.status_text, view, "Prova", FRIDAY)
        yield "status as JSON", partial(status.as_json, view, "Prova", FRIDAY)
        yield "report", partial(page.report_html, view, "coordinator", FRIDAY)
        yield "sponsor", partial(_told, view)
        yield "pair", partial(draw, view)


def answered(path: Path) -> Iterator[str]:
    """Ask everything; yield what took longer than anybody waits. A refusal is an answer."""
    for name, ask in questions(path):
        begun = time.monotonic()
        with suppress(Refused):
            ask()
        if time.monotonic() - begun > MOST_SECONDS:
            yield f"{name} took {time.monotonic() - begun:.0f} seconds"


def tried(folder: Path, seeds: range) -> tuple[int, list[str]]:
    """Try every seed; return how many were taken in, and what went wrong."""
    taken, wrong = 0, []
    for seed in seeds:
        path = folder / f"{seed}.json"
        if taken_in(path, seed):
            taken += 1
            wrong += [f"seed {seed}: {what}" for what in answered(path)]
        path.unlink()
    return taken, wrong


def test_a_few_odd_documents(tmp_path: Path) -> None:
    taken, wrong = tried(tmp_path, range(40))
    assert wrong == []
    assert taken > 5


@pytest.mark.long
@pytest.mark.parametrize("part", range(4))
def test_two_thousand_odd_documents(tmp_path: Path, part: int) -> None:
    taken, wrong = tried(tmp_path, range(part * 500, part * 500 + 500))
    assert wrong == []
    assert taken > 100
