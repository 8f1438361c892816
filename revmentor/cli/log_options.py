"""What `log` was told: which session, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from revmentor.cli.options import FileOptions

if TYPE_CHECKING:
    from revmentor.model.base import Mode
    from revmentor.model.session import SessionStatus, StepDecision


class LogOptions(FileOptions, kw_only=True):
    """``revmentor log``: which session, and what is said of it, as it was typed."""

    people: list[str]
    due: str | None
    status: SessionStatus | None
    taught: str | None
    received: str | None
    step: str | None
    own_step: list[str]
    step_by: str | None
    decision: StepDecision | None
    tried: list[str]
    why_not: str | None
    ratings: str | None
    absent: list[str]
    excused: list[str]
    talk: list[str]
    note: str | None
    held_on: str | None
    minutes: int | None
    preparation: int | None
    mentor_share: int | None
    seen_by: str | None
    guide: str | None
    taught_in: str | None
    received_in: str | None
    mode: Mode | None
    link: str | None
    reason: str | None
    moved_to: str | None
    programme: str | None
    sure: bool
    dry_run: bool
    json: bool

    _WHICH: ClassVar = {"people", "due", "programme", "sure", "dry_run", "json"}

    @property
    def says_what(self) -> bool:
        """Whether anything is said of the session, beside which one is meant."""
        told = {*self.__struct_fields__} - {*FileOptions.__struct_fields__} - self._WHICH
        return any(getattr(self, each) not in (None, []) for each in told)
