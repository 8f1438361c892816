"""The sign-up in the person's words, and every form that was asked, with what came in."""

from __future__ import annotations

from collections.abc import Iterator

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, ngettext, quoted
from revmentor.model import labels
from revmentor.model.reply import Answers, Reply
from revmentor.rules.people.sections import Kept, Line, Section, Tone
from revmentor.rules.people.subject import Subject
from revmentor.rules.replies import asked, own_answers
from revmentor.rules.replies.editions import form_title


def sign_up_section(of: Subject) -> Section:
    """Return what somebody said when signing up: hopes and fears, and offers in own words."""
    lines: list[Line] = []
    for role in of.roles:
        part = of.view.participations[of.person_id, role]
        for label, text, is_open in (
            (_("hopes"), part.hopes, False),
            (_("fears"), part.fears, False),
            (_("offers"), part.offers_said, True),
            (_("wishes"), part.wishes_said, True),
        ):
            if text:
                kept: Kept = "open" if is_open else "confidential"
                lines.append(Line(quoted(of.naming.words(text)), label, kept=kept))
    return Section(_("At the sign-up"), tuple(lines))


def replies_section(of: Subject) -> Section:
    """Return the forms that were asked of the person, and what came in of each."""
    own = [each for each in asked.replies_of(of.view) if each.person_id == of.person_id]
    own.sort(key=lambda each: (each.asked_on, each.id))
    lines = [line for each in own for line in _reply_lines(of, each)]
    return Section(_("Forms asked"), tuple(lines))


def own_questions_section(of: Subject) -> Section:
    """Return what the person answered to the firm's own questions."""
    lines = [
        Line(
            quoted(of.naming.words(answer)) if isinstance(answer, str) else str(answer),
            question.words,
            kept="confidential",
        )
        for question, answer in own_answers.given_by(of.view, of.person_id)
    ]
    return Section(_("Own questions"), tuple(lines))


def _reply_lines(of: Subject, reply: Reply) -> Iterator[Line]:
    name = form_title(reply.form, reply.edition)
    parts = [_("asked {day}").format(day=plain_date(reply.asked_on))]
    if reply.reminded_on:
        parts.append(_("reminded {day}").format(day=plain_date(reply.reminded_on)))
    tone: Tone = "plain"
    if reply.latest:
        day, way = plain_date(reply.latest.on), labels.methods()[reply.latest.way]
        parts.append(_("in {day}, {way}").format(day=day, way=way))
        if reply.latest.answers.wants_talk:
            tone = "look"
    else:
        meant = asked.AskedForm.of(reply)
        answered = asked.is_answered(of.view, meant, of.today)
        parts.append(_("answered in another way") if answered else _("not in"))
        tone = "quiet"
    yield Line(" · ".join(parts), name, tone=tone)
    if reply.latest and reply.latest.answers.wants_talk:
        yield Line(_("would rather talk"), tone="look", kept="confidential")
    if earlier := reply.received[:-1]:
        text = ngettext("{n} earlier reply is kept", "{n} earlier replies are kept", len(earlier))
        yield Line(text, tone="quiet")
        for each in earlier:
            for words in texts_of(each.answers):
                label = _("said {day}").format(day=plain_date(each.filled_on))
                yield Line(quoted(of.naming.words(words)), label, kept="confidential")


def texts_of(answers: Answers) -> list[str]:
    """Return what a reply says in free words."""
    texts: list[str | None] = []
    if signup := answers.signup:
        texts += [signup.hopes, signup.fears]
    if levels := answers.levels:
        texts += levels.sentences.values()
    if pulse := answers.pulse:
        texts.append(pulse.comment)
    if final := answers.final:
        texts += [final.own_gain, final.other_gain, *final.gained_by.values()]
        texts += [final.story, final.next_step]
    if follow_up := answers.follow_up:
        texts.append(follow_up.note)
    texts += [each for each in answers.own.values() if isinstance(each, str)]
    return [each for each in texts if each]
