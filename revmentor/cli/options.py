"""What each command was told: one record of options for each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from revmentor.i18n.dates import local_today

if TYPE_CHECKING:
    from revmentor.content.sample import Stage
    from revmentor.store.encryption.cipher import Key

Audience = Literal["coordinator", "sponsor"]


@dataclass(kw_only=True)
class CommandOptions:
    """What every command takes: the language, and the day to take for today."""

    lang: str | None
    today: date | None

    @property
    def day(self) -> date:
        """The day to take for today: the one given, else the one on the coordinator's wall."""
        return self.today or local_today()


@dataclass(kw_only=True)
class Keys:
    """What opens an encrypted file; asked once, however often it is needed."""

    identity: str | None
    key: Key | None = field(default=None, init=False)
    was_asked: bool = field(default=False, init=False)


@dataclass(kw_only=True)
class FileOptions(CommandOptions, Keys):
    """A command about one file."""

    file: str


@dataclass(kw_only=True)
class OpenOptions(CommandOptions, Keys):
    """``revmentor [FILE]``."""

    file: str | None
    no_mouse: bool


@dataclass(kw_only=True)
class DemoOptions(CommandOptions):
    """``revmentor demo``."""

    step: Stage
    no_mouse: bool


@dataclass(kw_only=True)
class NewOptions(CommandOptions):
    """``revmentor new``."""

    file: str
    firm: str | None
    country: str | None


@dataclass(kw_only=True)
class StatusOptions(FileOptions):
    """``revmentor status``."""

    programme: str | None
    json: bool


@dataclass(kw_only=True)
class ImportOptions(FileOptions):
    """``revmentor import``."""

    source: str
    dry_run: bool
    json: bool


@dataclass(kw_only=True)
class SkillsOptions(FileOptions):
    """``revmentor skills``."""

    source: str | None
    dry_run: bool
    json: bool
    output: str | None
    force: bool


@dataclass(kw_only=True)
class ExportOptions(FileOptions):
    """``revmentor export``."""

    what: str
    programme: str | None
    format: Literal["json", "csv"]
    audience: Audience
    release_names: bool
    output: str | None
    force: bool


@dataclass(kw_only=True)
class PairOptions(FileOptions):
    """``revmentor pair``."""

    programme: str | None
    apply: bool
    json: bool


@dataclass(kw_only=True)
class FolderOptions(FileOptions):
    """A command that writes several files into a folder."""

    programme: str | None
    output: str
    force: bool


@dataclass(kw_only=True)
class CalendarOptions(FolderOptions):
    """``revmentor calendar``."""


@dataclass(kw_only=True)
class PaperOptions(FolderOptions):
    """``revmentor paper``."""

    what: str | None


@dataclass(kw_only=True)
class ReportOptions(FileOptions):
    """``revmentor report``."""

    programme: str | None
    audience: Audience
    release_names: bool
    mid_point: bool
    output: str | None
    force: bool


@dataclass(kw_only=True)
class CheckOptions(FileOptions):
    """``revmentor check``."""

    json: bool


@dataclass(kw_only=True)
class BackupOptions(FileOptions):
    """``revmentor backup``."""

    output: str | None
    force: bool


@dataclass(kw_only=True)
class RestoreOptions(FileOptions):
    """``revmentor restore``."""

    last_good: bool
    generation: int | None
    source: str | None
    accept: bool
    other_firm: bool
    json: bool


@dataclass(kw_only=True)
class LockOptions(FileOptions):
    """``revmentor lock``."""

    escrow: str | None
    recovery_sheet: str | None
    force: bool
    new_key: bool = False


@dataclass(kw_only=True)
class RekeyOptions(LockOptions):
    """``revmentor rekey``."""

    no_escrow: bool
    to: str | None


@dataclass(kw_only=True)
class UnlockOptions(FileOptions):
    """``revmentor unlock``."""
