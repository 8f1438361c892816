"""Every page in a real browser: filled by keyboard, on a phone and a desk, saved and brought in."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import axe_core_python
import pytest
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from revmentor.actions import imports, replies
from revmentor.content.sample import Stage
from revmentor.exchange.forms.page import form_page
from revmentor.exchange.replies.reading import ReadReplies, read_replies
from revmentor.i18n.gettext import set_language
from revmentor.model.reply import FormKind, Reply
from revmentor.rules.programme_view import View
from revmentor.rules.replies import arrivals
from revmentor.rules.replies.asked import AskedForm, asked_forms
from revmentor.store.encryption import cipher
from revmentor.store.encryption.cipher import Key
from revmentor.store.workspace import Workspace
from tests.support.firm import TODAY, begin
from tests.support.unanswered import unanswered

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("chrome")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no headless browser on this machine")
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
STAGES: dict[FormKind, Stage] = {
    "signup": "pairs",
    "levels": "pairs",
    "pulse": "sessions",
    "final": "sessions",
    "follow_up": "evaluation",
}
WORDS = "Perché “no”? <b>è</b> & 🙂"


def not_sealed(_raw: bytes) -> bytes:
    raise AssertionError


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as started:
        launched = started.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield launched
        launched.close()


def asked_of(folder: Path, form: FormKind, language: str, role: str) -> tuple[Workspace, Reply]:
    """A file in which somebody on a side is asked a form today."""
    workspace = begin(folder / "v.json")
    imports.import_document(workspace.change(), unanswered(STAGES[form]))
    programme = next(iter(workspace.snapshot.programmes.values()))
    today = programme.closed_on or TODAY
    workspace.today = today = today.replace(year=today.year + (form == "follow_up"))
    if form == "levels":
        workspace.today = today = programme.starts_on
    view = workspace.view(programme.id)
    asked = next(each for each in asked_forms(view, form, today) if each.role == role)
    set_language(language)
    (reply,) = replies.ask(workspace.change(programme.id, today=today), [asked])
    return workspace, reply


def page_of(view: View, reply: Reply, recipients: tuple[str, ...] = ()) -> bytes:
    asked = AskedForm(reply.person_id, reply.form, reply.role, reply.edition)
    return form_page(view, asked, reply.page or "", name="mine", recipients=recipients)


def answer_by_keyboard(page: Page) -> dict[str, Any]:
    """Answer every question with keys alone; return the text of what was chosen, by its path."""
    chosen: dict[str, Any] = {}
    for question in page.locator("[data-path]").all():
        kind = question.get_attribute("data-kind")
        path = "/".join(json.loads(question.get_attribute("data-path") or ""))
        fields = question.locator("input, textarea").all()
        if kind == "choice":
            chosen[path] = _second(page, fields)
        elif kind in {"ticks", "flag"}:
            fields[0].focus()
            page.keyboard.press("Space")
            chosen[path] = json.loads(fields[0].get_attribute("value") or "")
        else:
            fields[0].focus()
            text = "15" if kind == "number" else WORDS
            page.keyboard.insert_text(text)
            chosen[path] = 15 if kind == "number" else WORDS
    return chosen


def _second(page: Page, fields: list[Locator]) -> Any:
    """Choose the first answer with the arrows, from the last one where the choice begins."""
    fields[-1].focus()
    page.keyboard.press("ArrowDown")
    value = page.evaluate("document.activeElement.value")
    return json.loads(value)


def saved(page: Page, folder: Path) -> tuple[bytes, str]:
    """Press the button by keyboard; return the file that it saves and the text to paste."""
    page.locator("button[type=submit]").focus()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path.read_bytes(), page.input_value("#text")


def opened(browser: Browser, folder: Path, data: bytes, size: Any) -> tuple[Page, list[str]]:
    """Open a page; return it with what it asked for and complained of, which is nothing."""
    (folder / "page.html").write_bytes(data)
    page = browser.new_context(viewport=size, accept_downloads=True).new_page()
    said: list[str] = []
    page.on("request", lambda request: said.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto((folder / "page.html").as_uri())
    said.clear()
    return page, said


def at(data: Any, path: str) -> Any:
    for step in path.split("/"):
        data = data.get(step) if isinstance(data, dict) else None
    return data


CASES = [
    (form, role, language, size)
    for form, role in (
        ("signup", "senior"),
        ("signup", "mentor"),
        ("levels", "senior"),
        ("pulse", "mentor"),
        ("final", "mentor"),
        ("final", "senior"),
        ("follow_up", "senior"),
    )
    for language, size in (("en", PHONE), ("it", DESK))
]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    yield
    set_language("en")


@pytest.mark.parametrize(("form", "role", "language", "size"), CASES)
def test_a_page_filled_by_keyboard_is_what_comes_in(
    browser: Browser, tmp_path: Path, form: FormKind, role: str, language: str, size: Any
) -> None:
    workspace, reply = asked_of(tmp_path, form, language, role)
    view = workspace.view(reply.programme_id)
    page, said = opened(browser, tmp_path, page_of(view, reply), size)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    chosen = answer_by_keyboard(page)
    file, text = saved(page, tmp_path)
    assert [each for each in said if not each.startswith("blob:")] == []

    by_file = read_replies([("a", file)], not_sealed)
    by_text = read_replies([("b", text.encode())], not_sealed)
    assert by_file.problems == by_text.problems == ()
    assert by_file.arrivals[0].answers == by_text.arrivals[0].answers
    given = json.loads(file)["answers"]
    for path, value in chosen.items():
        read = at(given, path)
        if isinstance(read, list):
            assert read == [value]
        elif isinstance(read, dict):
            assert [each for each, ticked in read.items() if ticked] == [value]
        else:
            assert read == value, path
    _brought_in(workspace, by_file, reply)


def _brought_in(workspace: Workspace, read: ReadReplies, reply: Reply) -> None:
    """Take a reply in; the records then say what was chosen."""
    today = workspace.view(reply.programme_id).today
    tx = workspace.change(reply.programme_id, today=today)
    done = replies.take_in(tx, arrivals.judged(tx.view, read.arrivals, today))
    assert [each.state for each in done.replies] == ["new"], done.replies[0].problem
    view = workspace.view(reply.programme_id)
    answers = read.arrivals[0].answers
    who, snapshot = reply.person_id, workspace.snapshot
    if answers.final:
        kept = view.evaluations[who, reply.role]
        assert (kept.answers, kept.story) == (answers.final.answers, answers.final.story)
        assert (kept.gained_by, kept.consent) == (answers.final.gained_by, answers.final.consent)
        assert (kept.own_gain, kept.next_step) == (answers.final.own_gain, answers.final.next_step)
    if answers.pulse:
        pulse = max(
            (each for each in snapshot.pulses.values() if each.person_id == who),
            key=lambda each: each.on,
        )
        assert (pulse.answers, pulse.comment) == (answers.pulse.answers, answers.pulse.comment)
        assert pulse.wants_talk
    if answers.signup:
        person, part = snapshot.people[who], view.participation(who, reply.role)
        assert (person.availability, person.works) == (
            answers.signup.availability,
            answers.signup.works,
        )
        assert set(answers.signup.offers) <= set(part.offers)
        assert (part.hopes, part.fears) == (answers.signup.hopes, answers.signup.fears)
    for skill_id, own in (answers.levels.levels if answers.levels else {}).items():
        rating = view.rating(who, skill_id, "baseline")
        assert rating is not None
        if rating.rated_by == "self":
            assert (rating.level, rating.tasks) == (own.level, own.tasks)
    if answers.follow_up:
        heard = view.programme.follow_ups[-1]
        assert heard.still_using[who] == answers.follow_up.still_using


@pytest.mark.parametrize("form", ["pulse", "final"])
def test_a_sealed_page_opens_with_the_standard_program_and_no_other_key(
    browser: Browser, tmp_path: Path, form: FormKind
) -> None:
    workspace, reply = asked_of(tmp_path, form, "en", "senior")
    view = workspace.view(reply.programme_id)
    identity = cipher.age().x25519.Identity.generate()
    recipients = (str(identity.to_public()),)
    page, said = opened(browser, tmp_path, page_of(view, reply, recipients), PHONE)
    chosen = answer_by_keyboard(page)
    file, text = saved(page, tmp_path)
    assert [each for each in said if not each.startswith("blob:")] == []
    assert WORDS.encode() not in file
    key = Key((str(identity),))
    for raw in (file, text.encode(), f"> {text}".replace("\n", "\n> ").encode()):
        read = read_replies([("a", raw)], lambda sealed: cipher.opened_with(sealed, key))
        assert read.problems == ()
        assert WORDS in str(read.arrivals[0].answers)
    other = Key((str(cipher.age().x25519.Identity.generate()),))
    refused = read_replies([("a", file)], lambda sealed: cipher.opened_with(sealed, other))
    assert "another" in refused.problems[0].message
    if age := shutil.which("age"):
        (tmp_path / "key.txt").write_text(str(identity), encoding="ascii")
        (tmp_path / "reply.age").write_bytes(file)
        done = subprocess.run(
            [age, "-d", "-i", "key.txt", "reply.age"], cwd=tmp_path, capture_output=True, check=True
        )
        assert at(json.loads(done.stdout)["answers"], next(iter(chosen))) is not None


def test_what_was_begun_is_there_again_and_forgotten_when_told(
    browser: Browser, tmp_path: Path
) -> None:
    workspace, reply = asked_of(tmp_path, "pulse", "en", "senior")
    view = workspace.view(reply.programme_id)
    page, _said = opened(browser, tmp_path, page_of(view, reply), PHONE)
    page.fill("textarea", "Half of it")
    page.locator("input[type=radio]").first.check()
    page.close(run_before_unload=False)
    again = page.context.new_page()
    again.goto((tmp_path / "page.html").as_uri())
    assert again.input_value("textarea") == "Half of it"
    assert again.locator("input[type=radio]").first.is_checked()
    saved(again, tmp_path)
    again.click("#forget")
    again.reload()
    assert again.input_value("textarea") == ""


def test_an_empty_page_gives_no_file_and_says_so(browser: Browser, tmp_path: Path) -> None:
    workspace, reply = asked_of(tmp_path, "final", "en", "senior")
    view = workspace.view(reply.programme_id)
    page, _said = opened(browser, tmp_path, page_of(view, reply), PHONE)
    page.click("button[type=submit]")
    assert page.inner_text("#error") == "Nothing is answered yet."
    page.fill("input[type=number]", "9999")
    page.click("button[type=submit]")
    assert page.inner_text("#error").startswith("Write a whole number")
    assert page.locator("#done").is_hidden()


@pytest.mark.parametrize(("form", "role", "language", "size"), CASES)
def test_an_accessibility_checker_finds_no_serious_fault(
    browser: Browser, tmp_path: Path, form: FormKind, role: str, language: str, size: Any
) -> None:
    workspace, reply = asked_of(tmp_path, form, language, role)
    data = page_of(workspace.view(reply.programme_id), reply)
    (tmp_path / "page.html").write_bytes(data)
    context = browser.new_context(viewport=size, bypass_csp=True)
    page = context.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    axe = Path(axe_core_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
    page.evaluate(axe)
    page.evaluate("document.getElementById('done').hidden = false")
    found = page.evaluate("axe.run()")
    assert {each["id"] for each in found["passes"]} >= {"color-contrast", "html-has-lang", "label"}
    assert [
        (each["id"], each["impact"], [node["html"] for node in each["nodes"]][:2])
        for each in found["violations"]
    ] == []


def test_a_page_names_nobody_it_need_not_and_has_nobody_s_answers(tmp_path: Path) -> None:
    workspace, reply = asked_of(tmp_path, "final", "en", "mentor")
    view = workspace.view(reply.programme_id)
    text = page_of(view, reply).decode()
    seniors = {each.senior_id for each in view.pairs_of_mentor[reply.person_id]}
    for person_id, person in workspace.snapshot.people.items():
        if person_id not in {*seniors, reply.person_id}:
            assert person.name not in text
    kinds: tuple[FormKind, ...] = ("signup", "pulse", "levels")
    for kind in kinds:
        for asked in asked_forms(view, kind, view.today)[:3]:
            page = form_page(view, asked, "0" * 20, name="x").decode()
            others = [each.name for key, each in workspace.snapshot.people.items()
                      if key != asked.person_id]  # fmt: skip
            assert [name for name in others if name in page] == []
