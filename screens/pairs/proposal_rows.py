"""The lines of the proposal, and what is said of the line under the cursor."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import cast

from rich.text import Text
from textual.content import Content

from revmentor.i18n.gettext import _, ngettext
from revmentor.rules.pairing import eligibility, pair_text, plan_text
from revmentor.rules.pairing.draft import Draft
from revmentor.rules.pairing.lessons import rationale
from revmentor.rules.pairing.prices import Price, Unknown
from revmentor.rules.pairing.proposal import Proposal, partly
from revmentor.rules.pairing.unplaced import Unplaced
from revmentor.rules.programme_view import View
from revmentor.rules.schedule import hours
from screens.base.host import Host
from widgets.signs import sign
from widgets.table import Column, Row, RowKey
from widgets.text import MUTED, cell, fit, plain, wrapped

_WIDTH = 72

ProposalLine = tuple[Row, tuple[str, ...]]
"""A row, and the names a filter finds it by."""


def columns() -> list[Column]:
    """Return the columns of the proposal."""
    return [
        Column("who", "", 28),
        Column("score", "", 5),
        Column("change", ""),
        Column("sign", "", 2),
    ]


def draft_headline(host: Host, draft: Draft, ticked: Sequence[str]) -> Iterator[Content]:
    """Yield how good the plan is, and what accepting it would change."""
    proposal = draft.proposal
    placed = plan_text.placed(proposal)
    proven = proposal.plan.proof != "gap"
    yield Content.assemble(
        plain(_("Proposal"), "bold"),
        plain(f"  {placed}", "bold" if not proposal.plan.unplaced else "bold $warning"),
        plain(f" · {plan_text.proof(proposal)}", MUTED if proven else "$warning"),
    )
    yield plain(plan_text.weights_line(proposal), MUTED)
    if silent := plan_text.not_counted(proposal):
        yield plain(silent, MUTED)
    changes = len(proposal.changes)
    if changes:
        text = ngettext("Not yet accepted: {n} change", "Not yet accepted: {n} changes", changes)
        text += " · " + host.keyed(
            ngettext("{{accept}} accepts it", "{{accept}} accepts them", changes)
            if len(ticked) == changes
            else ngettext(
                "{{accept}} accepts the {n} ticked",
                "{{accept}} accepts the {n} ticked",
                len(ticked),
            )
        )
    else:
        text = _("Nothing to change")
    costs = (plan_text.locking(draft), plan_text.keeping(draft), plan_text.filling(draft))
    prices = [each for each in costs if each]
    if len(ticked) < changes:
        prices += partly(proposal, ticked)
    yield Content.assemble(
        plain(text), plain(f"  {' · '.join(prices)}" if prices else "", "$warning")
    )


def plan_sentences(draft: Draft) -> list[str]:
    """Return by what a plan is the best, what it leaves to a person, and which wishes unmet."""
    proposal = draft.proposal
    sentences = [*plan_text.settings(proposal), *plan_text.warnings(proposal)]
    if goals := plan_text.own_goals(proposal):
        sentences.append(f"{goals}.")
    return [*sentences, *plan_text.unmet(proposal)]


def draft_lines(
    proposal: Proposal,
    left: Mapping[str, Unplaced],
    locks: Mapping[str, str],
    left_out: Container[str],
) -> Iterator[ProposalLine]:
    """Yield whoever is left out, then every mentor with the group of the plan."""
    view = proposal.view
    for senior_id in proposal.seniors:
        if senior_id in left:
            name = view.name(senior_id)
            why = " ".join(left[senior_id].why)
            freed = proposal.change(senior_id) == "freed"
            tick = sign("unticked" if senior_id in left_out else "ticked") if freed else " "
            mark = Text.assemble(
                cell(sign("talk"), "bold red"),
                cell(f"{tick} " if freed else " "),
                cell(name, "bold"),
            )
            cells = (
                mark,
                "",
                cell(f"{plan_text.change_text(proposal, senior_id)}: {why}", "red"),
                "",
            )
            yield Row(RowKey("senior", senior_id), cells), (name,)
    for mentor_id in view.active_mentors:
        group = proposal.planned.group_of(mentor_id)
        names = tuple(view.name(each) for each in (mentor_id, *group))
        yield _mentor_row(proposal, mentor_id, len(group)), names
        for senior_id in group:
            yield _senior_row(proposal, mentor_id, senior_id, locks, left_out), names


def _mentor_row(proposal: Proposal, mentor_id: str, taken: int) -> Row:
    most = eligibility.places_of(proposal.view, mentor_id)
    marks = sign("taken") * taken + sign("free") * max(0, most - taken)
    over = (
        hours.monthly_hours(proposal.planned, mentor_id)
        > proposal.view.programme.monthly_hours.mentor
    )
    return Row(
        RowKey("mentor", mentor_id),
        (
            cell(proposal.view.name(mentor_id), "bold"),
            cell(marks[:5]),
            cell(plan_text.hours(proposal, mentor_id), "yellow" if over else "dim"),
            cell(sign("look") if over else "", "bold yellow"),
        ),
    )


def _senior_row(
    proposal: Proposal,
    mentor_id: str,
    senior_id: str,
    locks: Mapping[str, str],
    left_out: Container[str],
) -> Row:
    view = proposal.view
    if senior_id in proposal.question.held:
        return Row(
            RowKey("held", senior_id),
            (cell(f"   {view.name(senior_id)}", "dim"), "", cell(_("keeps the place"), "dim"), ""),
        )
    change = proposal.change(senior_id)
    tick = " "
    if change != "same":
        tick = sign("unticked") if senior_id in left_out else sign("ticked")
    score = proposal.question.scores[senior_id, mentor_id].total
    locked = senior_id in proposal.question.problem.locked
    text = plan_text.change_text(proposal, senior_id)
    if senior_id in locks:
        text = _("{change}, locked by you").format(change=text)
    elif locked:
        text = _("{change}, locked").format(change=text)
    why = rationale(view, mentor_id, senior_id)
    grounds = cell(f" · {why}" if why else "", "dim")
    return Row(
        RowKey("senior", senior_id),
        (
            cell(f" {tick} {view.name(senior_id)}", "" if change == "same" else "bold"),
            cell(f"{pair_text.hundredths(score):>4}"),
            Text.assemble(
                cell(text, "dim" if change == "same" else "cyan"),
                grounds,
                no_wrap=True,
                overflow="ellipsis",
            ),
            cell(sign("locked") if locked else "", "bold"),
        ),
    )


def draft_pair_detail(
    proposal: Proposal, senior_id: str, second: Price | Unknown | str | None = ""
) -> Iterator[Content]:
    """Yield why these two, and the second best with its price (empty: it is being looked for)."""
    view, mentor_id = proposal.view, proposal.plan.mentor_of[senior_id]
    score = pair_text.hundredths(proposal.question.scores[senior_id, mentor_id].total)
    names = _("{senior} with {mentor}, {score} of 100").format(
        senior=view.name(senior_id), mentor=view.name(mentor_id), score=score
    )
    yield plain(names, "bold")
    instead = "…" if second == "" else pair_text.price(view, cast("Price | Unknown | None", second))
    yield Content.assemble(plain(_("Instead") + "  ", MUTED), plain(instead))
    taught = pair_text.lesson_text(view, mentor_id, senior_id)
    if taught:
        more = len(taught) - 2
        text = "; ".join(taught[:2])
        if more > 0:
            text = _("{text}; {n} more").format(text=text, n=more)
        yield plain(text)
    for note in _notes(view, mentor_id, senior_id):
        yield plain(note, "$warning")
    back = pair_text.give_back_text(view, mentor_id, senior_id)
    yield plain(" · ".join([back, *pair_text.checks(view, mentor_id, senior_id)[:3]]), MUTED)


def _notes(view: View, mentor_id: str, senior_id: str) -> list[str]:
    """Return what a coordinator would ask of a pair: own goals untaught, an earlier pair."""
    notes = (
        pair_text.own_goals_text(view, mentor_id, senior_id),
        pair_text.earlier_text(view, mentor_id, senior_id),
    )
    return [each for each in notes if each]


def unplaced_detail(host: Host, proposal: Proposal, left: Unplaced) -> Iterator[Content]:
    """Yield why somebody has no mentor, and what would help."""
    yield plain(proposal.view.name(left.senior_id), "bold")
    yield plain(" ".join(left.why))
    yield plain(plan_text.suggestions(left), "$warning")
    text = _(
        "{move_draft} shows what every mentor would mean, {exception_draft} records an exception."
    )
    yield plain(host.keyed(text), MUTED)


def mentor_detail(proposal: Proposal, mentor_id: str) -> Iterator[Content]:
    """Yield a mentor's load, and what is taught."""
    view = proposal.view
    least, most = eligibility.load(view, mentor_id)
    group = proposal.planned.group_of(mentor_id)
    yield plain(view.name(mentor_id), "bold")
    load = _("{n} of {least} to {most} seniors").format(n=len(group), least=least, most=most)
    yield plain(f"{load} · {plan_text.hours(proposal, mentor_id)}")
    if eligibility.has_group_limit(view, mentor_id):
        yield plain(_("No more come to one group session (programme settings)."), MUTED)
    offers = ", ".join(view.skill_name(each) for each in view.mentors[mentor_id].offers)
    yield plain(_("teaches {skills}").format(skills=offers or "–"), MUTED)
    if wishes := plan_text.unmet_wishes(proposal, mentor_id):
        yield plain(wishes, "$warning")
    if missing := proposal.without_half_day.get(mentor_id):
        yield plain(
            _("no own half-day left for {names}").format(
                names=", ".join(view.name(each) for each in missing)
            ),
            "$warning",
        )


