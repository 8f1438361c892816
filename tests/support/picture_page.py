"""A page of the pictures that differ from the last commit: before and after, side by side.

    python -m tests.support.picture_page [FOLDER]

The page is FOLDER/index.html (build/pictures); the pictures lie beside it. Nothing else is written.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[2]
PICTURES = "tests/**/snapshots/**/*.svg"
HEAD = """<!doctype html><meta charset="utf-8"><title>Pictures</title>
<style>
body { font: 15px sans-serif; margin: 2em; background: #eee; }
div { display: flex; gap: 1em; }
figure { flex: 1; margin: 0; }
img { width: 100%; background: white; }
</style>
"""


def changed() -> Iterator[str]:
    """Yield each picture that is new, other or gone, beside the last commit."""
    for words in (["diff", "--name-only", "HEAD"], ["ls-files", "--others", "--exclude-standard"]):
        names = _git(*words, "-z", "--", f":(glob){PICTURES}").decode()
        yield from filter(None, names.split("\0"))


def write(folder: Path) -> int:
    """Write the page; return how many pictures it shows."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    names = sorted(changed())
    parts = [HEAD, f"<h1>Pictures that differ: {len(names)}</h1>\n"]
    for number, name in enumerate(names):
        parts.append(f"<h2>{escape(name)}</h2>\n<div>")
        for title, picture in (("before", _before(name)), ("after", _after(name))):
            file = f"{number}-{title}.svg"
            if picture:
                (folder / file).write_bytes(picture)
                shown = f'<img src="{quote(file)}" alt="{title}">'
            else:
                shown = "none"
            parts.append(f"<figure><figcaption>{title}</figcaption>{shown}</figure>")
        parts.append("</div>\n")
    (folder / "index.html").write_text("".join(parts), encoding="utf-8")
    return len(names)


def _before(name: str) -> bytes:
    known = _git("ls-tree", "--name-only", "HEAD", "--", name)
    return _git("show", f"HEAD:{name}") if known else b""


def _after(name: str) -> bytes:
    path = ROOT / name
    return path.read_bytes() if path.exists() else b""


def _git(*words: str) -> bytes:
    return subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True).stdout


def main() -> None:
    """Write the page, and say where it is."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "pictures"
    count = write(folder)
    sys.stdout.write(f"{count} pictures differ: {folder / 'index.html'}\n")


if __name__ == "__main__":
    main()
