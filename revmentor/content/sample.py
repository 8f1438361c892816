"""Where the sample programme lies: beside the packages in a checkout, inside when installed."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

Stage = Literal["baselines", "pairs", "sessions", "evaluation"]
_FILES: dict[Stage, str] = {
    "baselines": "valdarco-1-goals.json",
    "pairs": "valdarco-2-paired.json",
    "sessions": "valdarco-3-week-12.json",
    "evaluation": "valdarco-4-closed.json",
}


def sample_path(name: str) -> Path:
    """Return the path of a file of the sample data; raises ``FileNotFoundError`` if it is gone."""
    here = Path(__file__).resolve()
    for folder in (here.parents[1] / "sample_data", here.parents[2] / "sample_data"):
        if (folder / name).is_file():
            return folder / name
    raise FileNotFoundError(name)


def sample_document(stage: Stage, language: str = "en") -> bytes:
    """Return the sample programme as it stood at one stage, its texts in English or in Italian."""
    name = Path(_FILES[stage])
    return sample_path(str(name.with_suffix(".it.json") if language == "it" else name)).read_bytes()
