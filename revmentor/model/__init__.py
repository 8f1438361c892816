"""The nouns: typed, immutable records, one module per noun."""

from __future__ import annotations
