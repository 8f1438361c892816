"""One module per step of the journey, its stylesheet beside it."""

from __future__ import annotations
