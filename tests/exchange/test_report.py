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
from revmentor.model.snapshot import Snapshot
from revmentor.rules.programme_view import View
from tests.support.cli import revmentor
from tests.support.firm import (
    SENIORS,
    TODAY,
    day,
    form,
    goal,
    look,
    pair,
    person,
    prepared,
    rating,
    session,
)

VOID = {"meta", "line", "circle", "br"}


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
    drawings = found.all("svg")
    assert drawings
    assert all(each.get("role") == "img" and each.get("aria-label") for each in drawings)


def test_the_first_words_say_what_changed_for_both_sides_and_who_is_missing() -> None:
    text = page(closed()).text
    assert "Seniors: 11 better, 3 the same, 1 lower, of 15 with a start and an end" in text
    assert "anything from 48 to 89 %" in text
    assert "3 have no end to compare, so 11 to 14 of 18 are better" in text
    assert "Mentors: 6 better, 0 the same, 0 lower, of 6" in text
    assert "the programme is one possible reason" in text
    assert text.index("In short") < text.index("What it took") < text.index("Was it worth")
    assert text.index("What they can do now: seniors") < text.index("What changed for the firm")


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
        form("anna", "senior", story="{{ 7*7 }} <b>bold</b>"),
        goal("anna", "spreadsheets", text="</table><img src=x>"),
        standard_level={"video-meetings": 3},
    )
    data = report.report_html(view, "coordinator", TODAY)
    assert b"<script" not in data
    assert b"<img" not in data
    assert "{{ 7*7 }} <b>bold</b>" in Page(data).text


# -- the sponsor -----------------------------------------------------------------------------------


def test_the_sponsor_reads_no_name_and_nothing_that_people_wrote() -> None:
    view = closed()
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


# -- the command -----------------------------------------------------------------------------------


def test_the_command_writes_the_report_to_a_file_or_to_the_output(
    path: Path, tmp_path: Path
) -> None:
    prepared(path)
    target = tmp_path / "report.html"
    done = revmentor("report", path, "-o", target, cwd=tmp_path)
    assert done.status == 0
    assert Page(target.read_bytes()).all("h1")
    printed = revmentor("report", path, "--audience", "sponsor", "--mid-point", cwd=tmp_path)
    assert "for the sponsor" in printed.out
    assert revmentor("report", path, "-o", path, cwd=tmp_path).status == 6
