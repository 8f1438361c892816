"""The firm itself."""

from __future__ import annotations

from typing import Any

import msgspec

from revmentor.i18n.gettext import _
from revmentor.model.firm import Firm
from revmentor.store.transaction import Transaction


def edit(tx: Transaction, **changes: Any) -> Firm:
    """Change fields of the firm: name, country, language, timezone, patron_day, closed_days."""
    firm = msgspec.structs.replace(tx.snapshot.firm, **changes)
    tx.set_firm(firm)
    return tx.commit_as(_("firm changed"), firm)
