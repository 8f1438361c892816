"""The one word for every value that a record may choose from, in the order people are offered them.

A word is looked up when it is shown: the language is chosen at the start.
"""

from __future__ import annotations

from revmentor.i18n.gettext import _, language_name
from revmentor.model.base import Consent, Format, Mode, Role
from revmentor.model.edition import Direction, EditionKind, Topic
from revmentor.model.firm import Address, Language
from revmentor.model.goal import BaselineScore, Light
from revmentor.model.indicator import Better, IndicatorKind
from revmentor.model.own_question import OwnQuestionKind
from revmentor.model.pair import Clause, Rule
from revmentor.model.participation import ParticipationStatus, RecruitingState
from revmentor.model.person import Works
from revmentor.model.programme import (
    ClosingDecision,
    EventKind,
    FollowUpKind,
    Holidays,
    LaunchItem,
    ReportingLineDepth,
)
from revmentor.model.pulse import Fit, Method
from revmentor.model.rating import Moment, Rater
from revmentor.model.reflection import ReflectionMoment
from revmentor.model.reply import FormKind
from revmentor.model.session import Attendance, Done, SessionStatus, StepDecision
from revmentor.model.skill import SkillKind


def roles() -> dict[Role, str]:
    """Return the two sides of a pair."""
    return {"senior": _("senior"), "mentor": _("mentor")}


def formats() -> dict[Format, str]:
    """Return how many meet at once."""
    return {"individual": _("one to one"), "group": _("group")}


def modes() -> dict[Mode, str]:
    """Return where a session takes place."""
    return {"on_site": _("on site"), "remote": _("at a distance")}


def workplaces() -> dict[Works, str]:
    """Return where somebody works."""
    return {"on_site": _("on site"), "remote": _("at a distance"), "both": _("in either place")}


def languages() -> dict[Language, str]:
    """Return the languages of a firm."""
    return {"en": language_name("en"), "it": language_name("it")}


def addresses() -> dict[Address, str]:
    """Return how people are spoken to in Italian."""
    return {"tu": _("tu"), "lei": _("Lei")}


def baseline_scores() -> dict[BaselineScore, str]:
    """Return how much of a goal is there at its start."""
    return {-1: _("some of it there"), -2: _("nothing there yet")}


def verdicts() -> dict[Light, str]:
    """Return the plain answers to how far a goal was reached."""
    return {
        "much_more": _("a lot more than agreed"),
        "little_more": _("a little more than agreed"),
        "as_expected": _("reached as agreed"),
        "partly": _("reached in part"),
        "no_change": _("as at the start"),
        "worse": _("worse than at the start"),
    }


def indicator_kinds() -> dict[IndicatorKind, str]:
    """Return where the number of an indicator comes from."""
    return {"hard": _("counted or measured"), "soft": _("asked of people")}


def better() -> dict[Better, str]:
    """Return which way an indicator should move."""
    return {"up": _("more"), "down": _("less")}


def clauses() -> dict[Clause, str]:
    """Return what became of a clause of the charter."""
    return {"yes": _("yes"), "changed": _("changed"), "not_applicable": _("n.a.")}


def pairing_rules() -> dict[Rule, str]:
    """Return what each rule is called that is checked for every pair, in the order of checking."""
    return {
        "reporting_line": _("reporting line"),
        "avoids": _("asked not to"),
        "not_again": _("not again"),
        "language": _("language"),
        "half_day": _("half-days"),
        "site": _("site"),
        "teaching": _("something to teach"),
    }


def participation_statuses() -> dict[ParticipationStatus, str]:
    """Return how somebody stands in a programme."""
    return {"active": _("takes part"), "paused": _("paused"), "withdrawn": _("withdrew")}


def recruiting_states() -> dict[RecruitingState, str]:
    """Return what somebody said who was asked to take part."""
    return {
        "invited": _("invited"),
        "yes": _("said yes"),
        "not_now": _("not now"),
        "no": _("said no"),
    }


def reporting_line_depths() -> dict[ReportingLineDepth, str]:
    """Return up to which manager nobody is paired with a mentor or senior of their own line."""
    return {0: _("off"), 1: _("own manager"), 2: _("two steps"), "any": _("any")}


def launch_items() -> dict[LaunchItem, str]:
    """Return what is looked at before the first session, in the order in which it is done."""
    return {
        "standard": _("Standard level"),
        "starting_points": _("Starting points"),
        "heard": _("Goals heard"),
        "slots": _("Weekly slots"),
        "charters": _("Charters"),
        "tools": _("Tools"),
    }


