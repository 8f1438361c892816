"""The forms of the steps: what is asked, with the best guess filled in."""

from __future__ import annotations
