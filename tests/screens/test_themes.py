"""How well every theme is read: computed of what the screens draw, as WCAG 2 counts contrast."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date

import pytest
from rich.color import Color, ColorType
from rich.segment import Segment
from rich.style import Style

from revmentor.app.colours import chosen_theme, theme_file
from revmentor.content.sample import Stage
from tests.screens.test_pictures import DAYS, Begin
from tests.support.app_driver import WIDE, Sitting, sitting
from widgets.themes import THEMES

TEXT, DRAWN = 4.5, 3.0
"""The least contrast of letters and digits, and of signs, drawings and borders (WCAG 2.2, AA)."""

SHOWN: dict[Stage, tuple[str, ...]] = {
    "baselines": ("1", "2", "3 d down", "p"),
    "pairs": ("1 enter", "3 d down down down"),
    "sessions": ("", "3 down", "a", "4 left", "l", "j", "p n ctrl+s", "p down enter", "f1"),
    "evaluation": ("5", "5 s s", "5 s s s"),
}
"""What is looked at: the keys to each screen, from Today."""


def luminance(triplet: tuple[int, int, int]) -> float:
    """The relative luminance of a colour."""
    parts = (each / 255 for each in triplet)
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """How two colours stand out from each other: 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def segments(here: Sitting) -> Iterator[Segment]:
    """What the screen on top draws; what it lies over is put in the shade, and not to be read."""
    screen = here.app.screen
    for y, strip in enumerate(screen._compositor.render_strips()):
        x = 0
        for segment in strip:
            drawn = segment.text.strip() and segment.style is not None
            if drawn and screen.get_widget_at(x, y)[0] is not screen:
                yield segment
            x += segment.cell_length


def is_text(drawn: str) -> bool:
    """Tell whether letters or digits are among what is drawn in one colour."""
    return any(unicodedata.category(each)[0] in "LN" for each in drawn)


def colours(style: Style) -> tuple[Color | None, Color | None]:
    """The colour of what is drawn, and of its ground."""
    pair = (style.color, style.bgcolor)
    return (pair[1], pair[0]) if style.reverse else pair


def weak(here: Sitting) -> dict[str, float]:
    """What is on the screen and too hard to read, with its contrast."""
    too_weak: dict[str, float] = {}
    for segment in segments(here):
        assert segment.style is not None
        front, ground = colours(segment.style)
        assert front is not None, segment
        assert ground is not None, segment
        ratio = contrast(front.get_truecolor(), ground.get_truecolor())
        if ratio < (TEXT if is_text(segment.text) else DRAWN):
            key = f"{segment.text.strip()[:30]!r}: {front.name} on {ground.name}"
            too_weak[key] = round(ratio, 2)
    return too_weak


@pytest.mark.parametrize("stage", SHOWN)
async def test_everything_is_read_in_every_theme(valdarco: Begin, stage: Stage) -> None:
    too_weak: dict[str, dict[str, float]] = {}
    async with sitting(valdarco(stage), DAYS[stage], WIDE) as here:
        for keys in SHOWN[stage]:
            await here.do(keys)
            for name, theme in THEMES.items():
                if not theme.ansi:
                    here.app.draw_in(name)
                    await here.pilot.pause()
                    if found := weak(here):
                        too_weak[f"{name} {keys}"] = found
            while len(here.app.screen_stack) > 2:
                here.app.pop_screen()
            here.app.go("today")
            await here.settled()
    assert too_weak == {}


@pytest.mark.parametrize("stage", SHOWN)
async def test_the_terminals_own_colours_are_its_own(valdarco: Begin, stage: Stage) -> None:
    """What is read stands in the terminal's own colour on its own ground, or the other way round.

    Of the sixteen only magenta is drawn, which is seen on black (3.3) and on white (4.7).
    """
    async with sitting(valdarco(stage), DAYS[stage], WIDE) as here:
        here.app.draw_in("ansi")
        await here.settled()
        for keys in SHOWN[stage]:
            await here.do(keys)
            for segment in segments(here):
                assert segment.style is not None
                front, ground = colours(segment.style)
                used = {each.number for each in (front, ground) if each and not each.is_default}
                assert all(each is None or each.type is not ColorType.TRUECOLOR
                           for each in (front, ground)), (keys, segment)  # fmt: skip
                if is_text(segment.text) and used:
                    assert used == {15, 5}, (keys, segment)
                assert used <= {15, 5}, (keys, segment)
            while len(here.app.screen_stack) > 2:
                here.app.pop_screen()
            here.app.go("today")
            await here.settled()


@pytest.mark.parametrize("keys", ["", "3"])
@pytest.mark.parametrize("name", THEMES)
async def test_the_line_of_the_cursor_is_marked(valdarco: Begin, name: str, keys: str) -> None:
    async with sitting(valdarco("sessions"), DAYS["sessions"], WIDE) as here:
        here.app.draw_in(name)
        await here.do(keys)
        grounds = [
            (segment.style.bgcolor, segment.style.reverse)
            for segment in segments(here)
            if segment.style and "Renzo" in segment.text
        ]
        await here.do("down down down down down down")
        assert grounds
        marked = [
            segment.text
            for segment in segments(here)
            if segment.style and (segment.style.bgcolor, segment.style.reverse) not in grounds
        ]
        assert any(len(text.strip()) > 5 for text in marked)


async def test_a_chosen_theme_is_kept_from_start_to_start(
    valdarco: Begin,
) -> None:
    path = valdarco("sessions")
    async with sitting(path, date(2026, 4, 24)) as here:
        assert here.app.theme == "dark"
        await here.do("ctrl+p", "'colours", "enter", "'light", "enter")
        assert here.app.theme == "light"
    async with sitting(path, date(2026, 4, 24)) as here:
        assert here.app.theme == "light"


async def test_a_theme_beside_one_of_the_settings_is_said_to_be_for_now(
    valdarco: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REVMENTOR_THEME", "dark")
    path = valdarco("sessions")
    async with sitting(path, date(2026, 4, 24)) as here:
        here.app.choose_theme("light")
        await here.settled()
        assert here.app.theme == "light"
        assert "at the next start the theme of REVMENTOR_THEME counts again" in here.toasts[-1]
    async with sitting(path, date(2026, 4, 24)) as here:
        assert here.app.theme == "dark"


@pytest.mark.parametrize("kept", [b'"no such"', b"{", b"[1]", b"\xff"])
def test_a_theme_that_is_none_is_passed_over(kept: bytes) -> None:
    theme_file().parent.mkdir(parents=True, exist_ok=True)
    theme_file().write_bytes(kept)
    assert chosen_theme() == "dark"


def test_a_console_begins_in_its_own_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "linux")
    assert chosen_theme() == "ansi"


async def test_a_theme_that_cannot_be_kept_is_said(valdarco: Begin) -> None:
    theme_file().mkdir(parents=True)  # a folder stands where the file should
    async with sitting(valdarco("sessions"), date(2026, 4, 24)) as here:
        here.app.choose_theme("light")
        await here.settled()
        assert here.app.theme == "light"
        assert "The colours are not kept: theme.json cannot be written" in here.toasts[-1]
