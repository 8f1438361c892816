"""Start and keys beside a bare Textual application, as ratios in one run.

    python benchmarks/start.py PATH/TO/pty_bench.py [RUNS]

The harness plays a terminal and times the first usable screen; it is kept with the project's tools,
outside this repository. Prints one line for each measure, and the ratio to the bare application.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

HELLO = """
from textual.app import App
from textual.widgets import Button, Footer, Header

class Hello(App):
    BINDINGS = [("ctrl+q", "quit", "Quit")]
    def compose(self):
        yield Header()
        yield Button("Hello")
        yield Button("World")
        yield Footer()

Hello().run()
"""


def main() -> None:
    """Time both applications and print the ratios."""
    harness, runs = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "7"
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "hello.py").write_text(HELLO, encoding="utf-8")
        file = place / "valdarco.revmentor.json"
        _sample(file)
        revmentor = [sys.executable, "-m", "revmentor", str(file), "--today", "2026-04-24"]
        spec = [
            {
                "name": "bare",
                "argv": [sys.executable, str(place / "hello.py")],
                "wait": "Hello",
                "keys": ["tab"],
            },
            {
                "name": "list key",
                "argv": [*revmentor, "--lang", "en"],
                "wait": "Needs you",
                "keys": ["down"],
            },
            {
                "name": "another step",
                "argv": [*revmentor, "--lang", "en"],
                "wait": "Needs you",
                "keys": ["3", "4"],
            },
        ]
        (place / "spec.json").write_text(json.dumps(spec), encoding="utf-8")
        out = place / "out.json"
        command = [sys.executable, harness, "--spec", str(place / "spec.json")]
        subprocess.run([*command, "--runs", runs, "--json", str(out)], check=True)


def _sample(file: Path) -> None:
    sample = Path(__file__).parents[1] / "sample_data" / "valdarco-3-week-12.json"
    for words in (["new", str(file)], ["import", str(file), str(sample)]):
        command = [sys.executable, "-m", "revmentor", *words]
        subprocess.run(command, check=True, capture_output=True)


if __name__ == "__main__":
    main()
