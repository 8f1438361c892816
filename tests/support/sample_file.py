"""A file with the sample in it."""

from __future__ import annotations

from pathlib import Path

from revmentor.actions import imports
from revmentor.content import sample
from revmentor.content.sample import Stage
from revmentor.exchange import document
from revmentor.store.workspace import Workspace


def filled_sample(
    path: Path, stage: Stage = "sessions", language: str = "en", *, firm: str = ""
) -> Workspace:
    """Begin a file and take the sample in, at the moment of a stage; as another firm, if named."""
    written = sample.sample_document(stage, language)
    if firm:
        written = written.replace(b"Meccanica Valdarco S.r.l.", firm.encode())
    records = document.read_document(written)
    workspace = Workspace.create(path, records.firm)
    imports.import_document(workspace.change(), records)
    return workspace
