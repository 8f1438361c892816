"""The page that a person is given: all of it at a glance, then what is kept, record by record.

The sections are those of the coordinator's screen, with others named by their role.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from revmentor.content.person_words import wording
from revmentor.exchange.person import person_data
from revmentor.exchange.person_page import as_page
from revmentor.i18n.gettext import addressed_by
from revmentor.model.skill import Skill
from revmentor.model.snapshot import Snapshot
from revmentor.rules.people.naming import ByRole
from revmentor.rules.people.page import pages_about
from revmentor.rules.people.subject import Subject
from revmentor.rules.programme_view import View, current


def overview_page(
    snapshot: Snapshot,
    skills: Mapping[str, Skill],
    person_id: str,
    today: date,
    *,
    with_notes: bool,
) -> bytes:
    """Return the page of a person as HTML; what was said in confidence only with notes."""
    data = person_data(snapshot, skills, person_id, today, with_notes=with_notes)
    programme = current(snapshot)
    with addressed_by(snapshot.firm.address):
        if programme is None:
            return as_page(data, questions=snapshot.firm.questions)
        view = View(snapshot, programme.id, skills, today)
        of = Subject(view, person_id, today, ByRole(view, person_id), wording(view))
        pages = [
            (name, page.for_the_person(with_notes=with_notes)) for name, page in pages_about(of)
        ]
        return as_page(data, pages, snapshot.firm.questions)
