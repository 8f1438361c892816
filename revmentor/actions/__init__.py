"""The verbs: one function per change a person can make.

Each checks the rules, makes one commit, and returns the record it made, or raises a domain error
whose text a coordinator understands. ``today`` is an argument wherever it matters.
"""

from __future__ import annotations
