"""What the help of each command ends with: examples that run as they stand, and how it ends.

The examples of a command use each of its arguments at least once, but for those of every command.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from revmentor.i18n.gettext import _

_WIDTH = 74
ACME = "acme.revmentor.json"

EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "open": (ACME, f"{ACME} --no-mouse --lang it", f"{ACME} --identity key.txt"),
    "demo": ("demo", "demo --step pairs --no-mouse"),
    "new": (f'new {ACME} --firm "Acme S.r.l." --country IT',),
    "status": (
        f"status {ACME}",
        "status clients/*.revmentor.json --json",
        f"status {ACME} --programme pr0001 --with-notes",
    ),
    "log": (
        f"log {ACME}",
        f'log {ACME} Sara --taught "a shared folder" --received "how prices are made"',
        f'log {ACME} Sara Fulvio --day 23/4 --step "one mail a day" --step-by 30/4 --ratings 45',
        f'log {ACME} Sara --held-on 24/4 --own-step "Fulvio=two mails a day" --decision later',
        f'log {ACME} Luca --tried no --why-not "no time" --talk Loredana --note "call her"',
        f"log {ACME} Luca --minutes 40 --preparation 10 --mentor-share 60 --guide G3 --seen-by me",
        f"log {ACME} Luca --absent Nadia --excused Loredana --mode remote --link https://meet.test",
        f'log {ACME} Sara --taught "cells" --taught-in Spreadsheets --received-in Negotiating',
        f'log {ACME} Luca --status missed --reason "at a fair" --dry-run --json',
        f"log {ACME} Luca --status moved --moved-to 30/4 --programme pr0001 --sure",
    ),
    "message": (
        f"message {ACME}",
        f"message {ACME} Sara Fulvio",
        f"message {ACME} Fulvio --what missed_twice",
        f"message {ACME} --what invitation --told --json --programme pr0001",
    ),
    "import": (
        f"import {ACME} people.xlsx --dry-run --json",
        f"import {ACME} people.xlsx --answers answers.json",
        f"import {ACME} people.xlsx --accept-defaults",
        f"import {ACME} part.json --update --programme pr0001",
        f"import {ACME} other.json --other-firm --erased leave-out",
        "import --template people.xlsx --force",
    ),
    "skills": (
        f"skills {ACME} -o skills.csv --force",
        f"skills {ACME} --from skills.csv --dry-run --json",
    ),
    "export": (
        f"export {ACME} -o acme.json --force",
        f"export {ACME} --what people --format csv --dialect excel-it -o people.csv",
        f"export {ACME} --what person --person V001 --format html --with-notes -o ettore.html",
        f"export {ACME} --what evaluation --audience sponsor --release-names",
        f"export {ACME} --what sessions --programme pr0001 --today 2026-04-24",
    ),
    "schema": ("schema --what status", "schema -o document.json --force"),
    "pair": (f"pair {ACME}", f"pair {ACME} --programme pr0001 --json", f"pair {ACME} --apply"),
    "forms": (
        f"forms {ACME} -o pages",
        f"forms {ACME} --what pulse --for Ettore --sealed -o pages --force --json",
        f"forms {ACME} --what final --all --as table --programme pr0001 -o tables",
    ),
    "answers": (
        f"answers {ACME}",
        f"answers {ACME} replies/ --dry-run --json",
        f"answers {ACME} table.xlsx --answers answers.json --keep-first --programme pr0001",
        f"answers {ACME} --remind",
    ),
    "calendar": (
        f"calendar {ACME} -o calendars",
        f"calendar {ACME} --programme pr0001 -o . --force",
        f"calendar {ACME} --for Giulia --for Ettore -o calendars --force",
        f"calendar {ACME} --week -o calendars --force",
    ),
    "paper": (
        f"paper {ACME} -o to-print",
        f"paper {ACME} --what agenda --week --programme pr0001 -o to-print --force",
        f"paper {ACME} --what charter --for Giulia --for Ettore -o to-print",
    ),
    "report": (
        f"report {ACME} -o report.html --force --appendix",
        f"report {ACME} --audience sponsor --release-names --programme pr0001 -o sponsor.html",
        f"report {ACME} --audience sponsor --mid-point -o mid-point.html",
    ),
    "check": (f"check {ACME}", f"check {ACME} --json"),
    "compare": (
        f"compare {ACME}",
        f'compare {ACME} "acme (conflict).json" --with-notes --json',
        f"compare {ACME} copy.json --take sessions:s0064 --take people:p0077",
        f"compare {ACME} copy.json --take-all --dry-run",
    ),
    "archive": (
        f"archive {ACME}",
        f"archive {ACME} --programme pr0001 -o ended-2024.revmentor.json",
        f"archive {ACME} --programme pr0001 --back",
        f"archive {ACME} --programme pr0001 --from ended-2024.revmentor.json",
    ),
    "backup": (f"backup {ACME}", f"backup {ACME} -o copies/ --force"),
    "restore": (
        f"restore {ACME} --json",
        f"restore {ACME} --last-good",
        f"restore {ACME} --change 12",
        f"restore {ACME} --from copies/acme.json --other-firm",
        f"restore {ACME} --accept",
    ),
    "erase": (
        f"erase {ACME} V001 --dry-run --json",
        f"erase {ACME} V001 --keep-figures --look-in to-print",
    ),
    "restrict": (f"restrict {ACME} V001", f"restrict {ACME} V001 --lift"),
    "privacy": (
        f"privacy {ACME} --what notice -o notice.txt --force",
        f"privacy {ACME} --given-on 2026-04-24 --keep-until 2028-12-31",
    ),
    "close-client": (
        f"close-client {ACME} -o hand-over.json --force",
        f"close-client {ACME} -o hand-over.json --remove",
    ),
    "lock": (
        f"lock {ACME} --new-key --recovery-sheet key.html --force",
        f"lock {ACME} --escrow age1…",
    ),
    "rekey": (
        f"rekey {ACME} --to key.txt --escrow age1…",
        f"rekey {ACME} --no-escrow --recovery-sheet key.html --force",
    ),
    "unlock": (f"unlock {ACME}",),
    "settings": ("settings", "settings --begin"),
    "completion": (
        "completion bash > revmentor",
        "completion fish > revmentor.fish",
    ),
    "manual": ("manual > revmentor.1",),
}
"""Of each command what can be typed, without the word `revmentor`."""

_WITHOUT_A_FILE = {"demo", "schema", "settings", "completion", "manual"}


def statuses(command: str) -> Mapping[int, str]:
    """Return how a command may end: each exit status and what it says."""
    attention = {
        "status": _("done, and something wants a person"),
        "pair": _("done, and somebody stays without a mentor"),
        "import": _("of --dry-run: it would be refused"),
        "skills": _("of --dry-run: it would be refused"),
        "answers": _("done, and somebody has not answered, or a reply was refused"),
        "check": _("done, and something needs attention"),
        "compare": _("done, and the two still differ"),
        "erase": _("done, and something stays to be decided by a person"),
        "settings": _("done, and something in the settings is not understood"),
    }
    of_a_file = {
        3: _("another program keeps writing the file"),
        4: _("the file cannot be read, or something could not be written"),
        5: _("wrong passphrase, or nobody to ask for it"),
        6: _("it was refused, and nothing changed"),
    }
    without = {4: _("something could not be written")}
    ends = {0: _("done"), 2: _("wrong usage: the sentence says what")}
    if command in attention:
        ends[1] = attention[command]
    ends |= without if command in _WITHOUT_A_FILE else of_a_file
    ends[70] = _("a fault of our own; a report says where")
    return dict(sorted(ends.items()))


def ending(command: str) -> str:
    """Return what stands at the end of the help of a command."""
    return "\n".join(_ending_lines(command))


def _ending_lines(command: str) -> Iterator[str]:
    yield _("Examples:")
    for example in EXAMPLES[command]:
        yield from _within(f"revmentor {example}")
    yield ""
    yield _("How it ends (exit status):")
    for status, text in statuses(command).items():
        yield f"  {status:>2}  {text}"


def _within(command: str) -> list[str]:
    """Return a command on lines of the help, each but the last ending as a shell goes on.

    A line ends before an option, so that each keeps its value.
    """
    first, *words = re.split(r" (?=--?\w)", command)
    lines = [first]
    for word in words:
        if len(lines[-1]) + len(word) > _WIDTH:
            lines[-1] += " \\"
            lines.append(f"    {word}")
        else:
            lines[-1] += f" {word}"
    return [f"  {line}" for line in lines]
