"""The sign-up: when and how somebody can meet, what is offered and wished, hopes and fears."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from revmentor.content import library
from revmentor.content.style import style_questions
from revmentor.exchange.forms.question import Form, Question, Section
from revmentor.i18n.dates import half_day
from revmentor.i18n.gettext import _
from revmentor.model import labels
from revmentor.model.base import Role
from revmentor.model.skill import SkillKind
from revmentor.rules.availability import WEEK
from revmentor.rules.launch import readiness
from revmentor.rules.programme_view import View
from revmentor.rules.replies.asked import AskedForm

_OFFERED: dict[str, tuple[SkillKind, ...]] = {
    "mentor": ("digital", "perspective"),
    "senior": ("experience",),
}
_WISHED: dict[str, tuple[SkillKind, ...]] = {
    "mentor": ("experience", "mentor_growth"),
    "senior": ("digital", "perspective"),
}
"""The kinds of skills that each side teaches, and would learn."""


def sign_up_form(view: View, asked: AskedForm) -> Form:
    """Return the sign-up of one person in a role."""
    is_mentor = asked.role == "mentor"
    return Form(
        asked,
        _("Signing up"),
        [
            _("These answers help to find who fits with whom. Leave out what you like."),
        ],
        [
            Section(
                _("What you bring, what you would like"),
                [
                    _skills(view, "offers", _OFFERED[asked.role], _("I can show others"))
                    if is_mentor
                    else _skills(view, "offers", _OFFERED[asked.role], _("I can give back")),
                    _skills(view, "wishes", _WISHED[asked.role], _("I would like to learn")),
                    _text("hopes", _("What do you hope for?")),
                    _text("fears", _("Is there anything that worries you about it?")),
                ],
            ),
            Section(
                _("Before you say yes"),
                list(_readiness(asked.role)),
                about=library.readiness()[f"about-{asked.role}"],
            ),
            Section(_("When and where"), list(_when_and_where())),
            Section(_("How you like to work"), list(_style())),
            Section(
                _("With whom"),
                [
                    _line("rather_with", _("Is there somebody you would rather be with?"), 400),
                    _line("not_with", _("Is there somebody you would rather not be with?"), 400),
                ],
                about=_("Write names. Only the coordinator reads them."),
            ),
        ],
    )


def _readiness(role: Role) -> Iterable[Question]:
    texts = library.readiness()
    yes_no = [(True, _("yes")), (False, _("no"))]
    for each in readiness.QUESTIONS[role]:
        yield Question(("signup", "readiness", each), "choice", texts[each], yes_no)


def _skills(view: View, field: str, kinds: Sequence[SkillKind], text: str) -> Question:
    named = [(each.id, view.skill_name(each.id)) for each in view.skills.values()
             if each.kind in kinds]  # fmt: skip
    return Question(("signup", field), "ticks", text, named)


def _when_and_where() -> Iterable[Question]:
    yield Question(
        ("signup", "availability"),
        "ticks",
        _("Half-days on which you could meet"),
        [(each, half_day(each)) for each in WEEK],
    )
    works = [*labels.workplaces().items()]
    yield Question(("signup", "works"), "choice", _("Where you work"), works)
    yield _line("site", _("Your site"), 200)
    yield _line("languages", _("Languages you speak"), 200, hint=_("like Italian, English"))


def _style() -> Iterable[Question]:
    for each in style_questions():
        yield Question(
            ("signup", "style", each.id),
            "choice",
            each.name,
            [(mark, str(mark)) for mark in range(1, 6)],
            ends=(each.low, each.high),
        )


def _line(field: str, text: str, longest: int, hint: str = "") -> Question:
    return Question(("signup", field), "line", text, hint=hint, longest=longest)


def _text(field: str, text: str) -> Question:
    return Question(("signup", field), "text", text)
