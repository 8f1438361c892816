"""The command that prints messages: those of a pair, of a person, and those for many."""

from __future__ import annotations

from collections.abc import Sequence

from revmentor.actions import messages
from revmentor.cli.options import MessageOptions
from revmentor.cli.streams import info_change, info_doubt, print_line, write_json
from revmentor.cli.terminal import chosen_view, opened_workspace
from revmentor.exchange import messages_told
from revmentor.exchange.messages import Letter
from revmentor.exchange.messages_for_many import ManyMessage, messages_for_many
from revmentor.exchange.messages_of_pair import PairMessage, messages_of_pair
from revmentor.i18n.gettext import _, listed, ngettext
from revmentor.model.errors import Refused, WrongUsage
from revmentor.model.pair import Pair
from revmentor.model.text import shown
from revmentor.rules.closest import did_you_mean
from revmentor.rules.people.who_is_meant import person_called
from revmentor.rules.programme_view import View
from revmentor.store.workspace import Workspace


def message_command(options: MessageOptions) -> int:
    """Print messages of a pair, a person or many; with --told, write down that many were told."""
    workspace = opened_workspace(options)
    view = chosen_view(workspace, options.programme)
    if view is None:
        raise Refused(_("There is no programme, and so nobody to write to."))
    if options.told and not options.what:
        raise WrongUsage(_("Which message were they told? Name it with --what."))
    if options.people and options.told:
        raise WrongUsage(_("--told writes down a message for many: leave the names out."))
    if options.people:
        return _to_people(view, options)
    return _to_many(workspace, view, options)


# -- of a pair or a person -----------------------------------------------------------------------


def _to_people(view: View, options: MessageOptions) -> int:
    """Print the messages about a pair; where one of the two is named, the letter to that one."""
    named = [person_called(view, each) for each in options.people]
    of_pair = messages_of_pair(view, _pair(view, named), options.day)
    chosen = of_pair
    if options.what:
        _known([each.message.id for each in of_pair], options.what)
        chosen = [each for each in of_pair if each.message.id == options.what]
    only = [(each, _letters_to(each, named)) for each in chosen]
    if options.json:
        write_json(messages_told.pair_messages_ready(view, only, options.day))
    elif options.what:
        _print_letters(only[0][1])
    else:
        for each, to in only:
            print_line(messages_told.pair_summary(each, to))
    return 0


def _pair(view: View, named: Sequence[str]) -> Pair:
    """Return the open pair of whoever is named; raises :class:`Refused` for none or several."""
    pairs = [
        pair for pair in view.open_pairs if set(named) <= {pair.mentor_id, pair.senior_id}
    ]  # fmt: skip
    names = listed([view.name(each) for each in named])
    if not pairs:
        alone = _("{name} is in no pair.") if len(named) == 1 else _("{name} are no pair.")
        raise Refused(alone.format(name=names), field="person")
    if len(pairs) > 1:
        seniors = listed([view.name(pair.senior_id) for pair in pairs])
        text = _("{name} has several seniors: {names}. Name one of them too.")
        raise Refused(text.format(name=names, names=seniors), field="person")
    return pairs[0]


def _letters_to(message: PairMessage, named: Sequence[str]) -> list[Letter]:
    """Return the letters to whoever is named; all where none goes to them, as to a manager."""
    own = [each for each in message.letters if each.person_id in named]
    return own or [*message.letters]


# -- for many ------------------------------------------------------------------------------------


def _to_many(workspace: Workspace, view: View, options: MessageOptions) -> int:
    many = messages_for_many(view, options.day)
    chosen = [_named(many, options.what)] if options.what else many
    if options.told:
        _write_down(workspace, chosen[0], options)
        view = workspace.view(view.programme.id)
        chosen = [_named(messages_for_many(view, options.day), options.what or "")]
    if options.json:
        write_json(messages_told.messages_ready(view, chosen, options.day))
    elif options.what and not options.told:
        _print_many(chosen[0])
    else:
        for each in chosen:
            print_line(f"{each.message.id}: {each.message.title} · {messages_told.summary(each)}")
    return 0


def _named(many: list[ManyMessage], message_id: str) -> ManyMessage:
    _known([each.message.id for each in many], message_id)
    return next(each for each in many if each.message.id == message_id)


def _known(ids: Sequence[str], message_id: str) -> None:
    """Refuse an id of a message that is none of some."""
    if message_id not in ids:
        text = _("There is no message “{id}” here; there are {ids}.")
        text = text.format(id=shown(message_id), ids=", ".join(ids))
        raise WrongUsage(f"{text} {did_you_mean(message_id, ids)}".strip())


def _print_many(message: ManyMessage) -> None:
    _print_letters(message.letters)
    if missing := messages_told.without_manager(message):
        print_line(missing)
    if not message.letters:
        print_line(_("This message goes to nobody today."))


def _print_letters(letters: Sequence[Letter]) -> None:
    for place, letter in enumerate(letters):
        if place:
            print_line("-" * 72)
        for line in messages_told.letter_lines(letter):
            print_line(line)


def _write_down(workspace: Workspace, message: ManyMessage, options: MessageOptions) -> None:
    text = message.message
    sent = workspace.make(
        lambda tx: messages.record_sent(tx, text.id, message.still_to_tell, title=text.title),
        message.view.programme.id,
        today=options.day,
    )
    info_doubt(workspace)
    n = len(sent.person_ids)
    info_change(ngettext("{n} person told.", "{n} people told.", n))
