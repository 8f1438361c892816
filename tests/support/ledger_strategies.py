"""The lists of a generated document that hang on its people, pairs and sessions."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from hypothesis import strategies as st

from revmentor.model import goal, rating
from revmentor.model import pair as pairs
from revmentor.model.case import Case
from revmentor.model.evaluation import Evaluation
from revmentor.model.indicator import Indicator, Reading
from revmentor.model.pulse import Fit, Pulse
from revmentor.model.reflection import Reflection
from revmentor.model.reply import (
    Answers,
    FinalAnswers,
    OwnLevel,
    OwnLevels,
    PulseAnswers,
    Received,
    Reply,
)
from revmentor.model.resource import Resource
from revmentor.model.sent_message import SentMessage
from revmentor.model.success import Success
from revmentor.rules.goals.attainment import from_words
from tests.support.value_strategies import (
    days,
    ids,
    levels,
    lines,
    one_of_type,
    perhaps,
    proses,
    some,
)

if TYPE_CHECKING:
    from tests.support.record_strategies import Maker


def _before_first(made: Maker, programme_id: str, who: str) -> date:
    held = [
        each.day
        for each in made.sessions
        if each.programme_id == programme_id
        and each.status == "held"
        and (who == each.mentor_id or each.attendance.get(who) == "present")
    ]
    return min(held, default=date(2027, 12, 31))


def _some_of_all(made: Maker) -> st.SearchStrategy[int | None]:
    """Return numbers of people that take part in every programme."""
    taking_part = [
        len({each.person_id for each in made.parts if each.programme_id == run.id})
        for run in made.programmes
    ]
    fewest = min(taking_part, default=0)
    return perhaps(st.integers(1, fewest)) if fewest else st.none()


def _rating(made: Maker, record_id: str) -> rating.Rating:
    run, who = made.pick(made.programmes).id, made.draw(made.who)
    moment = made.draw(one_of_type(rating.Moment))
    latest = _before_first(made, run, who) if moment == "baseline" else date(2027, 12, 31)
    return made.build(  # type: ignore[no-any-return]  # built by a type at run time
        rating.Rating,
        record_id,
        programme_id=run,
        person_id=who,
        skill_id=made.skills,
        level=levels,
        moment=moment,
        rated_by=one_of_type(rating.Rater),
        on=st.dates(date(2024, 1, 1), latest),
        evidence=perhaps(proses),
        tasks=st.dictionaries(st.sampled_from(["1", "2", "3"]), st.booleans(), max_size=3),
    )


def _goal(made: Maker, record_id: str) -> goal.Goal:
    skill = made.draw(perhaps(made.skills))
    said = made.draw(perhaps(one_of_type(goal.Light)))
    begins: Literal[-1, -2] = made.draw(st.sampled_from([-1, -2]))
    number = perhaps(st.integers(-2, 2))
    return made.build(  # type: ignore[no-any-return]  # built by a type at run time
        goal.Goal,
        record_id,
        programme_id=made.pick(made.programmes).id,
        text=lines,
        person_id=perhaps(made.who),
        skill_id=skill,
        target=levels if skill else None,
        expected=perhaps(proses) if skill else proses,
        starting_point=perhaps(proses),
        baseline_score=begins,
        weight=st.integers(1, 3),
        attainment=from_words(said, begins) if said else number,
        attainment_said=said,
        attainment_note=perhaps(proses),
    )


def _of(made: Maker, kind: type[Any], table: str, /, **fields: Any) -> tuple[Any, ...]:
    run = st.sampled_from([each.id for each in made.programmes])
    return tuple(
        made.build(kind, each, programme_id=run, **fields)
        for each in made.ids(table, made.least, 2)
    )


def about_people(made: Maker) -> dict[str, Any]:
    numbers = st.floats(allow_nan=False, allow_infinity=False)
    paired = st.sampled_from([each.id for each in made.pairs]) if made.pairs else st.none()
    answers = lines | st.integers(-(2**53), 2**53) | numbers | st.booleans()
    return {
        "goals": tuple(_goal(made, each) for each in made.ids("goals", made.least, 3)),
        "ratings": tuple(_rating(made, each) for each in made.ids("ratings", made.least, 4)),
        "exceptions": _of(
            made,
            pairs.RuleException,
            "exceptions",
            senior_id=made.who,
            rule=one_of_type(pairs.Rule),
            reason=lines,
            on=days,
            mentor_id=perhaps(made.who),
        ),
        "pulses": _of(
            made,
            Pulse,
            "pulses",
            person_id=made.who,
            on=days,
            answers=st.dictionaries(ids, st.integers(0, 3), max_size=2),
            fit=perhaps(one_of_type(Fit)),
            comment=perhaps(proses),
        ),
        "indicators": _of(
            made,
            Indicator,
            "indicators",
            name=lines,
            kind=st.sampled_from(["hard", "soft"]),
            readings=some(st.builds(Reading, on=days, value=numbers)),
            target=perhaps(numbers),
            people=_some_of_all(made),
        ),
        "evaluations": _of(
            made,
            Evaluation,
            "evaluations",
            person_id=made.who,
            role=st.sampled_from(["mentor", "senior"]),
            on=days,
            answers=st.dictionaries(ids, answers, max_size=2),
            would_recommend=perhaps(st.integers(0, 10)),
            would_repeat=perhaps(st.booleans()),
            story=perhaps(proses),
        ),
        "cases": _of(made, Case, "cases", opened_on=days, text=proses, pair_id=perhaps(paired)),
        "successes": _of(
            made, Success, "successes", on=days, text=proses, person_ids=some(made.who)
        ),
        "resources": _of(
            made,
            Resource,
            "resources",
            title=lines,
            link=perhaps(lines),
            skill_ids=some(made.skills),
        ),
        "reflections": _reflections(made),
        "replies": _replies(made),
        "messages": _of(
            made, SentMessage, "messages", message=ids, on=days, person_ids=some(made.who)
        ),
    }


def _reflections(made: Maker) -> tuple[Reflection, ...]:
    """Sentences of the end, each person's of a topic once."""
    said = _of(
        made,
        Reflection,
        "reflections",
        person_id=made.who,
        skill_id=made.skills,
        moment="final",
        text=proses,
        on=days,
    )
    return tuple(
        {(each.programme_id, each.person_id, each.skill_id): each for each in said}.values()
    )


def _replies(made: Maker) -> tuple[Reply, ...]:
    """Forms that were asked, each with the replies to it."""
    answers = st.builds(
        Answers,
        wants_talk=st.booleans(),
        pulse=perhaps(st.builds(PulseAnswers, comment=perhaps(proses))),
        levels=perhaps(
            st.builds(
                OwnLevels,
                levels=st.dictionaries(
                    made.skills, st.builds(OwnLevel, level=perhaps(levels)),
                    max_size=2,
                ),
            )
        ),
        final=perhaps(
            st.builds(
                FinalAnswers,
                gained_by=st.dictionaries(made.who, proses, max_size=2),
            )
        ),
    )  # fmt: skip
    received = st.builds(
        lambda on, said: Received(filled_on=on, on=on, way="page", answers=said), days, answers
    )
    return _of(
        made,
        Reply,
        "replies",
        person_id=made.who,
        form=st.sampled_from(["signup", "levels", "pulse", "final"]),
        role=st.sampled_from(["mentor", "senior"]),
        edition=lines,
        asked_on=days,
        received=st.lists(received, max_size=2).map(tuple),
    )
