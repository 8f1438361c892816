"""Report and pages in a real browser: they open without a complaint and print as meant."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import axe_core_python
import pytest
from playwright.sync_api import Browser, sync_playwright

from revmentor.exchange import printables
from revmentor.exchange.report import page as report
from revmentor.exchange.report.common import Audience
from revmentor.i18n.gettext import set_language
from revmentor.rules.programme_view import View
from tests.exchange.test_report import closed
from tests.support.firm import TODAY

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("chrome")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no headless browser on this machine")
PHONE, DESK = "390,844", "1280,900"


def browse(folder: Path, *options: str) -> subprocess.CompletedProcess[bytes]:
    """Open the page of a folder, and return what the browser said."""
    return subprocess.run(
        [
            str(BROWSER),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={folder / 'profile'}",
            "--enable-logging=stderr",
            *options,
            (folder / "page.html").as_uri(),
        ],
        capture_output=True,
        timeout=120,
        check=True,
    )


def sheets(folder: Path, data: bytes) -> int:
    """Print a page, and return on how many sheets."""
    (folder / "page.html").write_bytes(data)
    browse(folder, f"--print-to-pdf={folder / 'page.pdf'}", "--no-pdf-header-footer")
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", (folder / "page.pdf").read_bytes()))


@pytest.fixture(scope="module")
def view() -> View:
    return closed()


@pytest.mark.parametrize("audience", ["coordinator", "sponsor"])
@pytest.mark.parametrize("size", [PHONE, DESK])
def test_the_report_opens_without_a_complaint(
    view: View, tmp_path: Path, audience: Audience, size: str
) -> None:
    (tmp_path / "page.html").write_bytes(report.report_html(view, audience, TODAY))
    said = browse(tmp_path, f"--window-size={size}", "--dump-dom")
    assert b"CONSOLE" not in said.stderr
    title = b"Common floor" if audience == "coordinator" else b"Reverse mentoring"
    assert title + b"</h1>" in said.stdout


@pytest.mark.parametrize("audience", ["coordinator", "sponsor"])
@pytest.mark.parametrize("size", [PHONE, DESK])
def test_an_accessibility_checker_finds_no_fault_in_the_report(
    view: View, tmp_path: Path, audience: Audience, size: str
) -> None:
    is_whole = audience == "coordinator"
    text = report.report_html(view, audience, TODAY, with_appendix=is_whole).decode()
    checked, policies = re.subn(r"<meta http-equiv=.Content-Security-Policy.*?>", "", text)
    assert policies == 1
    axe = Path(axe_core_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
    run = (
        "axe.run().then(found => document.documentElement.setAttribute('data-found', "
        "JSON.stringify([found.passes.map(each => each.id), found.violations.map(each => "
        "[each.id, each.impact, each.nodes.map(node => node.html)])])))"
    )
    page = checked.replace("</body>", f"<script>{axe}</script><script>{run}</script></body>")
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    said = browse(tmp_path, f"--window-size={size}", "--virtual-time-budget=20000", "--dump-dom")
    dom = said.stdout.decode()
    found = re.search(r'<html[^>]*data-found="([^"]*)"', dom)
    assert found, "the checker did not end"
    passes, faults = json.loads(html.unescape(found[1]))
    assert {"color-contrast", "document-title", "html-has-lang"} <= set(passes)
    assert faults == []


def test_the_report_prints_on_a_first_sheet_and_at_most_four_more(
    view: View, tmp_path: Path
) -> None:
    """Of 24 people. The appendix comes on paper only where it is asked for."""
    assert len(view.participants) == 24
    for code in ("en", "it"):
        set_language(code)
        assert 2 <= sheets(tmp_path, report.report_html(view, "coordinator", TODAY)) <= 5
    set_language("en")
    whole = report.report_html(view, "coordinator", TODAY, with_appendix=True)
    lines = len(re.findall(rb"<(?:tr|p|li|h2|h3|h4|figure)\b", whole))
    assert 5 < sheets(tmp_path, whole) <= 5 + lines // 22


def test_the_sponsor_s_page_wastes_no_paper(view: View, tmp_path: Path) -> None:
    assert sheets(tmp_path, report.report_html(view, "sponsor", TODAY)) <= 3


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.mark.parametrize("audience", ["coordinator", "sponsor"])
@pytest.mark.parametrize("code", ["en", "it"])
def test_on_a_phone_nothing_is_wider_than_the_screen(
    view: View, tmp_path: Path, browser: Browser, audience: Audience, code: str
) -> None:
    set_language(code)
    data = report.report_html(
        view, audience, TODAY, with_names=True, with_appendix=audience == "coordinator"
    )
    (tmp_path / "page.html").write_bytes(data)
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto((tmp_path / "page.html").as_uri())
    right = "each => each.map(one => one.getBoundingClientRect().right)"
    edges = page.eval_on_selector_all("table, td, svg, figure, li", right)
    assert len(edges) > 50
    assert max(edges) <= 390
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.close()


def test_a_link_opens_the_appendix(view: View, tmp_path: Path, browser: Browser) -> None:
    (tmp_path / "page.html").write_bytes(report.report_html(view, "coordinator", TODAY))
    page = browser.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    heading = page.get_by_role("heading", name="How this was counted")
    assert not heading.is_visible()
    page.get_by_role("link", name="in the appendix").click()
    heading.wait_for(state="visible")
    page.close()


def test_every_pair_s_charter_and_every_form_is_one_sheet(view: View, tmp_path: Path) -> None:
    for what in ("charter", "form"):
        data = printables.sheets_html(view, "charter" if what == "charter" else "form", TODAY)
        pages = data.count(b"<section>")
        assert pages > 10
        assert sheets(tmp_path, data) == pages


def test_pulse_slips_of_24_people_are_six_sheets(view: View, tmp_path: Path) -> None:
    for code in ("en", "it"):
        set_language(code)
        data = printables.sheets_html(view, "pulse", TODAY)
        assert sheets(tmp_path, data) == -(-data.count(b"<section>") // 4)
