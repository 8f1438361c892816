"""Who somebody is: an id that changes, and two people who turn out to be one."""

from __future__ import annotations

import msgspec

from revmentor.i18n.gettext import _
from revmentor.model import validation
from revmentor.model.base import Id
from revmentor.model.errors import Refused
from revmentor.model.person import Person
from revmentor.model.snapshot import Snapshot
from revmentor.rules import identity
from revmentor.store.transaction import Transaction


def change_id(tx: Transaction, person_id: str, new_id: str) -> Person:
    """Give a person another id, wherever it is named; the earlier one is remembered."""
    person = tx.get(Person, person_id)
    _refuse_id(tx.snapshot, person, new_id)
    earlier = dict.fromkeys([*person.earlier_ids, person_id])
    earlier.pop(new_id, None)
    renamed = msgspec.structs.replace(person, earlier_ids=tuple(earlier))
    before = tx.snapshot.with_records({"people": {person_id: renamed}})
    _put_all(tx, identity.with_new_ids(before, {"people": {person_id: new_id}}))
    what = _("{name}: id {old} is now {new}")
    return tx.commit_as(
        what.format(name=person.name, old=person_id, new=new_id), tx.get(Person, new_id)
    )


def merge(tx: Transaction, keep_id: str, gone_id: str) -> Person:
    """Make two people one: all that names the second names the first from now on.

    What the first leaves empty is taken from the second. Raises :class:`Refused` where what is
    written of the two contradicts each other.
    """
    keep, gone = tx.get(Person, keep_id), tx.get(Person, gone_id)
    if keep_id == gone_id:
        raise Refused(_("Choose two people; this is one."), field="gone_id")
    if against := list(identity.against_merging(tx.snapshot, keep_id, gone_id, tx.skills)):
        raise Refused(" ".join(against[:3]), field="gone_id")
    _put_all(tx, identity.merged(tx.snapshot, keep_id, gone_id))
    what = _("{gone} ({gone_id}) is {keep} ({keep_id}): two people made one").format(
        gone=gone.name, gone_id=gone_id, keep=keep.name, keep_id=keep_id
    )
    return tx.commit_as(what, tx.get(Person, keep_id))


def _refuse_id(snapshot: Snapshot, person: Person, new_id: str) -> None:
    """Refuse an id that cannot be one, or that is or was another person's."""
    _id, problems = validation.read_as(Id, new_id, "new_id", arriving=True)
    if problems:
        raise Refused(problems[0].message + ".", field="new_id", problems=problems)
    if new_id == person.id:
        raise Refused(_("That is the id already."), field="new_id")
    for other in snapshot.people.values():
        if other.id == new_id:
            text = _("“{id}” is the id of {name}; if the two are one person, say so on People.")
            raise Refused(text.format(id=new_id, name=other.name), field="new_id")
        if other.id != person.id and new_id in other.earlier_ids:
            text = _("“{id}” was the id of {name} before; choose another one.")
            raise Refused(text.format(id=new_id, name=other.name), field="new_id")


def _put_all(tx: Transaction, after: Snapshot) -> None:
    put, gone = identity.differing(tx.snapshot, after)
    tx.remove(*gone)
    tx.put(*put)
