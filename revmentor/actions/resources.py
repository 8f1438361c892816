"""The firm's own material for sessions: what it is called, where it lies, when it helps."""

from __future__ import annotations

from typing import Any

import msgspec

from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused
from revmentor.model.resource import Resource
from revmentor.store.transaction import Transaction


def add(tx: Transaction, *, title: str | None, **fields: Any) -> Resource:
    """Add a resource: a title, and where it is to be found."""
    tx.refuse_closed()
    resource = tx.new(Resource, title=_titled(title), **fields)
    tx.put(resource)
    return tx.commit_as(_("resource added: {title}").format(title=resource.title), resource)


def edit(tx: Transaction, resource_id: str, *, title: str | None, **changes: Any) -> Resource:
    """Change a resource."""
    old = tx.get_open(Resource, resource_id)
    resource = msgspec.structs.replace(old, title=_titled(title), **changes)
    tx.put(resource)
    return tx.commit_as(_("resource changed: {title}").format(title=resource.title), resource)


def remove(tx: Transaction, resource_id: str) -> Resource:
    """Take a resource out, and return what it was."""
    old = tx.get_open(Resource, resource_id)
    tx.remove(old)
    return tx.commit_as(_("resource removed: {title}").format(title=old.title), old)


def _titled(title: str | None) -> str:
    if not title:
        raise Refused(_("Write what it is called."), field="title")
    return title
