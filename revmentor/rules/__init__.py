"""The judgement: pure functions over the model. No input or output; "today" is an argument."""

from __future__ import annotations
