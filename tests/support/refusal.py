from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from revmentor.model.errors import Refused
from revmentor.store.workspace import Workspace


@contextmanager
def refused(workspace: Workspace, words: str, field: str | None = None) -> Iterator[None]:
    """What is done within is refused with these words, and changes neither file nor memory."""
    before, held = workspace.path.read_bytes(), workspace.snapshot
    with pytest.raises(Refused) as caught:
        yield
    assert words in str(caught.value)
    if field is not None:
        assert caught.value.field == field
    assert workspace.path.read_bytes() == before
    assert workspace.snapshot is held
