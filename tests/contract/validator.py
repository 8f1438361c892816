"""An independent look at what the commands write: the schema kept in the docs, and a validator."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

KEPT = Path(__file__).parents[2] / "docs" / "schema"


@cache
def validator(what: str) -> Draft202012Validator:
    schema = json.loads((KEPT / f"{what}.json").read_bytes())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


def faults(what: str, raw: bytes) -> list[str]:
    """Return what a JSON breaks of the form it is promised to have."""
    found = validator(what).iter_errors(json.loads(raw))
    return [f"{each.json_path}: {each.message[:200]}" for each in found]


def keys(data: Any) -> Any:
    """Return the keys of the groups of a JSON, whatever stands under them."""
    return {name: keys(value) for name, value in data.items()} if isinstance(data, dict) else None
