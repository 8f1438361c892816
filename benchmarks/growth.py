"""How cost grows with size: lines of our own code that are run, drawn over people and programmes.

    python benchmarks/growth.py [PICTURE]

Lines do not depend on the machine. What a library does in one call counts as one, however large
what it is given: the table of ratios is for that. With PICTURE (an SVG) the lines are drawn, both
axes logarithmic.
"""

from __future__ import annotations

import contextlib
import io
import math
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.counting import OurLines
from benchmarks.firms import DAY, Size, write_firm
from revmentor.cli.main import main as command_line
from revmentor.rules import journey
from revmentor.rules.care.today import today
from revmentor.store.workspace import Workspace

PEOPLE = tuple(Size(mentors, 3 * mentors, 1, 24, 12) for mentors in (6, 12, 24, 48))
PROGRAMMES = tuple(Size(6, 18, programmes, 24, 12) for programmes in (1, 2, 4, 8))


class Curve(msgspec.Struct, frozen=True):
    """What something takes at each size."""

    name: str
    sizes: Sequence[int]
    lines: Sequence[int]

    @property
    def slope(self) -> float:
        """How steeply it rises: 0 where the size does not matter, 1 where it grows as the size."""
        (first, *_, last), (few, *_, many) = self.sizes, self.lines
        return math.log(many / few) / math.log(last / first)


def of_today(workspace: Workspace) -> None:
    """Ask everything that Today and the rail show."""
    programme = workspace.current_programme()
    view = workspace.view(programme.id if programme else "")
    today(view, DAY)
    list(journey.steps(view, DAY))


def of_a_save(workspace: Workspace) -> None:
    """Write a note on a session, and take it back."""
    programme = workspace.current_programme()
    every = workspace.snapshot.sessions.values()
    session = next(each for each in every if programme and each.programme_id == programme.id)
    workspace.commit("a note", put=[msgspec.structs.replace(session, note="late")])
    workspace.undo()


def of_command(*words: str) -> Callable[[Workspace], None]:
    """Return what runs a command on the file; what it writes lies beside the file."""

    def run(workspace: Workspace) -> None:
        path = workspace.path
        given = [str(path.with_name(each)) if "." in each else each for each in words[1:]]
        nowhere = io.TextIOWrapper(io.BytesIO())
        with contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(io.StringIO()):
            command_line([words[0], str(path), *given, "--today", DAY.isoformat()])

    return run


MEASURES: dict[str, Callable[[Workspace], None]] = {
    "Today": of_today,
    "a save and its undo": of_a_save,
    "status": of_command("status"),
    "report": of_command("report", "-o", "report.html", "--force"),
    "export": of_command("export"),
    "check": of_command("check"),
}


def curves(sizes: Sequence[Size], names: Iterable[str] = MEASURES) -> list[Curve]:
    """Return what each measure takes at every size; the axis is what differs between these."""
    counted: dict[str, list[int]] = {name: [] for name in names}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "firm.json"
            write_firm(path, size)
            for name, lines in counted.items():
                workspace = Workspace.open(path)
                with OurLines() as ran:
                    MEASURES[name](workspace)
                lines.append(ran.count)
    same_people = sizes[0].mentors == sizes[-1].mentors
    axis = [each.programmes if same_people else each.mentors + each.seniors for each in sizes]
    return [Curve(name, axis, lines) for name, lines in counted.items()]


def main() -> None:
    """Print the slopes, and draw the curves where a picture is named."""
    drawn = (("people", curves(PEOPLE)), ("programmes", curves(PROGRAMMES)))
    for axis, every in drawn:
        print(f"| over {axis} | {' | '.join(map(str, every[0].sizes))} | slope |")
        print("|---|" + "---|" * (len(every[0].sizes) + 1))
        for curve in every:
            cells = " | ".join(f"{each:,}" for each in curve.lines)
            print(f"| {curve.name} | {cells} | {curve.slope:.2f} |")
        print()
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(_picture(drawn), encoding="utf-8")


# -- the picture -----------------------------------------------------------------------------------

_WIDTH, _HEIGHT, _LEFT, _TOP = 300, 260, 60, 40
_DASHES = ("", "8 3", "2 3", "10 3 2 3", "5 5", "1 4")


def _picture(drawn: Sequence[tuple[str, Sequence[Curve]]]) -> str:
    """Return both plots side by side, with one legend."""
    every = [lines for _axis, curves in drawn for curve in curves for lines in curve.lines]
    low, high = math.log10(min(every)) - 0.1, math.log10(max(every)) + 0.1
    parts = [_plot(axis, curves, at, low, high) for at, (axis, curves) in enumerate(drawn)]
    parts += [_legend(at, curve.name) for at, curve in enumerate(drawn[0][1])]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 940 340" font-family="sans-serif" '
        'font-size="12" fill="none" stroke="#345">\n' + "\n".join(parts) + "\n</svg>\n"
    )


def _plot(axis: str, curves: Sequence[Curve], at: int, low: float, high: float) -> str:
    left, bottom = _LEFT + at * (_WIDTH + 50), _TOP + _HEIGHT
    sizes = [math.log10(each) for each in curves[0].sizes]

    def x(size: float) -> float:
        return left + (math.log10(size) - sizes[0]) / (sizes[-1] - sizes[0]) * (_WIDTH - 30) + 10

    def y(lines: float) -> float:
        return bottom - (math.log10(lines) - low) / (high - low) * _HEIGHT

    parts = [f'<rect x="{left}" y="{_TOP}" width="{_WIDTH}" height="{_HEIGHT}"/>']
    parts.append(_text(left, _TOP - 12, f"lines run, over {axis}"))
    parts += [_text(x(size) - 6, bottom + 18, str(size)) for size in curves[0].sizes]
    for power in range(math.ceil(low), math.floor(high) + 1):
        parts.append(
            f'<path stroke="#ccd" d="M{left} {y(10**power):.0f}h{_WIDTH}"/>'
            + (_text(left - 40, y(10**power) + 4, f"10^{power}") if not at else "")
        )
    for place, curve in enumerate(curves):
        points = zip(curve.sizes, curve.lines, strict=True)
        line = " ".join(f"{x(size):.1f},{y(lines):.1f}" for size, lines in points)
        dashes = _DASHES[place % len(_DASHES)]
        parts.append(f'<polyline stroke-width="2" stroke-dasharray="{dashes}" points="{line}"/>')
    return "\n".join(parts)


def _legend(at: int, name: str) -> str:
    top = _TOP + 20 + at * 22
    line = f'<path stroke-width="2" stroke-dasharray="{_DASHES[at]}" d="M740 {top}h40"/>'
    return line + _text(788, top + 4, name)


def _text(x: float, y: float, words: str) -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" fill="#123" stroke="none">{words}</text>'


if __name__ == "__main__":
    main()