def event_kinds() -> dict[EventKind, str]:
    """Return the days of the programme itself."""
    return {
        "kick_off": _("Kick-off"),
        "briefing": _("Briefing"),
        "mentor_circle": _("Mentor circle"),
    }


def holidays() -> dict[Holidays, str]:
    """Return what becomes of a slot on a closed day."""
    return {
        "skip": _("slot lost"),
        "extend": _("made up at the end"),
        "shift": _("next working day"),
    }


def decisions() -> dict[ClosingDecision, str]:
    """Return what is decided of a programme that ends."""
    return {"repeat": _("repeat"), "widen": _("widen"), "stop": _("stop")}


def follow_ups() -> dict[FollowUpKind, str]:
    """Return when a follow-up is asked, as a heading."""
    return {"60_days": _("60 days later"), "6_months": _("Six months later")}


def methods() -> dict[Method, str]:
    """Return how a form was answered."""
    return {
        "app": _("here"),
        "paper": _("on paper"),
        "interview": _("in a talk"),
        "page": _("on an own page"),
        "table": _("on a form of the firm"),
    }


def form_kinds() -> dict[FormKind, str]:
    """Return what the forms are called that people answer themselves."""
    return {
        "signup": _("Sign-up"),
        "levels": _("Own starting levels"),
        "pulse": _("Pulse"),
        "final": _("Final form"),
        "follow_up": _("Follow-up"),
    }


def own_question_kinds() -> dict[OwnQuestionKind, str]:
    """Return how a question of the firm's own is answered."""
    return {"text": _("in words"), "choice": _("one of some"), "mark": _("0 to 3")}


def consents() -> dict[Consent, str]:
    """Return how somebody's own words may be told."""
    return {
        "with_name": _("yes, with my name"),
        "without_name": _("yes, without my name"),
        "no": _("no"),
    }


def fits() -> dict[Fit, str]:
    """Return what somebody says of the match."""
    return {"good": _("good"), "unsure": _("unsure"), "not_for_me": _("not for me")}


def moments() -> dict[Moment, str]:
    """Return when a level was rated."""
    return {
        "baseline": _("starting point"),
        "checkpoint": _("checkpoint"),
        "final": _("end"),
        "then": _("the start, looking back"),
    }


def reflection_moments() -> dict[ReflectionMoment, str]:
    """Return when somebody said something of a topic."""
    return {"baseline": _("Before"), "final": _("After")}


def raters() -> dict[Rater, str]:
    """Return who rated a level, or in what it was seen."""
    return {
        "coordinator": _("coordinator"),
        "task": _("observed task"),
        "self": _("themselves"),
        "mentor": _("mentor"),
        "senior": _("senior"),
        "certificate": _("certificate"),
    }


def session_statuses() -> dict[SessionStatus, str]:
    """Return what became of a session."""
    return {
        "held": _("held"),
        "missed": _("missed"),
        "cancelled": _("cancelled"),
        "moved": _("moved"),
        "planned": _("planned"),
    }


def attendances() -> dict[Attendance, str]:
    """Return whether a senior was there."""
    return {"present": _("present"), "absent": _("absent"), "excused": _("excused")}


def step_decisions() -> dict[StepDecision, str]:
    """Return what a senior decides about a step."""
    return {"try": _("tries it"), "later": _("later"), "not_for_us": _("not for us")}


def steps_done() -> dict[Done, str]:
    """Return what came of a step."""
    return {"yes": _("tried"), "no": _("not tried"), "pending": _("to be asked about")}


def skill_kinds() -> dict[SkillKind, str]:
    """Return what a skill is about."""
    return {
        "digital": _("digital"),
        "perspective": _("perspective"),
        "experience": _("experience"),
        "mentor_growth": _("growth as a mentor"),
    }


def editions() -> dict[EditionKind, str]:
    """Return of which moment a sponsor is told."""
    return {"mid_point": _("the mid-point"), "closed": _("the closed programme")}


def topics() -> dict[Topic, str]:
    """Return what each number of people that a sponsor is told is called."""
    return {
        "took_part": _("took part"),
        "seen_twice": _("rated at both moments by the same kind of rater"),
        "better": _("of them better than at the start"),
        "at_standard_level": _("stand at the standard level, as rated at the end"),
        "reached_goal": _("reached a goal of their own as agreed, or more"),
        "recommends": _("would recommend it with 9 or 10 of 10"),
        "stayed": _("were in the firm at the end"),
    }


def directions() -> dict[Direction, str]:
    """Return the word for each way an indicator went."""
    return {"better": _("better"), "same": _("the same"), "worse": _("worse")}
