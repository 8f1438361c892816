"""What the screens are made of. Widgets know the model, never the store."""

from __future__ import annotations
