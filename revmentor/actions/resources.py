"""The firm's own material for sessions: what it is called, where it lies, when it helps."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from revmentor.actions.programmes import open_view
from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused
from revmentor.model.resource import Resource
from revmentor.store.workspace import Workspace


def get(workspace: Workspace, resource_id: str) -> Resource:
    """Return a resource; raises :class:`Refused` for an unknown id."""
    try:
        return workspace.snapshot.resources[resource_id]
    except KeyError:
        raise Refused(
            _("There is no resource “{id}” in this file.").format(id=resource_id)
        ) from None


def add(
    workspace: Workspace,
    programme_id: str,
    *,
    title: str | None,
    link: str | None = None,
    skill_ids: Sequence[str] = (),
    phase: str | None = None,
) -> Resource:
    """Add a resource: a title, and where it is to be found."""
    open_view(workspace, programme_id)
    resource = Resource(
        id=workspace.new_id("resources"),
        programme_id=programme_id,
        title=_titled(title),
        link=link,
        skill_ids=tuple(skill_ids),
        phase=phase,
    )
    workspace.commit(_("resource added: {title}").format(title=resource.title), put=[resource])
    return resource


def edit(
    workspace: Workspace,
    resource_id: str,
    *,
    title: str | None,
    link: str | None,
    skill_ids: Sequence[str],
    phase: str | None,
) -> Resource:
    """Change a resource."""
    old = get(workspace, resource_id)
    open_view(workspace, old.programme_id)
    resource = msgspec.structs.replace(
        old, title=_titled(title), link=link, skill_ids=tuple(skill_ids), phase=phase
    )
    workspace.commit(_("resource changed: {title}").format(title=resource.title), put=[resource])
    return resource


def remove(workspace: Workspace, resource_id: str) -> Resource:
    """Take a resource out, and return what it was."""
    old = get(workspace, resource_id)
    open_view(workspace, old.programme_id)
    workspace.commit(_("resource removed: {title}").format(title=old.title), remove=[old])
    return old


def _titled(title: str | None) -> str:
    if not title:
        raise Refused(_("Write what it is called."), field="title")
    return title
