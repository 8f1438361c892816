"""What is understood of the commands about the command line itself: settings, tab, manual."""

from __future__ import annotations

from typing import TYPE_CHECKING

from revmentor.cli.arguments import add_common
from revmentor.i18n.gettext import _

if TYPE_CHECKING:
    from revmentor.cli.arguments import Commands

SHELLS = ("bash", "zsh", "fish")


def add_shell(commands: Commands) -> None:
    """Add `settings`, `completion` and `manual`."""
    settings = commands.add_parser(
        "settings",
        help=_("say what is set, and where: language, CSV, theme, folder, keys"),
        description=_(
            "What is typed wins over the environment (REVMENTOR_LANGUAGE and so on), and that over "
            "the file."
        ),
    )
    settings.add_argument(
        "--begin", action="store_true", help=_("write the file, with every setting as a remark")
    )
    add_common(settings)

    completion = commands.add_parser(
        "completion",
        help=_("write what lets a shell complete commands with the tab key"),
        description=_("Write it where the shell looks for it; a new shell then knows it."),
    )
    completion.add_argument("shell", metavar="SHELL", choices=SHELLS, help=_("which shell"))
    add_common(completion)

    manual = commands.add_parser(
        "manual",
        help=_("write the page for man, with all that --help says"),
        description=_("man ./revmentor.1 shows it."),
    )
    add_common(manual)
