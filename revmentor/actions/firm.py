"""The firm itself."""

from __future__ import annotations

from typing import Any

import msgspec

from revmentor.i18n.gettext import _
from revmentor.model.firm import Firm
from revmentor.store.workspace import Workspace


def edit(workspace: Workspace, **changes: Any) -> Firm:
    """Change fields of the firm: name, country, language, timezone, patron_day, closed_days."""
    firm = msgspec.structs.replace(workspace.snapshot.firm, **changes)
    workspace.commit(_("firm changed"), firm=firm)
    return firm
