"""What people may ask about themselves, and how long anything is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from revmentor.actions.pairs import end_pairs
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.errors import Refused
from revmentor.model.person import Person
from revmentor.rules import restriction
from revmentor.store.transaction import Transaction


def restrict(tx: Transaction, person_id: str, *, on: date) -> Person:
    """Keep a person's records without using them; the open pairs end on that day."""
    person = tx.get(Person, person_id)
    tx.refuse_future(on)
    if person.restricted_on is not None:
        raise Refused(_("The records of {name} are not used already.").format(name=person.name))
    for programme in tx.standing.programmes.values():
        if programme.closed_on is None:
            pairs = tx.view_of(programme.id).open_pairs
            own = [pair for pair in pairs if person_id in pair.sides]
            end_pairs(tx, programme.id, own, on, _("not used, as was asked"))
    now = replace(person, restricted_on=on)
    tx.put(now)
    return tx.commit_as(_("records of {name} not used").format(name=person.name), now)


def lift(tx: Transaction, person_id: str) -> Person:
    """Use a person's records again."""
    person = tx.get(Person, person_id)
    if person.restricted_on is None:
        raise Refused(_("The records of {name} are used.").format(name=person.name))
    now = replace(person, restricted_on=None)
    tx.put(now)
    return tx.commit_as(_("records of {name} used again").format(name=person.name), now)


def note_privacy_notice(
    tx: Transaction, *, on: date, person_ids: Sequence[str] | None = None
) -> list[Person]:
    """Write down that people were given the privacy notice: all who were not yet, or some."""
    tx.refuse_future(on)
    people = tx.snapshot.people
    given = (
        restriction.without_notice(people.values())
        if person_ids is None
        else [tx.get(Person, each) for each in person_ids]
    )
    if not given:
        raise Refused(_("Everybody was given the privacy notice already."))
    now = [replace(each, privacy_notice_on=on) for each in given]
    tx.put(*now)
    text = ngettext(
        "privacy notice given to {n} person", "privacy notice given to {n} people", len(now)
    )
    return tx.commit_as(text, now)
