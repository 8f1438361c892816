"""The report: one page for an owner, one for a sponsor who hears of no small group."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import msgspec
import pytest

from revmentor.content import sample
from revmentor.content.skills import catalogue
from revmentor.exchange import document
from revmentor.exchange.report import page as report
from revmentor.exchange.report.common import Audience
from revmentor.i18n.gettext import set_language
from revmentor.model.programme import Costs
from revmentor.model.snapshot import Snapshot
from revmentor.rules.programme_view import View
from revmentor.rules.results import sponsor
from tests.support.cli import revmentor
from tests.support.firm import (
    SENIORS,
    TODAY,
    day,
    form,
    goal,
    look,
    pair,
    part,
    person,
    prepared,
    rating,
    session,
)

VOID = {"meta", "line", "circle", "rect", "br"}


class Page(HTMLParser):
    """What a browser sees of a page: its elements, its text, and whether all are closed."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []
        self.open: list[str] = []
        self.feed(data.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.said.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.said).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def closed() -> View:
    """The sample at its end."""
    found = document.read_document(sample.sample_document("evaluation"))
    tables: dict[str, Any] = {
        name: {each.id: each for each in getattr(found, name)}
        for name in Snapshot.__struct_fields__
        if name != "firm"
    }
    run = msgspec.structs.replace(found.programmes[0], closed_on=found.programmes[0].ends_on)
    tables["programmes"] = {run.id: run}
    return View(Snapshot(firm=found.firm, **tables), run.id, catalogue(), date.max)


def page(view: View, audience: Audience = "coordinator") -> Page:
    return Page(report.report_html(view, audience, TODAY))


@pytest.mark.parametrize("audience", ["coordinator", "sponsor"])
@pytest.mark.parametrize("code", ["en", "it"])
def test_the_page_needs_no_network_no_script_and_says_its_language(
    audience: Audience, code: str
) -> None:
    set_language(code)
    found = page(closed(), audience)
    assert found.open == []
    assert found.all("html")[0]["lang"] == code
    assert not {tag for tag, _attributes in found.elements} & {
        "script", "link", "img", "iframe", "object", "embed", "form",
    }  # fmt: skip
    values = [str(value) for _tag, attributes in found.elements for value in attributes.values()]
    assert not any("//" in value or "url(" in value for value in values)
    (policy,) = [each for each in found.all("meta") if "http-equiv" in each]
    assert str(policy["content"]).startswith("default-src 'none'")


def test_every_table_has_a_caption_and_headers_and_every_drawing_says_what_it_shows() -> None:
    found = page(closed())
    tables, captions = found.all("table"), found.all("caption")
    assert len(tables) == len(captions) > 3
    assert all(each.get("scope") == "col" for each in found.all("th"))
    drawings = [each for each in found.all("svg") if each.get("aria-hidden") != "true"]
    assert len(drawings) > 100
    assert all(each.get("role") == "img" and each.get("aria-label") for each in drawings)


def test_the_first_words_say_what_changed_for_both_sides_and_who_is_missing() -> None:
    text = page(closed()).text
    assert "11 of 15 seniors better 3 the same, 1 lower." in text
    assert "9 of 15 at the standard level 2 stood there at the start." in text
    assert "62 of 66 slots held" in text
    assert "between about half and nine in ten of such groups" in text
    assert "Seniors: 11 better, 3 the same, 1 lower, of 15 with a start and an end" in text
    assert "anything from 48 to 89 %" in text
    assert "3 have no end to compare, so 11 to 14 of 18 are better" in text
    assert "Mentors: 6 better, 0 the same, 0 lower, of 6" in text
    assert "the programme is one possible reason" in text
    assert text.index("One voice") < text.index("What it took") < text.index("Was it worth")
    assert text.index("What they can do now: seniors") < text.index("What changed for the firm")
    assert text.index("Who is missing") < text.index("Appendix")


def test_before_the_appendix_no_word_is_a_statistician_s_and_no_skill_is_shortened() -> None:
    for code, jargon in (
        ("en", ("median", "interval", "IQR", "Wilson", "mean T", " p =", "effect size")),
        ("it", ("mediana", "intervallo", "IQR", "Wilson", "T medio", " p =")),
    ):
        set_language(code)
        view = closed()
        report_text, appendix = (
            report.report_html(view, "coordinator", TODAY).decode().split("<details")
        )
        assert not [word for word in jargon if word in report_text]
        assert "median" in appendix
    set_language("en")
    assert "Protecting accounts, devices and passwords" in page(closed()).text


