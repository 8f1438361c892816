"""What must hold of the firm's own questions, and which of them must keep their words."""

from __future__ import annotations

from collections.abc import Iterator

from revmentor.i18n.gettext import _
from revmentor.model.errors import Problem
from revmentor.model.firm import Firm
from revmentor.model.own_question import OwnQuestion
from revmentor.model.reply import Reply
from revmentor.model.snapshot import Snapshot


def contradictions(firm: Firm) -> Iterator[Problem]:
    """Find a question that stands twice, one with nothing to choose, one that nobody is asked."""
    seen: set[str] = set()
    for place, each in enumerate(firm.questions):
        if each.id in seen:
            text = _("the id “{id}” stands twice in this list; ids must differ")
            yield Problem(f"firm.questions[{place}].id", text.format(id=each.id))
        seen.add(each.id)
        if (each.kind == "choice") != (len(each.choices) > 1):
            text = _("a question to choose from needs two choices or more, another one none")
            yield Problem(f"firm.questions[{place}].choices", text)
        if each.form == "follow_up" and each.role == "mentor":
            text = _("the follow-up is asked of seniors only")
            yield Problem(f"firm.questions[{place}].role", text)


def in_order(firm: Firm) -> list[OwnQuestion]:
    """Return the questions that are asked, then those that stay for their answers."""
    return sorted(firm.questions, key=lambda each: not each.asked)


def keeps_its_words(snapshot: Snapshot, question: OwnQuestion) -> bool:
    """Tell whether somebody answered a question, or has a page that may still bring an answer."""
    every = (
        *(each.own for each in snapshot.pulses.values()),
        *(each.own for each in snapshot.evaluations.values()),
        *(each.answers.own for reply in snapshot.replies.values() for each in reply.received),
    )
    return any(question.id in own for own in every) or any(
        _is_on_its_page(snapshot, question, each) for each in snapshot.replies.values()
    )


def _is_on_its_page(snapshot: Snapshot, question: OwnQuestion, reply: Reply) -> bool:
    """Tell whether a page that is out asks a question, as far as is known, and may come back."""
    is_over = snapshot.programmes[reply.programme_id].closed_on and reply.form != "follow_up"
    return bool(reply.page) and not is_over and question.is_asked(reply.form, reply.role)