def why_lines(
    proposal: Proposal, senior_id: str, left: Unplaced | None, second: Price | Unknown | None
) -> Iterator[Content]:
    """Yield everything there is to say of one senior in the plan, line by line."""
    view = proposal.view
    if left is not None:
        for sentence in (*left.why, plan_text.suggestions(left)):
            yield from _text(sentence)
        return
    mentor_id = proposal.plan.mentor_of[senior_id]
    score = pair_text.hundredths(proposal.question.scores[senior_id, mentor_id].total)
    yield plain(
        _("With {mentor}, {score} of 100").format(mentor=view.name(mentor_id), score=score), "bold"
    )
    for name, points, most in pair_text.parts(proposal, senior_id):
        if not most:
            continue
        row = f"  {fit(name, 24)}{pair_text.hundredths(points):>6}"
        yield Content.assemble(
            plain(row), plain(_(" of {most}").format(most=pair_text.hundredths(most)), MUTED)
        )
    yield Content("")
    taught = pair_text.lesson_text(view, mentor_id, senior_id)
    if unknown := pair_text.not_rated(view, mentor_id, senior_id):
        taught.append(unknown)
    for title, sentences in (
        (_("Taught"), taught),
        (_("Note"), _notes(view, mentor_id, senior_id)),
        (_("Comes back"), [pair_text.give_back_text(view, mentor_id, senior_id)]),
        (_("Instead"), [pair_text.price(view, second)] if second else []),
        (_("Checked"), [" · ".join(pair_text.checks(view, mentor_id, senior_id))]),
    ):
        for index, line in enumerate(_wrapped_all(sentences)):
            yield Content.assemble(plain(fit(title if index == 0 else "", 12), "bold"), plain(line))


def _wrapped_all(sentences: Sequence[str]) -> Iterator[str]:
    for each in sentences:
        yield from wrapped(each, _WIDTH - 12)


def _text(sentence: str) -> Iterator[Content]:
    for line in wrapped(sentence, _WIDTH):
        yield plain(line)
