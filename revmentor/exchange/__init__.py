"""The doors: what comes in from other programs, and what goes out to them."""

from __future__ import annotations
