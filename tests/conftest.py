from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from revmentor.i18n.gettext import set_language
from tests.no_network import sitecustomize

# Here by the import, in every process that a test starts by this folder on its path; the code it
# runs is that of this checkout, whichever is installed.
_ROOT = Path(__file__).parent.parent
os.environ["PYTHONPATH"] = os.pathsep.join([str(Path(sitecustomize.__file__).parent), str(_ROOT)])

settings.register_profile(
    "house",
    deadline=None,
    max_examples=40,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
settings.load_profile("house")


def pytest_collection_finish() -> None:
    """Search seldom for garbage: what stands now stays, and a search costs a fifth of the run."""
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


@pytest.fixture(autouse=True)
def no_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    """Open no folder on the desktop of whoever runs the tests, and offer none."""
    for each in ("DISPLAY", "WAYLAND_DISPLAY", "SSH_CONNECTION", "SSH_TTY"):
        monkeypatch.delenv(each, raising=False)


@pytest.fixture(autouse=True)
def _nobody_else(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home))
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setenv("REVMENTOR_COPIES", "yes")
    set_language("en")
    yield
    set_language("en")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "valdarco.json"
