"""The one file: durable TinyDB storage, and the workspace that stands before it."""

from __future__ import annotations
