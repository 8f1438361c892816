"""Whether it was worth the time: what the final forms say, statement by statement in counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from revmentor.exchange.report.common import ReportSection, ReportTable, sides, with_rows
from revmentor.i18n.gettext import _, ngettext
from revmentor.model import labels
from revmentor.model.base import Role
from revmentor.model.evaluation import Evaluation
from revmentor.rules.programme_view import View
from revmentor.rules.results import final_forms
from revmentor.rules.results.form_questions import questions
from revmentor.rules.results.sides import SIDES


def worth(view: View) -> ReportSection:
    """Return what people say of the time: sessions and forms in counts."""
    lines = [*_stars(view), *_recommended(view), *_repeated(view), *_next_steps(view)]
    return ReportSection(
        _("Was it worth the time"),
        lines
        or [_("No session was rated, and nobody said whether it was worth it; that is a finding.")],
        with_rows([_statements(view, role, title) for role, title in sides()]),
        small=_how_answered(view),
    )


def _stars(view: View) -> Iterator[str]:
    stars = [star for session in view.sessions for star in session.ratings.values()]
    if stars:
        text = ngettext(
            "Session ratings, 1 to 5: {{counts}} ({n} rating).",
            "Session ratings, 1 to 5: {{counts}} ({n} ratings).",
            len(stars),
        )
        yield text.format(counts=_distribution(stars))


def _forms(view: View) -> list[Evaluation]:
    return [form for role in SIDES for form in final_forms.forms_of(view, role)]


def _of(view: View) -> int:
    """Return how many final forms there can be."""
    return len(view.mentors) + len(view.seniors)


def _recommended(view: View) -> Iterator[str]:
    scores = [form.would_recommend for form in _forms(view) if form.would_recommend is not None]
    if scores:
        text = _("Would recommend it, 0 to 10: {counts} ({n} of {of} final forms say).")
        yield text.format(counts=_distribution(scores), n=len(scores), of=_of(view))


def _repeated(view: View) -> Iterator[str]:
    repeat = [form.would_repeat for form in _forms(view) if form.would_repeat is not None]
    if repeat:
        text = _("Would do it again: {n} of {said} ({said} of {of} final forms say).")
        yield text.format(n=sum(repeat), said=len(repeat), of=_of(view))


def _next_steps(view: View) -> Iterator[str]:
    """Yield how many name a gain and a next step; their words stand in the appendix."""
    forms = _forms(view)
    gains = sum(form.own_gain is not None for form in forms)
    steps = sum(form.next_step is not None for form in forms)
    if gains or steps:
        text = _("{gains} of {of} say what they gained, {steps} name a next step.")
        yield text.format(gains=gains, steps=steps, of=_of(view))


def _distribution(values: Sequence[int]) -> str:
    """Return how often each value was given, like 41 × 3, 167 × 4."""
    return ", ".join(f"{values.count(value)} × {value}" for value in sorted(set(values)))


def _statements(view: View, role: Role, title: str) -> ReportTable:
    """Return how often each mark was given to each statement of a side's form."""
    asked = questions(role)
    rows = [
        [asked[each.item], *(str(n) if n else "·" for n in each.counts), str(each.n)]
        for each in final_forms.marked(view, role)
    ]
    heads = [_("Statement"), "1", "2", "3", "4", "5", _("Said")]
    caption = _("{side}: 1 is not at all, 5 fully; how many gave each mark, of {of} people")
    of = len(view.seniors if role == "senior" else view.mentors)
    return ReportTable(caption.format(side=title, of=of), heads, rows)


def _how_answered(view: View) -> str:
    """Return on what the final forms were answered, and how many on each."""
    methods = Counter(form.method for form in _forms(view) if form.method)
    if not methods:
        return ""
    words = labels.methods()
    told = ", ".join(f"{words[method]} {n}" for method, n in methods.most_common())
    return _("Final forms answered: {ways}.").format(ways=told)
