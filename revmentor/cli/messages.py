"""The command for messages to many."""

from __future__ import annotations

from revmentor.actions import messages
from revmentor.cli.options import MessagesOptions
from revmentor.cli.streams import info_change, info_doubt, print_line, write_json
from revmentor.cli.terminal import chosen_view, opened_workspace
from revmentor.exchange import messages_told
from revmentor.exchange.messages_for_many import ManyMessage, messages_for_many
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.errors import Refused, WrongUsage
from revmentor.model.text import shown
from revmentor.store.workspace import Workspace


def messages_command(options: MessagesOptions) -> int:
    """Print the messages for many; with --told, write down that one of them was sent."""
    workspace = opened_workspace(options)
    view = chosen_view(workspace, options.programme)
    if view is None:
        raise Refused(_("There is no programme, and so nobody to write to."))
    if options.told and not options.what:
        raise WrongUsage(_("Which message were they told? Name it with --what."))
    many = messages_for_many(view, options.day)
    chosen = [_named(many, options.what)] if options.what else many
    if options.told:
        _write_down(workspace, chosen[0], options)
        view = workspace.view(view.programme.id)
        chosen = [_named(messages_for_many(view, options.day), options.what or "")]
    if options.json:
        write_json(messages_told.messages_ready(view, chosen, options.day))
    elif options.what and not options.told:
        _print_letters(chosen[0])
    else:
        for each in chosen:
            print_line(f"{each.message.id}: {each.message.title} · {messages_told.summary(each)}")
    return 0


def _named(many: list[ManyMessage], message_id: str) -> ManyMessage:
    for each in many:
        if each.message.id == message_id:
            return each
    ids = ", ".join(each.message.id for each in many)
    text = _("There is no message “{id}” for many; there are {ids}.")
    raise WrongUsage(text.format(id=shown(message_id), ids=ids))


def _print_letters(message: ManyMessage) -> None:
    for place, letter in enumerate(message.letters):
        if place:
            print_line("-" * 72)
        for line in messages_told.letter_lines(letter):
            print_line(line)
    if missing := messages_told.without_manager(message):
        print_line(missing)
    if not message.letters:
        print_line(_("This message goes to nobody today."))


def _write_down(workspace: Workspace, message: ManyMessage, options: MessagesOptions) -> None:
    text = message.message
    sent = workspace.make(
        lambda tx: messages.record_sent(tx, text.id, message.still_to_tell, title=text.title),
        message.view.programme.id,
        today=options.day,
    )
    info_doubt(workspace)
    n = len(sent.person_ids)
    info_change(ngettext("{n} person told.", "{n} people told.", n))
