"""What became of replies, told to a person and to a script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from revmentor.exchange.contract.base import VERSION
from revmentor.exchange.contract.replies import (
    FormGiven,
    FormsAsked,
    RepliesTaken,
    ReplyJudged,
)
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.model.errors import Problem
from revmentor.model.reply import FormKind, Reply
from revmentor.rules.programme_view import View
from revmentor.rules.replies.arrivals import JudgedReply
from revmentor.rules.replies.asked import FORMS, open_replies, replies_of
from revmentor.rules.replies.editions import form_title


def form_given(view: View, reply: Reply, file: str | None = None) -> FormGiven:
    """Return one form that was asked, for a script."""
    latest = reply.latest
    return FormGiven(
        reply_id=reply.id,
        person_id=reply.person_id,
        name=view.name(reply.person_id),
        role=reply.role,
        form=reply.form,
        edition=reply.edition,
        asked_on=reply.asked_on,
        reminded_on=reply.reminded_on,
        answered_on=latest.filled_on if latest else None,
        file=file,
    )


def forms_asked(view: View) -> FormsAsked:
    """Return who was asked what, and who of them has not answered."""
    return FormsAsked(
        version=VERSION,
        today=view.today,
        forms=tuple(form_given(view, each) for each in replies_of(view)),
        missing=tuple(form_given(view, each) for each in open_replies(view, view.today)),
    )


def replies_taken(
    view: View,
    replies: Sequence[JudgedReply],
    problems: Sequence[Problem],
    notes: Mapping[str, Sequence[str]],
    *,
    done: bool,
    change: int | None,
) -> RepliesTaken:
    """Return what became of replies, for a script."""
    every = [
        *(_judged(view, each, notes.get(each.arrival.source, ())) for each in replies),
        *(_unread(each) for each in problems),
    ]
    return RepliesTaken(
        version=VERSION,
        done=done,
        change=change,
        replies=tuple(every),
        missing=tuple(form_given(view, each) for each in open_replies(view, view.today)),
        counts=dict(Counter(each.state for each in every)),
    )


def _judged(view: View, each: JudgedReply, notes: Sequence[str]) -> ReplyJudged:
    person_id = each.asked.person_id if each.asked else None
    return ReplyJudged(
        source=each.arrival.source,
        state=each.state,
        person_id=person_id,
        name=view.name(person_id) if person_id else None,
        form=each.arrival.form,
        edition=each.arrival.edition,
        filled_on=each.arrival.filled_on,
        way=each.arrival.way,
        replaces_of=each.replaces.filled_on if each.replaces else None,
        problem=each.problem or None,
        notes=tuple(notes),
    )


def _unread(problem: Problem) -> ReplyJudged:
    return ReplyJudged(
        source=problem.path,
        state="refused",
        person_id=None,
        name=None,
        form=None,
        edition=None,
        filled_on=None,
        way=None,
        replaces_of=None,
        problem=problem.message,
        notes=(),
    )


def reply_line(view: View, each: JudgedReply) -> str:
    """Return what becomes of one reply, on one line."""
    if each.state == "refused" or each.asked is None:
        return f"{each.arrival.source}: {each.problem}"
    name = view.name(each.asked.person_id)
    form = form_title(each.asked.form, each.asked.edition)
    day = plain_date(each.arrival.filled_on)
    texts = {
        "new": _("{name}: {form}, filled in on {day}"),
        "second": _("{name}: {form}, filled in on {day}; a second reply, it counts instead of "
                    "that of {before}, which is kept"),
        "same": _("{name}: {form}, filled in on {day}; it is here already"),
        "left": _("{name}: {form}, filled in on {day}; a second reply, the first one stays"),
    }  # fmt: skip
    before = plain_date(each.replaces.filled_on) if each.replaces else ""
    return texts[each.state].format(name=name, form=form, day=day, before=before)


def missing_lines(view: View, forms: Collection[FormKind] = FORMS) -> list[str]:
    """Return who was asked some forms and has not answered, by name, a line for each form."""
    names: dict[str, list[str]] = {}
    for each in open_replies(view, view.today):
        if each.form in forms:
            names.setdefault(form_title(each.form, each.edition), []).append(
                view.name(each.person_id)
            )
    text = _("{form}, not answered: {names} ({n})")
    return [text.format(form=form, names=", ".join(who), n=len(who)) for form, who in names.items()]
