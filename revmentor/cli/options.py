"""What each command was told: one record of options for each."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

import msgspec

from revmentor.i18n.dates import local_today

if TYPE_CHECKING:
    from revmentor.content.sample import Stage
    from revmentor.exchange.cells import DialectName
    from revmentor.store.encryption.cipher import Key
    from revmentor.store.history.erased_again import Erased

Audience = Literal["coordinator", "sponsor"]
ExportName = Literal[
    "document",
    "people",
    "pairs",
    "sessions",
    "signals",
    "goals",
    "levels",
    "answers",
    "evaluation",
    "status",
    "person",
]


SchemaName = Literal[
    "document",
    "people",
    "pairs",
    "sessions",
    "signals",
    "goals",
    "levels",
    "answers",
    "evaluation",
    "sponsor",
    "status",
    "pair",
    "import",
    "sheet",
    "update",
    "forms",
    "asked",
    "replies",
    "messages",
    "log",
    "check",
    "restore",
    "restored",
    "compare",
    "archive",
    "error",
]
"""The names of `contract.schemas`, which is loaded only for the command itself."""


class CommandOptions(msgspec.Struct, kw_only=True):
    """What every command takes: the language, and the day to take for today."""

    lang: str | None
    today: date | None

    @property
    def day(self) -> date:
        """The day to take for today: the one given, else the one on the coordinator's wall."""
        return self.today or local_today()


class KeyOptions(CommandOptions, kw_only=True):
    """A command that opens a file: what opens an encrypted one, asked once."""

    identity: str | None
    key: Key | None = None
    """What was asked for already, not an option."""
    was_asked: bool = False


class FileOptions(KeyOptions, kw_only=True):
    """A command about one file."""

    file: str


class OpenOptions(KeyOptions, kw_only=True):
    """``revmentor [FILE]``."""

    file: str | None
    no_mouse: bool


class DemoOptions(CommandOptions, kw_only=True):
    """``revmentor demo``."""

    step: Stage
    no_mouse: bool


class NewOptions(CommandOptions, kw_only=True):
    """``revmentor new``."""

    file: str
    firm: str | None
    country: str | None


class StatusOptions(FileOptions, kw_only=True):
    """``revmentor status``, of one file or several."""

    file: str = ""
    """The file that is looked at now."""
    files: list[str]
    programme: str | None
    with_notes: bool
    json: bool

    def __post_init__(self) -> None:
        """Begin with the first file."""
        self.take(self.files[0])

    def take(self, file: str) -> None:
        """Go on to a file, whose key is another's."""
        self.file, self.was_asked, self.key = file, False, None


class SchemaOptions(CommandOptions, kw_only=True):
    """``revmentor schema``."""

    what: SchemaName
    output: str | None
    force: bool


class TemplateOptions(CommandOptions, kw_only=True):
    """``revmentor import --template PATH``."""

    template: str
    force: bool


class ImportOptions(FileOptions, kw_only=True):
    """``revmentor import``."""

    source: str
    update: bool
    programme: str | None
    dry_run: bool
    json: bool
    answers: str | None
    accept_defaults: bool
    other_firm: bool
    erased: Erased


class CompareOptions(FileOptions, kw_only=True):
    """``revmentor compare``."""

    copy: str | None
    take: list[str]
    take_all: bool
    with_notes: bool
    dry_run: bool
    json: bool


class ArchiveOptions(FileOptions, kw_only=True):
    """``revmentor archive``."""

    programme: str | None
    output: str | None
    back: bool
    source: str | None
    json: bool


class SkillsOptions(FileOptions, kw_only=True):
    """``revmentor skills``."""

    source: str | None
    dry_run: bool
    json: bool
    output: str | None
    force: bool


class ExportOptions(FileOptions, kw_only=True):
    """``revmentor export``."""

    what: ExportName
    person: str | None
    with_notes: bool
    programme: str | None
    format: Literal["json", "csv", "html"]
    dialect: DialectName | None
    audience: Audience
    release_names: bool
    output: str | None
    force: bool


class PairOptions(FileOptions, kw_only=True):
    """``revmentor pair``."""

    programme: str | None
    apply: bool
    json: bool


class FolderOptions(FileOptions, kw_only=True):
    """A command that writes several files into a folder."""

    programme: str | None
    output: str | None
    force: bool


class ForSomeOptions(FolderOptions, kw_only=True):
    """A command that writes something for all, or for some."""

    people: list[str] | None
    week: bool


class CalendarOptions(ForSomeOptions, kw_only=True):
    """``revmentor calendar``."""


class PaperOptions(ForSomeOptions, kw_only=True):
    """``revmentor paper``."""

    what: str | None


class FormsOptions(FolderOptions, kw_only=True):
    """``revmentor forms``."""

    what: str | None
    person: str | None
    again: bool
    sealed: bool
    shape: Literal["pages", "table"]
    json: bool


class AnswersOptions(FileOptions, kw_only=True):
    """``revmentor answers``."""

    sources: list[str]
    programme: str | None
    answers: str | None
    keep_first: bool
    remind: bool
    dry_run: bool
    json: bool


class MessageOptions(FileOptions, kw_only=True):
    """``revmentor message``."""

    people: list[str]
    programme: str | None
    what: str | None
    told: bool
    json: bool


class ReportOptions(FileOptions, kw_only=True):
    """``revmentor report``."""

    programme: str | None
    audience: Audience
    release_names: bool
    mid_point: bool
    appendix: bool
    output: str | None
    force: bool


class CheckOptions(FileOptions, kw_only=True):
    """``revmentor check``."""

    json: bool


class BackupOptions(FileOptions, kw_only=True):
    """``revmentor backup``."""

    output: str | None
    force: bool


class RestoreOptions(FileOptions, kw_only=True):
    """``revmentor restore``."""

    last_good: bool
    generation: int | None
    source: str | None
    accept: bool
    other_firm: bool
    json: bool


class EraseOptions(FileOptions, kw_only=True):
    """``revmentor erase``."""

    person: str
    keep_figures: bool
    look_in: list[str]
    dry_run: bool
    json: bool


class RestrictOptions(FileOptions, kw_only=True):
    """``revmentor restrict``."""

    person: str
    lift: bool


class PrivacyOptions(FileOptions, kw_only=True):
    """``revmentor privacy``."""

    what: Literal["record", "notice"] | None
    given_on: date | None
    keep_until: date | None
    output: str | None
    force: bool


class CloseClientOptions(FileOptions, kw_only=True):
    """``revmentor close-client``."""

    output: str
    remove: bool
    force: bool


class LockOptions(FileOptions, kw_only=True):
    """``revmentor lock``."""

    escrow: str | None
    recovery_sheet: str | None
    force: bool
    new_key: bool = False


class RekeyOptions(LockOptions, kw_only=True):
    """``revmentor rekey``."""

    no_escrow: bool
    to: str | None


class UnlockOptions(FileOptions, kw_only=True):
    """``revmentor unlock``."""


class SettingsOptions(CommandOptions, kw_only=True):
    """``revmentor settings``."""

    begin: bool


class CompletionOptions(CommandOptions, kw_only=True):
    """``revmentor completion``."""

    shell: Literal["bash", "zsh", "fish"]


class ManualOptions(CommandOptions, kw_only=True):
    """``revmentor manual``."""
