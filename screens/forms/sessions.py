"""The log of a session, everything guessed: twelve keys for a usual one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from revmentor.actions import sessions
from revmentor.model.errors import Refused
from revmentor.model.session import Attendance, Exchange, Session, SessionStatus, Step
from revmentor.rules import cadence, matching
from revmentor.rules.view import View
from revmentor.words import _, long_date, ngettext, short_date
from screens.forms.options import Options, skill_options
from screens.host import Host, options_of
from widgets.form import FormScreen, Values
from widgets.rows import (
    ChecksRow,
    ChoiceRow,
    DateRow,
    FormRow,
    NumberRow,
    RowError,
    StatesRow,
    TextRow,
)
from widgets.signs import sign
from widgets.states import State


class StarsRow(TextRow):
    """Ratings of 1 to 5, typed one after the other; a dash leaves one out."""

    def read(self, today: date) -> object:
        """Return the ratings in the order typed, ``None`` for a dash."""
        text = self.text.replace(" ", "").replace(",", "")
        if any(each not in "12345-" for each in text):
            raise RowError(_("Type a digit from 1 to 5 for each, or - for none, like 45-."))
        return [None if each == "-" else int(each) for each in text]


def guess(view: View, today: date) -> tuple[str, date] | None:
    """Return the mentor and day of the slot most likely meant: the oldest due, else the next."""
    cells = [
        (cell.state != "due", cell.day or today, mentor_id)
        for mentor_id in view.mentors
        for cell in cadence.strip(view, mentor_id, today)
        if cell.state in {"due", "future", "planned"} and view.group_of(mentor_id, cell.day)
    ]
    if not cells:
        return None
    _late, day, mentor_id = min(cells)
    return mentor_id, day


def log_form(
    host: Host,
    view: View,
    mentor_id: str,
    due_on: date,
    old: Session | None = None,
    status: SessionStatus | None = None,
) -> FormScreen[Session]:
    """Return the log of one session of a mentor: a new one, or one to correct.

    Without a ``status`` it is the one written before; what was due is taken for held.
    """
    day = old.due_on if old else due_on
    group = view.group_of(mentor_id, old.day if old else day) or view.group_of(mentor_id)
    invited = (
        dict(old.attendance) if old else dict.fromkeys(cadence.whose_turn(view, mentor_id, day))
    )
    names = list(dict.fromkeys((*group, *invited)))
    if status is None:
        planned = old is None or old.status == "planned"
        status = old.status if old and not planned else "held"
        if planned and day > host.today:
            status = "planned"
    what: list[FormRow] = [ChoiceRow("status", _("What happened"), _statuses(), status)]
    why = TextRow("reason", _("If not, why"), old.reason if old else None)
    if status in {"missed", "cancelled", "moved"}:
        what.append(why)
    rows: list[FormRow] = [
        *what,
        TextRow("taught", _("Taught"), _words(old.taught if old else ())),
        TextRow("received", _("Given back"), _words(old.received if old else ())),
        TextRow("step", _("To try"), old.steps[0].text if old and old.steps else None),
        _presence(view, names, invited, new=old is None),
        StarsRow(
            "ratings",
            _("How was it"),
            _stars(old, [mentor_id, *names]),
            hint=_("1-5 each, {mentor} first").format(mentor=view.first_name(mentor_id)),
        ),
        *([] if why in what else [why]),
        ChoiceRow("taught_skill", _("Taught in"), *_taught_skill(view, mentor_id, invited, old)),
        ChoiceRow("received_skill", _("Given back in"), *_received_skill(view, group, old)),
        DateRow("due_on", _("Slot of"), day),
        DateRow("held_on", _("Held on"), old.held_on if old else None, needed=False,
                hint=_("if another day")),
        NumberRow("minutes", _("Minutes"), old.minutes if old else view.programme.minutes,
                  low=0, high=1440, needed=False),
        NumberRow("preparation_minutes", _("Preparation"),
                  old.preparation_minutes if old else view.programme.preparation_minutes,
                  low=0, high=1440, needed=False, hint=_("minutes")),
        ChecksRow("wants_talk", _("Asks to talk"),
                  [(each, view.first_name(each)) for each in (mentor_id, *group)],
                  old.wants_talk if old else ()),
        TextRow("note", _("Note"), old.note if old else None, hint=_("private")),
    ]  # fmt: skip

    def save(values: Values) -> Session:
        return _save(host, view, mentor_id, old, values)

    return FormScreen(
        _("Session · {mentor} · {day}").format(
            mentor=view.name(mentor_id), day=long_date(old.day if old else day)
        ),
        rows,
        save,
        today=host.today,
        focus="reason" if why in what and not old else "",
        subtitle=_("week {week}").format(week=view.programme.week_of(day)),
    )


def logged(view: View, session: Session) -> str:
    """Return what was written down, in a few words to say in passing."""
    words = dict(_statuses())
    return _("{mentor}, {day}: {what}").format(
        mentor=view.name(session.mentor_id),
        day=short_date(session.day),
        what=words[session.status],
    )


def _statuses() -> Options:
    return [
        ("held", _("held")),
        ("missed", _("missed")),
        ("cancelled", _("cancelled")),
        ("moved", _("moved")),
        ("planned", _("planned")),
    ]


def _presence(view: View, people: list[str], invited: dict[str, Any], *, new: bool) -> StatesRow:
    states: list[State[Attendance | None]] = [
        State("present", sign("ticked")),
        State("absent", sign("missed"), _("absent")),
        State("excused", sign("cancelled"), _("excused")),
        State(None, sign("unticked"), _("not invited")),
    ]
    names = [(each, view.first_name(each)) for each in people]
    values = [("present" if new else invited[each]) if each in invited else None for each in people]
    return StatesRow("attendance", _("There"), names, states, values, hint=_("space changes"))


def _words(given: tuple[Exchange, ...]) -> str | None:
    return given[0].text if given else None


def _stars(old: Session | None, people: list[str]) -> str | None:
    """Return the ratings as they are typed: of the mentor, then of whoever was there, in order."""
    if old is None or not old.ratings:
        return None
    mentor_id, *seniors = people
    there = [mentor_id, *(who for who in seniors if old.attendance.get(who) == "present")]
    return "".join(str(old.ratings.get(each, "-")) for each in there).rstrip("-")


def _taught_skill(
    view: View, mentor_id: str, invited: dict[str, Any], old: Session | None
) -> tuple[Options, str | None]:
    part = view.mentors.get(mentor_id)
    offered = part.offers if part else ()
    wished = [
        lesson.skill_id
        for senior_id in invited
        for lesson in matching.lessons(view, mentor_id, senior_id)
    ]
    order = [*dict.fromkeys([*wished, *offered])]
    others = [(each, name) for each, name in skill_options(view.skills, "digital", "perspective")
              if each not in order]  # fmt: skip
    options = [(each, view.skill_name(each)) for each in order] + others
    chosen = old.taught[0].skill_id if old and old.taught else order[0] if order else None
    return options_of(options, _("no skill")), chosen


def _received_skill(
    view: View, group: list[str], old: Session | None
) -> tuple[Options, str | None]:
    offered = [
        skill_id
        for senior_id in group
        for skill_id in (view.seniors[senior_id].offers if senior_id in view.seniors else ())
    ]
    order = [*dict.fromkeys(offered)]
    others = [(each, name) for each, name in skill_options(view.skills, "experience")
              if each not in order]  # fmt: skip
    options = [(each, view.skill_name(each)) for each in order] + others
    chosen = old.received[0].skill_id if old and old.received else order[0] if order else None
    return options_of(options, _("no skill")), chosen


def _save(host: Host, view: View, mentor_id: str, old: Session | None, values: Values) -> Session:
    status: SessionStatus = values["status"]
    attendance: dict[str, Attendance] = {
        who: how for who, how in values["attendance"].items() if how
    }
    if status != "held":
        # Nobody was there: missed is absent, everything else is excused; a plan expects them.
        instead: Attendance = (
            "absent" if status == "missed" else "present" if status == "planned" else "excused"
        )
        attendance = {who: instead if how == "present" else how for who, how in attendance.items()}
    there = [mentor_id, *(who for who, how in attendance.items() if how == "present")]
    stars = values["ratings"]
    if stars and status != "held":
        raise Refused(
            _("Only a session that was held can be rated; leave this empty."), field="ratings"
        )
    if len(stars) > len(there):
        raise Refused(
            ngettext("Only {n} person was there.", "Only {n} people were there.", len(there))
            + " "
            + ngettext("You typed {n} rating.", "You typed {n} ratings.", len(stars)),
            field="ratings",
        )
    held = status == "held"
    return sessions.log(
        host.file,
        view.programme.id,
        mentor_id,
        session_id=old.id if old else None,
        due_on=values["due_on"],
        held_on=values["held_on"] if held else None,
        status=status,
        attendance=attendance,
        today=host.today,
        reason=values["reason"],
        format="group" if len(attendance) > 1 else "individual",
        minutes=values["minutes"] if held else None,
        preparation_minutes=values["preparation_minutes"] if held else None,
        taught=_exchange(values["taught_skill"], values["taught"], old.taught if old else ()),
        received=_exchange(
            values["received_skill"], values["received"], old.received if old else ()
        ),
        steps=_steps(values["step"], there[1:], old, values["due_on"]),
        ratings={
            who: star for who, star in zip(there, stars, strict=False) if star is not None and held
        },
        wants_talk=values["wants_talk"],
        note=values["note"],
    )


def _exchange(
    skill_id: str | None, text: str | None, old: tuple[Exchange, ...]
) -> tuple[Exchange, ...]:
    """Something counts as taught or given back once it is said in words; the rest stays."""
    if not text and old and old[0].text is None:
        return old  # a skill without words, from a document: it stays
    first = (Exchange(skill_id=skill_id, text=text),) if text else ()
    return (*first, *old[1:])


def _steps(text: str | None, there: list[str], old: Session | None, day: date) -> tuple[Step, ...]:
    if old and old.steps and old.steps[0].text == text:
        return old.steps
    if not text:
        return ()
    due = day + timedelta(weeks=1)
    return tuple(Step(senior_id=each, text=text, due_on=due) for each in there)


def choose_form(host: Host, view: View, cell: cadence.Cell) -> FormScreen[Session]:
    """Return the form that chooses among several sessions of one week."""
    options: Options = [
        (each, f"{short_date(each.day)} · {_names(view, each)}") for each in cell.sessions
    ]
    rows: list[FormRow] = [ChoiceRow("session", _("Session"), options)]

    def save(values: Values) -> Session:
        chosen: Session = values["session"]
        return chosen

    title = _("Several sessions in week {week}").format(week=cell.week)
    return FormScreen(title, rows, save, today=host.today)


def _names(view: View, session: Session) -> str:
    return ", ".join(view.first_name(each) for each in session.attendance)
