"""revmentor: run a reverse mentoring programme from a terminal."""

from __future__ import annotations

__version__ = "0.2.0"