def test_the_final_forms_are_told_statement_by_statement() -> None:
    view = look(
        form("anna", "senior", answers={"useful": 4, "climate_before": 2}, next_step="one list"),
        form("bruno", "senior", answers={"useful": 5}, own_gain="no more fear"),
        form("giulia", "mentor", answers={"useful": 4}, method="paper"),
    )
    worth = next(each for each in report.report_of(view, "coordinator", TODAY).sections
                 if each.title == "Was it worth the time")  # fmt: skip
    seniors, mentors = worth.tables
    assert list(seniors.rows[0]) == ["Useful for my work", "·", "·", "·", "1", "1", "2"]
    assert list(mentors.rows[0]) == ["Useful for my work", "·", "·", "·", "1", "·", "1"]
    assert "of 5 people" in seniors.caption
    assert "1 of 7 say what they gained, 1 name a next step." in worth.lines
    body, appendix = report.report_html(view, "coordinator", TODAY).decode().split("<details")
    for words in ("one list", "no more fear"):
        assert words in appendix
        assert words not in body


def test_whoever_was_seen_again_in_one_skill_of_two_is_shown_as_that() -> None:
    view = look(
        rating("anna", "video-meetings", 1),
        rating("anna", "spreadsheets", 1),
        rating("anna", "video-meetings", 3, "final", on=TODAY),
        standard_level={"video-meetings": 3, "spreadsheets": 3},
    )
    text = page(view).text
    assert "Seen again in only some skills: Anna De Luca (1 of 2)." in text
    assert "1 has an end to compare in only some skills" in text


def test_under_ten_people_have_no_percentage() -> None:
    view = look(
        *(rating(who, "video-meetings", 1) for who in SENIORS),
        *(rating(who, "video-meetings", 3, "final", on=TODAY) for who in SENIORS),
        standard_level={"video-meetings": 3},
    )
    text = page(view).text
    assert (
        "5 better, 0 the same, 0 lower, of 5 with a start and an end; median 2 levels a skill."
        in text
    )
    assert "people are few" not in text
    assert "%" not in text


def test_an_empty_side_is_a_finding_and_nothing_fails_on_an_empty_programme() -> None:
    text = page(look()).text
    assert "that is a finding" in text
    assert "Without a group to compare with" in text
    told = page(look(closed_on=TODAY), "sponsor").text
    assert "took part fewer than 10" in told
    assert "too few to tell without telling on somebody" in told


def test_what_people_typed_stays_text() -> None:
    view = look(
        person("anna", name='<script>alert("x")</script>'),
        pair("giulia", "anna"),
        rating("anna", "video-meetings", 1),
        rating("anna", "video-meetings", 3, "final", on=TODAY),
        form("anna", "senior", story="{{ 7*7 }} <b>bold</b>", consent="with_name"),
        goal("anna", "spreadsheets", text="</table><img src=x>"),
        standard_level={"video-meetings": 3},
    )
    data = report.report_html(view, "coordinator", TODAY)
    assert b"<script" not in data
    assert b"<img" not in data
    assert "{{ 7*7 }} <b>bold</b>" in Page(data).text


# -- the sponsor -----------------------------------------------------------------------------------


def without_consents(view: View) -> View:
    """The same where nobody was asked whether something may be told."""
    tables: dict[str, Any] = {
        "evaluations": {
            key: msgspec.structs.replace(each, consent=None)
            for key, each in view.snapshot.evaluations.items()
        },
        "successes": {
            key: msgspec.structs.replace(each, consents={})
            for key, each in view.snapshot.successes.items()
        },
    }
    return view.over(msgspec.structs.replace(view.snapshot, **tables))


def test_the_sponsor_reads_no_name_and_nothing_that_nobody_released() -> None:
    view = without_consents(closed())
    text = page(view, "sponsor").text
    for who in view.participants:
        assert view.name(who) not in text
    for each in view.evaluations.values():
        for said in (each.story, each.own_gain, each.other_gain, each.next_step):
            assert not said or said not in text
    assert view.programme.name not in text
    assert "took part 15 or more" in text
    assert "of them better than at the start 10 or more" in text


