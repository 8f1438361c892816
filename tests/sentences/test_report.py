"""The coordinator's report: each sentence where it is true, and a near case where it is not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from revmentor.exchange.report.first_sheet import FirstSheet
from revmentor.exchange.report.page import report_of
from revmentor.model.indicator import Indicator, Reading
from revmentor.model.programme import ChangeMade, Costs, FollowUp
from revmentor.model.session import Exchange, Step
from tests.sentences.table import (
    AFTER,
    GIULIA,
    Case,
    Sentence,
    both,
    case,
    end,
    goals,
    learns,
    met,
    seen_by,
    start,
)
from tests.support.firm import (
    MENTORS,
    PROGRAMME,
    SENIORS,
    START,
    TODAY,
    day,
    form,
    goal,
    pair,
    part,
    person,
    rating,
    session,
)

WORDS = frozenset(
    {
        # names of files
        "report-coordinator", "report-sponsor",
        "{name} ({n} of {of})",
        # headings
        "In their own words, before and after", "Topic",
        "What they see otherwise", "Who",
        "Appendix", "At the end", "At the start", "Down", "Every goal, and how far it was reached",
        "First", "Gave and gained", "Goal", "Goals", "Goals judged",
        "In short", "Indicator", "It is", "Last", "Lessons",
        "Lowest and highest level of the seniors", "Mentor", "Mentors",
        "Numbers of the firm, first reading to last", "People", "Reverse mentoring", "Senior",
        "Seniors", "Sessions attended, and levels a skill",
        "Sessions with a give-back", "Side", "Skill",
        "{side}, skill by skill, of those seen at both moments",
        "T of Goal Attainment Scaling: 50 is as agreed", "Target", "The same",
        "Unit", "Up",
        "Was it worth the time", "What came back", "What came back, pair by pair",
        "What changed for the firm", "What it took", "What they can do now: {side}",
        "What they do with it", "Who has no start and end to compare",
        "Who is missing, and which pairs changed", "Who stayed, and what is still used", "Whose",
        "Why", "From start to end, levels 0 to 6",
        # what a table or a sentence is put together of
        "{n} of {of}", "{{k}} of {n} mentor", "{{k}} of {n} senior",
        # what is true of every report
        "Levels: 0 not yet, 1 simple steps with help, 2 simple tasks alone, 3 routine tasks, "
        "4 well-defined tasks with confidence, 5 shows others, 6 guides the team.",
        "for the coordinator: it names people, keep it so",
        "{{start}} to {{end}}, {n} week",
    }
)  # fmt: skip


def tell(one: Case) -> str:
    """Everything that stands on the page of a case, a line for each sentence and row."""
    report = report_of(one.view, "coordinator", one.on)
    lines = [report.title, report.about, *on_the_first_sheet(report.first)]
    for section in (*report.sections, *report.appendix):
        lines += [section.title, *section.lines, section.small]
        lines += [f"| {' | '.join(row)} |" for table in section.tables for row in table.rows]
        lines += [bar.told for bar in section.bars] + [dot.told for dot in section.dots]
        lines += [" > ".join(quote) for quote in section.quotes]
    return "\n".join(lines)


def on_the_first_sheet(first: FirstSheet) -> list[str]:
    """Everything that stands on the first sheet, a line for each."""
    lines = [f"{each.figure} {each.of} | {each.behind}" for each in first.facts]
    for drawn in first.parts:
        if drawn.rows:
            lines += [drawn.rows.title, drawn.rows.note]
            lines += [each.drawing.told for each in drawn.rows.rows]
        if drawn.drawing:
            lines += [drawn.drawing.title, drawn.drawing.told]
        lines += drawn.lines
    lines += [" > ".join(first.voice)] if first.voice else []
    return [*lines, *first.decided, first.note]


# -- records ---------------------------------------------------------------------------------------

TWO = {"video-meetings": 3, "spreadsheets": 2}


def ten(last: int = 10) -> list[Any]:
    """Ten seniors with a start, so many of them with an end."""
    more = [f"p{n}" for n in range(5)]
    people = [person(who) for who in more] + [part(who, "senior") for who in more]
    every = [*SENIORS, *more]
    return [*people, *map(start, every), *(end(who) for who in every[:last])]


def kept(*values: float, late: float | None = None, **fields: Any) -> Indicator:
    readings = [Reading(on=day(n + 1), value=value) for n, value in enumerate(values)]
    if late is not None:
        readings.append(Reading(on=AFTER + timedelta(days=30), value=late))
    return Indicator(
        id="i", programme_id=PROGRAMME, name="scrap", readings=tuple(readings), **fields
    )


def closed(*records: Any, days: int, **fields: Any) -> Case:
    """A programme so many days after its closing, in which Anna and Bruno had a start."""
    every = (start("anna"), start("bruno"), *records)
    return learns(*every, on=AFTER + timedelta(days=days), closed_on=AFTER, **fields)


def heard(**still_using: bool) -> tuple[FollowUp, ...]:
    return (
        FollowUp(kind="60_days", on=AFTER + timedelta(days=61), still_using=still_using, note="“”"),
    )


ALL_RATED = [each for who in SENIORS for each in both(who)]

LEVELS = [
    Sentence(
        "nobody has a starting point in something to learn; that is a finding.",
        "Mentors: nobody has a starting point in something to learn; that is a finding.",
        # what mentors teach is rated, and is nothing they learn
        learns(start("anna"), start("giulia", 4)),
        learns(start("anna"), *GIULIA),
    ),
    Sentence(
        "nobody has an end to compare, of {n} with a starting point.",
        "Seniors: nobody has an end to compare, of 1 with a starting point.",
        learns(*seen_by("mentor"), *GIULIA),
        learns(*seen_by("coordinator"), *GIULIA, end("giulia", skill="negotiation")),
    ),
    Sentence(
        "{better} better, {same} the same, {worse} lower, of {n} with a start and an end",
        "Seniors: 1 better, 0 the same, 0 lower, of 1 with a start and an end",
        learns(*seen_by("coordinator")),
        learns(*seen_by("mentor")),
    ),
    Sentence(
        " ({k} of {n} improved; with {n} people anything from {low} to {high} %)",
        " (10 of 10 improved; with 10 people anything from 72 to 100 %)",
        learns(*ten()),
        learns(*ten(9)),
    ),
    Sentence(
        "; median {n} levels a skill",
        "; median 2 levels a skill",
        learns(*both("anna")),
        learns(start("anna")),
    ),
    Sentence(
        "; {n} went down in a skill",
        "; 1 went down in a skill",
        case(*both("anna"), *both("anna", 2, 1, skill="spreadsheets"), standard_level=TWO),
        case(*both("anna"), *both("anna", 2, 2, skill="spreadsheets"), standard_level=TWO),
    ),
    Sentence(
        "Seen again in only some skills: {names}.",
        "Seen again in only some skills: Anna De Luca (1 of 2).",
        case(*both("anna"), start("anna", skill="spreadsheets"), standard_level=TWO),
        case(*both("anna"), *both("anna", skill="spreadsheets"), standard_level=TWO),
    ),
    Sentence(
        "; {n} has an end to compare in only some skills",
        "; 1 has an end to compare in only some skills",
        case(*both("anna"), start("anna", skill="spreadsheets"), standard_level=TWO),
        case(*both("anna"), *both("anna", skill="spreadsheets"), standard_level=TWO),
    ),
    Sentence(
        "; {n} has no end to compare, so {{worst}} to {{best}} of {{of}} are better",
        "; 1 has no end to compare, so 1 to 2 of 2 are better",
        learns(*both("bruno"), *seen_by("mentor")),
        learns(*both("bruno"), *seen_by("coordinator")),
    ),
    Sentence(
        "No level of what they learn was written down; that is a finding.",
        "No level of what they learn was written down; that is a finding.",
        learns(start("anna"), start("giulia", 4)),
        learns(start("anna"), *GIULIA),
    ),
    Sentence(
        "All of these are their own ratings.",
        "All of these are their own ratings.",
        learns(*both("anna", rated_by="self")),
        learns(*both("anna", rated_by="self"), start("bruno", rated_by="self"),
               end("bruno", rated_by="mentor")),
    ),
    Sentence(
        "Below the standard level at the end: {names}.",
        "Below the standard level at the end: Anna De Luca.",
        learns(*both("anna", 1, 2)),
        learns(*both("anna", 1, 3)),
    ),
    Sentence(
        "No end in all of it: {names}.",
        "No end in all of it: Elena Pezzini.",
        learns(*ALL_RATED[:-2]),
        learns(*ALL_RATED),
    ),
    Sentence(
        "Of these {names} stood there at the start.",
        "Of these Anna De Luca stood there at the start.",
        learns(start("anna", 3)),
        learns(start("anna", 2)),
    ),
    Sentence(
        "no start, end {end}", "no start, end 3", learns(end("anna")), learns(*both("anna"))
    ),
    Sentence(
        "from {start} to {end}", "from 1 to 3", learns(*both("anna")), learns(start("anna")),
        but_not="from 1 to 3",
    ),
    Sentence(
        "start {start}, no end", "start 1, no end", learns(start("anna")), learns(*both("anna"))
    ),
    Sentence(
        "start {start}; the end, {end}, is another rater’s and not compared",
        "start 1; the end, 3, is another rater’s and not compared",
        learns(*seen_by("mentor")),
        learns(*seen_by("coordinator")),
    ),
    Sentence(
        " (tasks done alone: {before} of {had}, then {after} of {of})",
        " (tasks done alone: 1 of 2, then 3 of 3)",
        learns(
            start("anna", tasks={"1": True, "2": False}),
            end("anna", tasks={"1": True, "2": True, "3": True}),
        ),
        learns(start("anna", tasks={"1": True}), end("anna")),
    ),
    Sentence(
        ", the start seen afterwards as {then} ({who})",
        ", the start seen afterwards as 0 (themselves)",
        learns(*both("anna"), rating("anna", "video-meetings", 0, "then", rated_by="self")),
        learns(*both("anna")),
    ),
    Sentence(
        ", {target} reached", ", 3 reached", learns(*both("anna")), learns(*both("anna", 1, 2)),
        but_not=", 3 reached",
    ),
    Sentence(
        ", {target} not reached", ", 3 not reached", learns(*both("anna", 1, 2)),
        learns(*both("anna")),
    ),
    Sentence(
        "{level} by {who} on {day}",
        "; 1 by coordinator on 26 Jan 2026; 3 by coordinator on 24 Apr 2026",
        learns(*both("anna")),
        learns(),
    ),
    Sentence(
        "; the own rating {n} above that of others",
        "; the own rating 2 above that of others",
        learns(start("anna"), start("anna", 3, rated_by="self")),
        learns(start("anna"), start("anna", 1, rated_by="self")),
    ),
    Sentence(
        "; the own rating {n} below that of others",
        "; the own rating 1 below that of others",
        learns(start("anna"), start("anna", 0, rated_by="self")),
        learns(start("anna"), start("anna", 1, rated_by="self")),
    ),
    Sentence(
        "{side}, looking back: the start seen afterwards lies {shift} levels from the one written "
        "down (median of {n} own ratings); the gain is {gain} from the one, {then} from the other.",
        "Seniors, looking back: the start seen afterwards lies −1 levels from the one written down "
        "(median of 1 own ratings); the gain is +2 from the one, +3 from the other.",
        learns(*both("anna", rated_by="self"),
               rating("anna", "video-meetings", 0, "then", rated_by="self")),
        learns(*both("anna"), rating("anna", "video-meetings", 0, "then", rated_by="self")),
    ),
    Sentence(
        "{{when}} the own rating lies {{mean}} levels from that of others, of the {n} level rated "
        "by both.",
        "At the start the own rating lies +2 levels from that of others, of the 1 level rated by "
        "both.",
        learns(start("anna"), start("anna", 3, rated_by="self")),
        learns(start("anna"), start("bruno", 3, rated_by="self")),
    ),
    Sentence(
        "{side}: those with an end to compare ({n}) started at level {with_end} on average over "
        "their skills, those without ({m}) at {without_end} (medians).",
        "Seniors: those with an end to compare (1) started at level 1 on average over their "
        "skills, those without (1) at 2 (medians).",
        learns(*both("anna"), start("bruno", 2)),
        learns(*both("anna"), *both("bruno", 2)),
    ),
    Sentence(
        "Each dot is a senior: sessions to the right, levels a skill upwards.",
        "Each dot is a senior: sessions to the right, levels a skill upwards.",
        learns(*both("anna")),
        learns(start("anna"), start("bruno", rated_by="self"), start("bruno")),
    ),
    Sentence(
        "{{name}}: {n} session, {{change}} levels a skill",
        "Anna De Luca: 1 session, +2 levels a skill",
        learns(*both("anna"), *met()),
        learns(*both("anna"), pair("giulia", "anna"),
               session("giulia", day(1), attendance={"anna": "absent"})),
        but_not="Anna De Luca: 1 session",
    ),
]  # fmt: skip

STANDARD_LEVEL = [
    Sentence(
        "At the standard level: nobody is rated at the end in all of it.",
        "At the standard level: nobody is rated at the end in all of it.",
        # rated at the end, and in one skill of two
        case(*both("anna"), standard_level=TWO),
        case(*both("anna"), *both("anna", skill="spreadsheets"), standard_level=TWO),
    ),
    Sentence(
        "At the standard level: {n} of the {of} rated at the end.",
        "At the standard level: 1 of the 2 rated at the end.",
        learns(*both("anna"), *both("bruno", 1, 2)),
        learns(start("anna", 3), start("bruno", 3)),
    ),
    Sentence(
        "{start} of the {n} whom one kind of rater saw twice stood there at the start.",
        "1 of the 2 whom one kind of rater saw twice stood there at the start.",
        learns(*both("anna"), *both("bruno", 3, 3)),
        learns(*seen_by("mentor")),
    ),
    Sentence(
        "{n} has no end in all of it",
        "1 has no end in all of it.",
        learns(*ALL_RATED[:-1]),
        learns(*ALL_RATED),
    ),
    Sentence(
        "{n} of them stood there at the start",
        "5 have no end in all of it; 1 of them stood there at the start.",
        learns(start("anna", 3)),
        learns(start("anna", 2)),
    ),
]

WORTH = [
    Sentence(
        "No session was rated, and nobody said whether it was worth it; that is a finding.",
        "No session was rated, and nobody said whether it was worth it; that is a finding.",
        case(form("anna", "senior", story="We found the drawings.")),
        case(form("anna", "senior", would_repeat=False)),
    ),
    Sentence(
        "Session ratings, 1 to 5: {{counts}} ({n} rating).",
        "Session ratings, 1 to 5: 1 × 4 (1 rating).",
        case(*met(ratings={"anna": 4})),
        case(*met()),
    ),
    Sentence(
        "Would recommend it, 0 to 10: {counts} ({n} of {of} final forms say).",
        "Would recommend it, 0 to 10: 1 × 9 (1 of 7 final forms say).",
        case(form("anna", "senior", would_recommend=9)),
        case(form("anna", "senior", would_repeat=True)),
    ),
    Sentence(
        "Would do it again: {n} of {said} ({said} of {of} final forms say).",
        "Would do it again: 1 of 2 (2 of 7 final forms say).",
        case(form("anna", "senior", would_repeat=True), form("luca", "mentor", would_repeat=False)),
        case(form("anna", "senior", would_recommend=9)),
    ),
]

GOALS = [
    Sentence(
        "No goal was written down; that is a finding.",
        "No goal was written down; that is a finding.",
        case(),
        case(goal("anna", "spreadsheets")),
    ),
    Sentence(
        "{{n}} of {n} goal is judged.",
        "0 of 1 goal is judged.",
        case(goal("anna", "spreadsheets")),
        case(),
    ),
    Sentence(
        "T says how ambitious the goals were, too: it ranks nobody.",
        "T says how ambitious the goals were, too: it ranks nobody.",
        case(*goals(3, 1, 0)),
        case(*goals(2, 2, 0)),
    ),
    Sentence(
        "Over {goals} goals of {people} people the mean T is {t}: probably too easy.",
        "Over 10 goals of 5 people the mean T is 74.8: probably too easy.",
        case(*goals(2, 5, 2)),
        case(*goals(2, 5, 0)),
    ),
    Sentence(
        "Over {goals} goals of {people} people the mean T is {t}: probably too hard.",
        "Over 10 goals of 5 people the mean T is 25.2: probably too hard.",
        case(*goals(2, 5, -2)),
        case(*goals(3, 4, -2)),
    ),
]

TOOK = [
    Sentence(
        "No slot had come round by {day}.",
        "No slot had come round by 1 Feb 2026.",
        case(pair("giulia", "anna"), on=START - timedelta(days=1)),
        case(pair("giulia", "anna"), on=START),
    ),
    Sentence(
        "Of {n} slot up to {{day}} {{held}} was held, {{missed}} missed, {{cancelled}} cancelled, "
        "{{moved}} moved and not made up for, {{open}} not logged, {{to_come}} put off to a later "
        "day.",
        "Of 1 slot up to 2 Feb 2026 0 was held, 0 missed, 0 cancelled, 0 moved and not made "
        "up for, 1 not logged, 0 put off to a later day.",
        case(pair("giulia", "anna"), on=START),
        case(pair("giulia", "anna"), on=START - timedelta(days=1)),
    ),
    Sentence(
        "{held} minutes were held; {agreed} were agreed.",
        "25 minutes were held; 30 were agreed.",
        case(*met(minutes=25), on=START),
        case(pair("giulia", "anna"), on=START - timedelta(days=1)),
    ),
    Sentence(
        "{n} session was held in all.",
        "1 session was held in all.",
        case(*met()),
        case(*met(status="missed")),
        but_not="1 session was held in all.",
    ),
    Sentence(
        "{n} question was answered in between.",
        "1 question was answered in between.",
        case(session("giulia", day(2), "anna", quick_help=True)),
        case(session("giulia", day(2), "anna", quick_help=True, status="cancelled")),
    ),
    Sentence(
        "{n} mentor gave {{hours}} h with preparation, {{month}} h a month.",
        "1 mentor gave 0.5 h with preparation, 2.2 h a month.",
        case(*met()),
        case(*met(status="missed")),
    ),
    Sentence(
        "{n} senior gave {{hours}} h.",
        "1 senior gave 0.5 h.",
        case(*met()),
        case(*met(attendance={"anna": "absent"})),
    ),
    Sentence(
        "It cost {total}: {mentors} of mentors’ time, {seniors} of seniors’, {external} paid "
        "outside.",
        "It cost €18: €10 of mentors’ time, €8 of seniors’, €0 paid outside.",
        case(*met(), costs=Costs(mentor_hour=20.5, senior_hour=15.5)),
        case(*met()),
    ),
]

FIRM = [
    Sentence(
        "No indicator of the firm was kept; that is a finding.",
        "No indicator of the firm was kept; that is a finding.",
        case(),
        case(kept(3)),
    ),
    Sentence("not known", "| 3 | – | – |  | not known |", case(kept(3)), case(kept(3, 2))),
    Sentence(
        "{name}, after the closing: {value} on {day}.",
        "scrap, after the closing: 2.125 % on 23 Aug 2026.",
        case(kept(4, 3, late=2.125, unit="%"), closed_on=AFTER, on=AFTER + timedelta(days=40)),
        case(kept(4, 3, unit="%"), closed_on=AFTER, on=AFTER + timedelta(days=40)),
    ),
    *(
        Sentence(
            f"The decision: {words}.",
            f"The decision: {words}.",
            case(decision=decision, closed_on=AFTER, on=AFTER),
            case(decision=other, closed_on=AFTER, on=AFTER),
        )
        for decision, words, other in (
            ("repeat", "repeat it", "widen"),
            ("widen", "widen it", "stop"),
            ("stop", "stop here", None),
        )
    ),
]

DOING = [
    Sentence(
        "No step to try was agreed on in a session; that is a finding.",
        "No step to try was agreed on in a session; that is a finding.",
        case(*met(steps=(Step(senior_id="anna", text="dictate", decision="not_for_us"),))),
        case(*met(steps=(Step(senior_id="anna", text="dictate"),))),
    ),
    Sentence(
        "Of {n} step agreed on in sessions {{yes}} was tried, {{no}} was not, {{open}} not known.",
        "Of 1 step agreed on in sessions 1 was tried, 0 was not, 0 not known.",
        case(*met(steps=(Step(senior_id="anna", text="dictate", done="yes"),))),
        case(*met()),
    ),
    Sentence(
        "{{used}} of {n} senior who answered had used a tool in the week before; {{missing}} did "
        "not answer.",
        "1 of 1 senior who answered had used a tool in the week before; 4 did not answer.",
        case(form("anna", "senior", answers={"tools_used": "Teams"})),
        case(form("anna", "senior", answers={"tools_used": " "})),
    ),
    Sentence(
        "Minutes saved a week: typically {{minutes}}, as {{k}} of {n} senior said.",
        "Minutes saved a week: typically 20, as 1 of 5 seniors said.",
        case(form("anna", "senior", answers={"minutes_saved": 20})),
        case(form("anna", "senior", answers={"minutes_saved": "a few"})),
    ),
    Sentence(
        "{n} certificate.",
        "1 certificate.",
        learns(end("anna", rated_by="certificate")),
        learns(start("anna", rated_by="certificate")),
    ),
]

GAINED = [
    Sentence(
        "No pair has met; that is a finding.",
        "No pair has met; that is a finding.",
        case(*met(attendance={"anna": "absent"})),
        case(*met()),
    ),
    Sentence(
        "In {{regular}} of {n} pair that met something came back in more than half of the "
        "sessions.",
        "In 1 of 1 pair that met something came back in more than half of the sessions.",
        case(*met(received=(Exchange(text="a story"),))),
        case(*met(status="missed")),
    ),
    Sentence(
        "{side}, “{what}”, before and now, 1 to 5: {better} better, {same} the same, {worse} "
        "lower, of {n}.",
        "Seniors, “At ease learning from a junior”, before and now, 1 to 5: 1 better, 0 the same, "
        "0 lower, of 1.",
        case(form("anna", "senior", answers={"ease_before": 2, "ease_after": 4})),
        case(form("anna", "senior", answers={"ease_before": 2})),
    ),
    Sentence(
        "What came back in a session of several is not written down by person: it counts for each "
        "who was there.",
        "What came back in a session of several is not written down by person: it counts for each "
        "who was there.",
        case(
            pair("giulia", "anna"),
            pair("giulia", "bruno"),
            session("giulia", day(1), "anna", "bruno", received=(Exchange(text="a story"),)),
        ),
        case(*met(received=(Exchange(text="a story"),))),
        but_not="What came back in a session of several",
    ),
    Sentence(
        "{name} gained",
        "Anna De Luca gained > a calm hand",
        case(pair("giulia", "anna"), form("anna", "senior", own_gain="a calm hand")),
        case(pair("giulia", "anna"), form("anna", "senior", story="a calm hand")),
        but_not="Anna De Luca gained",
    ),
    Sentence(
        "{name} gained, as {other} saw it",
        "Anna De Luca gained, as Giulia Ferrante saw it > courage",
        case(pair("giulia", "anna"), form("giulia", "mentor", gained_by={"anna": "courage"})),
        case(pair("giulia", "anna"), form("giulia", "mentor", other_gain="courage")),
        but_not="Anna De Luca gained, as",
    ),
    Sentence(
        "What the seniors gained, as {name} saw it",
        "What the seniors gained, as Giulia Ferrante saw it > courage",
        case(pair("giulia", "anna"), form("giulia", "mentor", other_gain="courage")),
        case(pair("giulia", "anna"), form("giulia", "mentor", gained_by={"anna": "courage"})),
    ),
    Sentence(
        "What the mentors gained, as {name} saw it",
        "What the mentors gained, as Anna De Luca saw it > patience",
        case(
            pair("luca", "anna", until_on=day(4), end_reason="shifts", id="first"),
            pair("giulia", "anna", day(5)),
            form("anna", "senior", other_gain="patience"),
        ),
        case(pair("giulia", "anna"), form("anna", "senior", other_gain="patience")),
    ),
]

MISSING = [
    Sentence(
        "no starting point",
        "| Anna De Luca | senior | no starting point |",
        learns(end("anna"), *ALL_RATED[2:]),
        learns(*ALL_RATED),
        but_not="| Anna De Luca | senior | no starting point |",
    ),
    Sentence(
        "no start and end in one skill by one kind of rater",
        "| Anna De Luca | senior | no start and end in one skill by one kind of rater |",
        learns(*seen_by("mentor")),
        learns(*seen_by("coordinator")),
    ),
    Sentence(
        "no end written down",
        "| Anna De Luca | senior | no end written down |",
        learns(start("anna")),
        learns(*seen_by("mentor")),
    ),
    Sentence(
        "There was no pair.", "There was no pair.", case(), case(pair("giulia", "anna"))
    ),
    Sentence(
        "No pair changed.", "No pair changed.", case(pair("giulia", "anna")), case()
    ),
    Sentence(
        "{senior}: until {day} with {mentor}. {reason}",
        "Anna De Luca: until 16 Feb 2026 with Giulia Ferrante. another shift",
        case(pair("giulia", "anna", until_on=day(3), end_reason="another shift")),
        case(pair("giulia", "anna", until_on=day(24, 6), end_reason="the end")),
    ),
]  # fmt: skip

LATER = [
    Sentence(
        "In the firm on {day}: {counts}",
        # who left before it began took no part; a side without people is not told of
        "In the firm on 24 Jul 2026: 3 of 4 seniors.",
        closed(
            person("anna", left_on=START - timedelta(days=30)),
            person("bruno", left_on=day(3)),
            *(person(who, left_on=START - timedelta(days=3)) for who in MENTORS),
            days=1,
        ),
        case(on=day(24)),
    ),
    Sentence(
        "{when}: to be asked from {day} on.",
        "60 days later: to be asked from 22 Sep 2026 on.",
        closed(days=1),
        closed(*(person(who, left_on=day(20)) for who in SENIORS), days=1),
    ),
    Sentence(
        "{when}: to be asked since {day}.",
        "60 days later: to be asked since 22 Sep 2026.",
        closed(days=61),
        closed(days=59),
    ),
    Sentence(
        "{when}: not asked.",
        "60 days later: not asked.",
        closed(days=200),
        closed(days=100),
    ),
    Sentence(
        "{when}: nobody answered",
        "60 days later, 23 Sep 2026: nobody answered; 2 were not reached.",
        closed(days=70, follow_ups=heard()),
        closed(days=70, follow_ups=heard(anna=False)),
    ),
    Sentence(
        "{when}: still used by {yes} of {of} who answered",
        "60 days later, 23 Sep 2026: still used by 0 of 1 who answered",
        closed(days=70, follow_ups=heard(anna=False)),
        closed(days=70, follow_ups=heard()),
    ),
    Sentence(
        "; {n} was not reached",
        "; 1 was not reached.",
        closed(days=70, follow_ups=heard(anna=True)),
        closed(days=70, follow_ups=heard(anna=True, bruno=False)),
    ),
]

WHEN = [
    Sentence("closed on {day}", "closed on 24 Jul 2026", closed(days=1), case()),
    Sentence("as it stood on {day}", "as it stood on 24 Apr 2026", case(), closed(days=1)),
]

CAUTION = [
    Sentence(
        "{n} person changed in a skill. Without a group to compare with, the programme is one "
        "possible reason.",
        "1 person changed in a skill. Without a group to compare with, the programme is one "
        "possible reason.",
        learns(*both("anna"), *both("bruno", 2, 2)),
        learns(*both("anna", 2, 2), *both("bruno", 2, 2)),
    ),
    Sentence(
        "left the firm on {day}",
        "start 1, no end: left the firm on 16 Feb 2026: another job",
        learns(start("anna"), person("anna", left_on=day(3), left_reason="another job")),
        learns(*both("anna"), person("anna", left_on=day(3)), closed_on=day(2)),
    ),
]

ON_THE_WAY = [
    Sentence(
        "Changed on the way. {change}",
        "Changed on the way. 24 Apr 2026: every two weeks (the fair)",
        case(changes_made=(ChangeMade(on=TODAY, what="every two weeks", why="the fair"),)),
        case(),
    ),
]

SENTENCES = [
    *ON_THE_WAY,
    *(*LEVELS, *STANDARD_LEVEL, *WORTH, *GOALS, *TOOK, *FIRM),
    *(*DOING, *GAINED, *MISSING, *LATER, *WHEN, *CAUTION),
]


def test_a_goal_that_began_with_nothing_and_ended_so_is_as_at_the_start() -> None:
    def verdict(baseline_score: Any) -> str:
        judged = {"attainment": -2, "attainment_on": TODAY, "baseline_score": baseline_score}
        return tell(case(goal("anna", text="learn it", **judged)))

    assert "| learn it | as at the start |" in verdict(-2)
    assert "| learn it | worse than at the start |" in verdict(-1)


def test_hours_a_month_of_a_programme_closed_early_count_the_weeks_it_ran() -> None:
    told = tell(case(*met(), closed_on=day(2, 6), on=day(24)))
    assert "1 mentor gave 0.5 h with preparation, 1.1 h a month." in told


def test_somebody_seen_by_another_rater_is_not_said_to_have_no_end() -> None:
    told = tell(learns(*both("bruno"), *seen_by("mentor")))
    assert "no end written down" not in told.split("Anna De Luca", 1)[1].split("\n", 1)[0]
    assert "is another rater’s and not compared" in told


def test_two_readings_that_differ_never_read_alike() -> None:
    assert "| 0.83 | 0.84 | – |  | better |" in tell(case(kept(0.83, 0.84)))
