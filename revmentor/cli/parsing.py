"""argparse with our own words: its help, its errors, and what somebody may have meant."""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NoReturn

from revmentor.i18n.gettext import _
from revmentor.model.errors import WrongUsage
from revmentor.model.text import visible

COMMANDS = argparse._SubParsersAction  # noqa: SLF001 -- it has no public name
"""What holds the commands of a program."""
_WIDTH = 80


class Formatter(argparse.HelpFormatter):
    """Help of at most 80 columns; a value of several is named by its option and listed below."""

    def __init__(self, prog: str) -> None:
        width = min(shutil.get_terminal_size((_WIDTH, 24)).columns, 100)
        super().__init__(prog, max_help_position=22, width=max(width, 40) - 1)

    def add_usage(
        self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None
    ) -> None:
        """Write the line of usage."""
        super().add_usage(usage, actions, groups, _("Usage: ") if prefix is None else prefix)

    def _metavar_formatter(
        self, action: argparse.Action, default_metavar: str
    ) -> Callable[[int], tuple[str, ...]]:
        if action.metavar is None and action.choices is not None:
            return super()._metavar_formatter(_named(action, default_metavar), default_metavar)
        return super()._metavar_formatter(action, default_metavar)

    def _format_action_invocation(self, action: argparse.Action) -> str:
        """Return an option as it is typed, its value once; the same on every Python."""
        if not action.option_strings or action.nargs == 0:
            return super()._format_action_invocation(action)
        default = self._get_default_metavar_for_optional(action)
        return f"{', '.join(action.option_strings)} {self._format_args(action, default)}"

    def _get_help_string(self, action: argparse.Action) -> str | None:
        """Return the help of an argument, with the values it may have."""
        if action.choices is None or isinstance(action, COMMANDS):
            return action.help
        values = ", ".join(map(str, action.choices))
        return _("{help}; one of: {values}").format(help=action.help, values=values)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        """Wrap paragraphs, and leave lines that are set out as they are."""
        lines = text.split("\n")
        return "\n".join(
            line if line.startswith(" ") or not line else super(Formatter, self)._fill_text(
                line, width, indent
            )
            for line in lines
        )  # fmt: skip


def _named(action: argparse.Action, default_metavar: str) -> argparse.Action:
    """Return an argument under the name of its option, in place of all its values."""
    named = argparse.Action(action.option_strings, action.dest, nargs=action.nargs)
    named.metavar = (default_metavar or action.dest).upper().replace("-", "_")
    return named


class Parser(argparse.ArgumentParser):
    """argparse, with a sentence instead of its usage dump when something is wrong."""

    def __init__(self, *, after: Callable[[], str] | None = None, **given: Any) -> None:
        """Begin a parser; ``after`` makes what its help ends with, once that is asked for."""
        given.setdefault("formatter_class", Formatter)
        super().__init__(**given, add_help=False)
        self.after = after
        self._positionals.title = _("What it takes")
        self._optionals.title = _("Options")
        self.add_argument("-h", "--help", action="help", help=_("say this, and no more"))

    @property
    def arguments(self) -> Sequence[argparse.Action]:
        """What it takes, in order."""
        return self._actions

    @property
    def commands(self) -> Mapping[str, Parser]:
        """The commands it understands by name, other words for one among them."""
        return self._of_commands().choices

    @property
    def commands_in_help(self) -> dict[str, str]:
        """Each command by its one name, with the line about it."""
        return {each.dest: each.help or "" for each in self._of_commands()._choices_actions}  # noqa: SLF001 -- it has no public name

    def _of_commands(self) -> argparse._SubParsersAction[Parser]:
        return next(each for each in self._actions if isinstance(each, COMMANDS))

    def arguments_in_help(self) -> Iterator[tuple[argparse.Action, str, str]]:
        """Yield each argument as the help writes it, with what the help says of it."""
        formatter = self._get_formatter()
        for each in self._actions:
            written = formatter._format_action_invocation(each)  # noqa: SLF001 -- as the help says it
            yield each, written, formatter._expand_help(each)  # noqa: SLF001 -- as the help says it

    def format_help(self) -> str:
        """Return the help, with what it ends with."""
        self.epilog = self.after() if self.after else None
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        """Raise what is wrong, and say where help is."""
        text = f"{self.prog}: {visible(in_our_words(message))}"
        raise WrongUsage(text + "\n" + _("{command} --help says more.").format(command=self.prog))

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Refuse a value that is none of those allowed, and name the one that is near."""
        if action.choices is None or value in action.choices:
            return
        names = [str(each) for each in action.choices]
        text = _("“{value}” is none of {values}.").format(value=value, values=", ".join(names))
        raise argparse.ArgumentError(action, with_guess(text, str(value), names))

    def refuse_more(self, more: Iterable[str]) -> NoReturn:
        """End with the words that were not understood, and the options that are near."""
        words = list(more)
        text = _("not understood: {words}").format(words=" ".join(words))
        word = next((each for each in words if each.startswith("-")), "")
        self.error(with_guess(text, word.split("=")[0], self._option_string_actions))

    def _print_message(self, message: str, file: Any = None) -> None:
        """Write the help, without hiding that it could not be written."""
        if file is sys.stdout:
            file.write(message)
        else:
            super()._print_message(message, file)


def with_guess(text: str, word: str, names: Iterable[str]) -> str:
    """Return a sentence, with the question which of some names was meant where one is near."""
    from revmentor.rules.closest import did_you_mean

    guess = did_you_mean(word, names)
    return f"{text.removesuffix('.')}. {guess}" if guess else text


def in_our_words(message: str) -> str:
    """Return what argparse says of wrong usage in our words; else as it says it."""
    words: dict[str, str] = {
        r"argument (?P<name>[^:]+): expected (?:one|at least one) argument": _(
            "{name} wants a value behind it."
        ),
        r"argument (?P<name>[^:]+): not allowed with argument (?P<other>.+)": _(
            "{name} and {other} do not go together."
        ),
        r"argument (?P<name>[^:]+): ignored explicit argument (?P<other>.+)": _(
            "{name} takes no value; {other} stands behind it."
        ),
        r"ambiguous option: (?P<name>\S+) could match (?P<other>.+)": _(
            "{name} may be several: {other}. Write the whole of it."
        ),
        r"the following arguments are required: (?P<name>.+)": _("this is missing: {name}"),
        r"one of the arguments (?P<name>.+) is required": _("one of these is missing: {name}"),
        r"argument (?P<name>[^:]+): (?P<other>.+)": "{name}: {other}",
    }
    for pattern, sentence in words.items():
        if match := re.fullmatch(pattern, message, re.DOTALL):
            return sentence.format(**match.groupdict())
    return message
