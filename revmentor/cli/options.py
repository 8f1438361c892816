"""What each command was told: one record of options for each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from revmentor.i18n.dates import local_today

if TYPE_CHECKING:
    from revmentor.content.sample import Stage
    from revmentor.exchange.cells import DialectName
    from revmentor.store.encryption.cipher import Key

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
    "error",
]
"""The names of `contract.schemas`, which is loaded only for the command itself."""


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
    """``revmentor status``, of one file or several."""

    file: str = field(default="", init=False)
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


@dataclass(kw_only=True)
class SchemaOptions(CommandOptions):
    """``revmentor schema``."""

    what: SchemaName
    output: str | None
    force: bool


@dataclass(kw_only=True)
class TemplateOptions(CommandOptions):
    """``revmentor import --template PATH``."""

    template: str
    force: bool


@dataclass(kw_only=True)
class ImportOptions(FileOptions):
    """``revmentor import``."""

    source: str
    update: bool
    programme: str | None
    dry_run: bool
    json: bool
    answers: str | None
    accept_defaults: bool
    other_firm: bool


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
    output: str | None
    force: bool


@dataclass(kw_only=True)
class ForSomeOptions(FolderOptions):
    """A command that writes something for all, or for some."""

    people: list[str] | None
    week: bool


@dataclass(kw_only=True)
class CalendarOptions(ForSomeOptions):
    """``revmentor calendar``."""


@dataclass(kw_only=True)
class PaperOptions(ForSomeOptions):
    """``revmentor paper``."""

    what: str | None


@dataclass(kw_only=True)
class FormsOptions(FolderOptions):
    """``revmentor forms``."""

    what: str | None
    person: str | None
    again: bool
    sealed: bool
    shape: Literal["pages", "table"]
    json: bool


@dataclass(kw_only=True)
class AnswersOptions(FileOptions):
    """``revmentor answers``."""

    sources: list[str]
    programme: str | None
    answers: str | None
    keep_first: bool
    remind: bool
    dry_run: bool
    json: bool


@dataclass(kw_only=True)
class MessageOptions(FileOptions):
    """``revmentor message``."""

    people: list[str]
    programme: str | None
    what: str | None
    told: bool
    json: bool


@dataclass(kw_only=True)
class ReportOptions(FileOptions):
    """``revmentor report``."""

    programme: str | None
    audience: Audience
    release_names: bool
    mid_point: bool
    appendix: bool
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
class EraseOptions(FileOptions):
    """``revmentor erase``."""

    person: str
    keep_figures: bool
    look_in: list[str]
    dry_run: bool
    json: bool


@dataclass(kw_only=True)
class RestrictOptions(FileOptions):
    """``revmentor restrict``."""

    person: str
    lift: bool


@dataclass(kw_only=True)
class PrivacyOptions(FileOptions):
    """``revmentor privacy``."""

    what: Literal["record", "notice"] | None
    given_on: date | None
    keep_until: date | None
    output: str | None
    force: bool


@dataclass(kw_only=True)
class CloseClientOptions(FileOptions):
    """``revmentor close-client``."""

    output: str
    remove: bool
    force: bool


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


@dataclass(kw_only=True)
class SettingsOptions(CommandOptions):
    """``revmentor settings``."""

    begin: bool


@dataclass(kw_only=True)
class CompletionOptions(CommandOptions):
    """``revmentor completion``."""

    shell: Literal["bash", "zsh", "fish"]


@dataclass(kw_only=True)
class ManualOptions(CommandOptions):
    """``revmentor manual``."""