def test_a_side_of_few_gives_the_sponsor_no_number() -> None:
    view = look(
        pair("giulia", "anna"), session("giulia", day(1), "anna", minutes=60), closed_on=TODAY
    )
    assert "1 mentor gave 1 h with preparation" in page(view).text
    text = page(view, "sponsor").text
    assert "mentor gave" not in text
    assert "hours of both sides: fewer than 5" in text


def small_firm(**fields: Any) -> View:
    """Two mentors and six seniors, closed, with what four of them wrote."""
    return look(
        person("fabio", name="Fabio Greco"),
        pair("giulia", "anna"),
        part("fabio", "senior"),
        *(rating(who, "video-meetings", 1, id=f"a{who}") for who in (*SENIORS, "fabio")),
        *(
            rating(who, "video-meetings", 3, "final", on=TODAY, id=f"b{who}")
            for who in (*SENIORS, "fabio")
        ),
        *(session("giulia", day(week), "anna") for week in range(1, 9)),
        form("anna", "senior", story="I called Bruno from home.", consent="with_name"),
        form("bruno", "senior", story="Anna De Luca showed me.", consent="without_name"),
        form("carla", "senior", story="Never tell this.", consent="no"),
        form("giulia", "mentor", story="Nobody asked me."),
        goal(None, id="g1", text="No more lists on paper", attainment=0, attainment_on=TODAY),
        goal(None, id="g2", text="All at level three", attainment=-1, attainment_on=TODAY),
        closed_on=TODAY,
        lessons="Begin in autumn. Luca had no time.",
        decision="repeat",
        costs=Costs(mentor_hour=20, senior_hour=40, external=450),
        standard_level={"video-meetings": 3},
        **fields,
    )


def test_a_small_firm_s_sponsor_reads_what_was_released_and_what_tells_nobody_apart() -> None:
    view = small_firm()
    text = page(view, "sponsor").text
    assert "Anna De Luca I called somebody from home." in text
    assert "Somebody who took part Somebody showed me." in text
    assert "Never tell this" not in text
    assert "Nobody asked me" not in text
    for who in set(view.participants) - {"anna"}:
        assert view.name(who) not in text
    assert "For all seniors: Running remote meetings." in text
    assert "held: 5 or more" in text
    assert "of them better than at the start 5 or more" in text


def test_goals_lessons_and_cost_are_told_where_the_typed_words_are_released() -> None:
    view = small_firm()
    told = page(view, "sponsor").text
    released = Page(report.report_html(view, "sponsor", TODAY, with_names=True)).text
    for words in ("No more lists on paper", "Begin in autumn.", "It cost between €500 and €900"):
        assert words in released
        assert words not in told
    assert "All at level three" in released  # reached or not: its absence would tell of people
    assert "Begin in autumn. Somebody had no time." in released
    assert "Luca had" not in released


def test_the_cost_says_nothing_that_the_hours_do_not() -> None:
    """Whoever gave the hours, the two amounts are the same."""
    views = [
        small_firm(),
        look(
            *small_firm().snapshot.people.values(),
            *small_firm().snapshot.participations.values(),
            *(session("luca", day(week), "bruno", "carla", minutes=20) for week in range(1, 10)),
            closed_on=TODAY,
            costs=Costs(mentor_hour=20, senior_hour=40, external=450),
        ),
    ]
    first, second = (sponsor.edition(view, with_names=True) for view in views)
    assert first.hours == second.hours
    assert first.cost == second.cost


# -- the command -----------------------------------------------------------------------------------


def test_the_command_writes_the_report_to_a_file_or_to_the_output(
    path: Path, tmp_path: Path
) -> None:
    prepared(path)
    target = tmp_path / "report.html"
    done = revmentor("report", path, "-o", target, cwd=tmp_path)
    assert done.status == 0
    assert Page(target.read_bytes()).all("h1")
    assert b"<details" in target.read_bytes()
    assert b" open>" not in target.read_bytes()
    whole = revmentor("report", path, "--appendix", cwd=tmp_path)
    assert 'class="appendix printed" open>' in whole.out
    refused = revmentor("report", path, "--audience", "sponsor", "--appendix", cwd=tmp_path)
    assert refused.status == 2
    printed = revmentor("report", path, "--audience", "sponsor", "--mid-point", cwd=tmp_path)
    assert "for the sponsor" in printed.out
    assert revmentor("report", path, "-o", path, cwd=tmp_path).status == 6
