"""What we ship as knowledge. Content is data: a consultant can read and correct the files."""

from __future__ import annotations
