"""Report and pages in a real browser: they open without a complaint and print as meant."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from pathlib import Path

import axe_core_python
import pytest

from revmentor.exchange import printables
from revmentor.exchange.report import page as report
from revmentor.exchange.report.common import Audience
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
    text = report.report_html(view, audience, TODAY).decode()
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


@pytest.mark.parametrize("audience", ["coordinator", "sponsor"])
def test_the_report_wastes_no_paper(view: View, tmp_path: Path, audience: Audience) -> None:
    """Beside the first and the last a sheet holds 22 lines or more, in the widest of fonts too."""
    page = report.report_html(view, audience, TODAY)
    lines = len(re.findall(rb"<(?:tr|p|li|h2|h3|dt)\b", page))
    assert sheets(tmp_path, page) <= 2 + lines // 22


def test_every_pair_s_charter_and_every_form_is_one_sheet(view: View, tmp_path: Path) -> None:
    for what in ("charter", "form"):
        data = printables.sheets_html(view, "charter" if what == "charter" else "form", TODAY)
        pages = data.count(b"<section>")
        assert pages > 10
        assert sheets(tmp_path, data) == pages
