"""Whose records are kept and not used (article 18 of the GDPR): nothing is shown that names them.

They stay in the file, in a document and in backups; every list, message, plan and report is made of
the records without them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.firm import Firm
from revmentor.model.person import Person
from revmentor.model.snapshot import Snapshot
from revmentor.rules.erasing.removal import removed


def restricted(people: Iterable[Person]) -> list[str]:
    """Return the ids of those whose records are kept and not used."""
    return [each.id for each in people if each.restricted_on is not None]


def without_restricted(snapshot: Snapshot) -> Snapshot:
    """Return the records that may be used."""
    own = restricted(snapshot.people.values())
    return removed(snapshot, own) if own else snapshot


def kept_too_long(firm: Firm, on: date) -> str:
    """Say that the day until which the records may be kept has passed; empty where it has not."""
    if firm.keep_until is None or on <= firm.keep_until:
        return ""
    return _("the records might be kept until {day}: erase them, or set another day").format(
        day=plain_date(firm.keep_until)
    )


def without_notice(people: Iterable[Person]) -> list[Person]:
    """Return those of whom nobody wrote down that they were given the privacy notice."""
    return [each for each in people if each.privacy_notice_on is None and each.left_on is None]


def notice_lacks(people: Iterable[Person]) -> str:
    """Say how many were not given the notice yet; empty before the first one was."""
    every = list(people)
    lacking = without_notice(every)
    if not lacking or all(each.privacy_notice_on is None for each in every):
        return ""
    return ngettext(
        "{n} person was not given the privacy notice",
        "{n} people were not given the privacy notice",
        len(lacking),
    )
