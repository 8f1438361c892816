"""All answers of a final form, and what the other side said that somebody gained."""

from __future__ import annotations

from collections.abc import Iterator

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, quoted
from revmentor.i18n.numbers import as_typed
from revmentor.model import labels
from revmentor.model.base import Role
from revmentor.model.evaluation import Evaluation
from revmentor.rules.people.pulse_rounds import yes_or_no
from revmentor.rules.people.sections import Line, Section
from revmentor.rules.people.subject import Subject
from revmentor.rules.results.form_questions import questions


def final_form_section(of: Subject, role: Role) -> Section:
    """Return all answers of the final form of a role."""
    form = of.view.evaluations.get((of.person_id, role))
    title = _("Final form")
    if len(of.roles) > 1:
        title = _("Final form as a {role}").format(role=labels.roles()[role])
    if form is not None:
        return Section(title, tuple(_form_lines(of, form)))
    if of.view.programme.closed_on:
        return Section(title, (Line(_("no final form was written down"), tone="quiet"),))
    return Section(title)


def _form_lines(of: Subject, form: Evaluation) -> Iterator[Line]:
    how = labels.methods()[form.method] if form.method and form.method != "app" else ""
    yield Line(" · ".join(filter(None, [_("in, {day}").format(day=plain_date(form.on)), how])))
    said = of.naming.words
    for label, text in ((_("own gain"), form.own_gain), (_("the other side’s"), form.other_gain)):
        if text:
            yield Line(quoted(said(text)), label)
    for person_id, text in form.gained_by.items():
        label = _("{name} gained").format(name=of.naming.other(person_id))
        yield Line(quoted(said(text)), label)
    yield from _marks(of, form)
    if form.would_recommend is not None:
        text = _("{n} of 10").format(n=form.would_recommend)
        yield Line(text, _("would recommend it"))
    if form.would_repeat is not None:
        yield Line(yes_or_no(form.would_repeat), _("would do it again"))
    if form.next_step:
        yield Line(quoted(said(form.next_step)), _("next step"))
    if form.story:
        consent = labels.consents()[form.consent] if form.consent else _("not said")
        told = _("may be told: {answer}").format(answer=consent)
        yield Line(f"“{said(form.story)}” · {told}", _("story"), kept="confidential")


def _marks(of: Subject, form: Evaluation) -> Iterator[Line]:
    """Yield the answers to the closing questions, those that are asked no more by their id."""
    texts = {
        **questions(form.role),
        "tools_used": _("used last week"),
        "minutes_saved": _("minutes saved a week"),
    }
    asked_first = [each for each in texts if each in form.answers]
    for item in [*asked_first, *(each for each in form.answers if each not in texts)]:
        answer, is_mark = form.answers[item], item in questions(form.role)
        yield Line(_answer_in_words(of, answer, is_mark=is_mark), texts.get(item, item))


def _answer_in_words(of: Subject, answer: object, *, is_mark: bool) -> str:
    if isinstance(answer, bool):
        return yes_or_no(answer)
    if isinstance(answer, int | float):
        value = as_typed(answer)
        return _("{mark} of 5").format(mark=value) if is_mark else value
    return quoted(of.naming.words(str(answer)))


def seen_by_others_section(of: Subject) -> Section:
    """Return what the other side said that the person gained, on their final forms."""
    lines = [
        Line(quoted(of.naming.words(text)), of.naming.other(form.person_id))
        for form in of.view.evaluations.values()
        if (text := form.gained_by.get(of.person_id)) or (text := _of_one(of, form))
    ]
    return Section(_("As the other side saw it"), tuple(lines))


def _of_one(of: Subject, form: Evaluation) -> str:
    """Return what a senior said of the other side, where that side was this mentor alone."""
    mentors = {each.mentor_id for each in of.view.pairs if each.senior_id == form.person_id}
    is_this = form.role == "senior" and mentors == {of.person_id}
    return form.other_gain or "" if is_this else ""
