"""The command that gives out the firm's own skills as a sheet, and takes such a sheet in."""

from __future__ import annotations

from collections import Counter

from msgspec.structs import asdict

from revmentor.actions import skills
from revmentor.cli.options import SkillsOptions
from revmentor.cli.streams import (
    deliver,
    info,
    info_doubt,
    info_error,
    print_change,
    print_line,
    write_json,
)
from revmentor.cli.terminal import opened_workspace
from revmentor.exchange import skill_sheet
from revmentor.exchange.contract.base import VERSION
from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused, WrongUsage
from revmentor.rules.programme_view import skill_name
from revmentor.rules.skill_rows import SkillDifference, SkillRowState, as_cells
from revmentor.store import typed_paths


def skills_command(options: SkillsOptions) -> int:
    """Write the firm's own skills, or take a sheet of them in."""
    if options.source is not None:
        return _take_in(options, options.source)
    if options.dry_run:
        raise WrongUsage(_("--dry-run goes with --from SHEET: what would be taken in?"))
    own = opened_workspace(options).snapshot.skills
    if options.json:
        rows = [as_cells(each) for each in own.values()]
        write_json({"version": VERSION, "skills": rows})
    else:
        deliver(skill_sheet.as_csv(own.values()), options.output, force=options.force)
    return 0


def _take_in(options: SkillsOptions, source: str) -> int:
    """Take a sheet in; return 1 where a dry run would be refused."""
    workspace = opened_workspace(options)
    path = typed_paths.STANDARD_INPUT if source == "-" else typed_paths.typed_path(source)
    raw = typed_paths.read_source(path)
    try:
        found = workspace.make(
            lambda tx: skills.bring_in(tx, skill_sheet.read_skills(skill_sheet.sheet_cells(raw))),
            today=options.day,
            dry_run=options.dry_run,
        )
    except Refused as error:
        if options.json:
            _write_rows((), error, done=False)
        if not options.dry_run:
            raise
        info_error(error)
        return 1
    info_doubt(workspace)
    if options.json:
        _write_rows(found, None, done=not options.dry_run)
    else:
        _print_rows(found, options)
    return 0


def _write_rows(
    found: tuple[()] | list[SkillDifference], error: Refused | None, *, done: bool
) -> None:
    counts = Counter(each.state for each in found)
    states: tuple[SkillRowState, ...] = ("new", "changed", "same")
    rows = [
        {
            "row": each.row.row,
            "state": each.state,
            "id": each.row.id or (None if each.state == "new" else each.skill.id),
            "name": skill_name(each.skill),
            "changes": {heading: list(pair) for heading, pair in each.changes.items()},
        }
        for each in found
    ]
    problems = [asdict(problem) for problem in error.problems] if error else []
    write_json(
        {
            "version": VERSION,
            "done": done,
            "rows": rows,
            "counts": {state: counts[state] for state in states},
            "problems": problems,
        }
    )


def _print_rows(found: list[SkillDifference], options: SkillsOptions) -> None:
    words: dict[SkillRowState, str] = {
        "new": _("new: {name}"),
        "changed": _("changed: {name}"),
        "same": _("already there: {name}"),
    }
    if options.dry_run:
        info(_("Nothing was changed. An import would do this:"))
    for each in found:
        text = words[each.state].format(name=skill_name(each.skill))
        changes = [f"{key} {old or '–'} → {new}" for key, (old, new) in each.changes.items()]
        line = f"{text} ({', '.join(changes)})" if changes else text
        (print_line if options.dry_run else print_change)(line)
