"""Pages go out, replies come in: a whole round by the real command."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from revmentor.content.sample import Stage
from revmentor.exchange import document
from revmentor.model.reply import Reply
from revmentor.store.encryption import cipher
from revmentor.store.workspace import Workspace
from tests.support.cli import TODAY, Said, revmentor
from tests.support.replies import as_file, as_text, reply_data
from tests.support.unanswered import unanswered

LAST_YEAR = "2025-04-24"


def bring_in(folder: Path, name: str, stage: Stage) -> None:
    """Bring the sample into a file that was begun, and leave no document behind."""
    written = folder / "sample.json"
    written.write_bytes(document.encode(unanswered(stage)))
    assert revmentor("import", name, written, cwd=folder).status == 0
    written.unlink()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the sample in week 12, in which the third round of the pulse is open."""
    revmentor("new", "v.json", cwd=tmp_path)
    bring_in(tmp_path, "v.json", "sessions")
    return tmp_path


def forms(folder: Path, *words: str) -> Said:
    return revmentor("forms", "v.json", *words, "--today", TODAY, cwd=folder)


def answers(folder: Path, *words: str, today: str = TODAY) -> Said:
    return revmentor("answers", "v.json", *words, "--today", today, cwd=folder)


def asked(folder: Path) -> list[Reply]:
    return sorted(Workspace.open(folder / "v.json").snapshot.replies.values(), key=lambda r: r.id)


def write_replies(folder: Path, replies: list[Reply], answer: dict[str, Any]) -> None:
    (folder / "in").mkdir(exist_ok=True)
    for each in replies:
        path = folder / "in" / f"{each.person_id}.json"
        path.write_bytes(as_file(reply_data(each, answer, TODAY)))


GOOD = {"pulse": {"answers": {"P1": 3, "P7": 0}, "fit": "good", "comment": "Fine"}}


def test_a_round_of_23_with_two_missing(folder: Path) -> None:
    out = forms(folder, "-o", "pages", "--json")
    assert len(out.json["forms"]) == 23
    assert {each["file"] for each in out.json["forms"]} | {"mails.html"} == {
        each.name for each in (folder / "pages").iterdir()
    }
    every = asked(folder)
    missing = [each.person_id for each in every[-2:]]
    write_replies(folder, every[:-2], GOOD)
    before = Workspace.open(folder / "v.json")

    dry = answers(folder, "in", "--dry-run", "--json")
    assert (dry.json["done"], dry.json["counts"]) == (False, {"new": 21})
    assert Workspace.open(folder / "v.json").generation == before.generation

    done = answers(folder, "in", "--json")
    assert (done.status, done.json["counts"]) == (0, {"new": 21})
    assert sorted(each["person_id"] for each in done.json["missing"]) == sorted(missing)
    after = Workspace.open(folder / "v.json")
    assert after.generation == before.generation + 1 == done.json["change"] + 1
    new = after.snapshot.pulses.keys() - before.snapshot.pulses.keys()
    assert len(new) == 21
    pulse = after.snapshot.pulses[min(new)]
    assert (pulse.answers, pulse.fit, pulse.method) == ({"P1": 3, "P7": 0}, "good", "page")

    told = answers(folder)
    assert told.status == 1
    names = {after.snapshot.people[each].name.split()[-1] for each in missing}
    assert all(name in told.out for name in names)
    assert "21 of 23 answered" in told.out

    assert answers(folder, "in", "--json").json["counts"] == {"same": 21}
    again = forms(folder, "-o", "again", "--json")
    assert sorted(each["person_id"] for each in again.json["forms"]) == sorted(missing)


def test_the_later_of_two_replies_wins_and_the_earlier_is_kept(folder: Path) -> None:
    forms(folder, "-o", "pages")
    reply = asked(folder)[0]
    first, second = ({"pulse": {"answers": {"P1": n}}} for n in (1, 2))
    for name, answer, day in (("b", second, "2026-04-22"), ("a", first, "2026-04-21")):
        (folder / f"{name}.json").write_bytes(as_file(reply_data(reply, answer, day)))
    done = answers(folder, "a.json", "b.json")
    assert "a second reply, it counts instead of that of 21 Apr 2026" in done.out
    kept = asked(folder)[0]
    assert [each.answers.pulse and each.answers.pulse.answers for each in kept.received] == [
        {"P1": 1},
        {"P1": 2},
    ]
    third = {"pulse": {"answers": {"P1": 0}}}
    (folder / "c.json").write_bytes(as_file(reply_data(reply, third, "2026-04-23")))
    left = answers(folder, "c.json", "--keep-first", "--json")
    assert (left.json["counts"], left.json["change"]) == ({"left": 1}, None)
    assert asked(folder)[0] == kept


def test_the_good_ones_of_a_folder_come_in_beside_the_bad(folder: Path) -> None:
    forms(folder, "-o", "pages")
    one, two, three, four = asked(folder)[:4]
    write_replies(folder, [one], GOOD)
    into = folder / "in"
    (into / "mail.txt").write_text(as_text(reply_data(two, GOOD, TODAY)), encoding="utf-8")
    (into / "cut.txt").write_text(as_text(reply_data(three, GOOD, TODAY))[:150], encoding="utf-8")
    (into / "huge.json").write_bytes(b"{" + b" " * 50_000_000 + b"}")
    (into / "notes.txt").write_text("Call Anna", encoding="utf-8")
    forged = {**reply_data(four, GOOD, TODAY), "page": "f" * 20}
    (into / "forged.json").write_bytes(as_file(forged))
    other = {**reply_data(four, GOOD, TODAY), "edition": "round-2"}
    (into / "edited.json").write_bytes(as_file(other))
    unknown = {**reply_data(four, {"signup": {"offers": ["no-such-skill"]}}, TODAY)}
    (into / "unknown.json").write_bytes(as_file(unknown))
    old = reply_data(four, GOOD, LAST_YEAR)
    (into / "old.json").write_bytes(as_file(old))
    done = answers(folder, "in", "--json")
    assert (done.status, done.json["counts"]) == (1, {"new": 2, "refused": 7})
    why = {each["source"]: each["problem"] for each in done.json["replies"]}
    assert "no end" in why["cut.txt"]
    assert "too large" in why["huge.json"]
    assert "no reply" in why["notes.txt"]
    assert "not made from this file" in why["forged.json"]
    assert "was it changed" in why["edited.json"]
    assert "no-such-skill" in why["unknown.json"]
    assert "before round 3" in why["old.json"]
    assert [bool(each.received) for each in asked(folder)[:4]] == [True, True, False, False]


def test_a_reply_of_another_programme_is_refused_by_its_name(folder: Path) -> None:
    forms(folder, "-o", "pages")
    write_replies(folder, asked(folder)[:1], GOOD)
    revmentor("new", "other.json", "--firm", "Bellini", cwd=folder)
    bring_in(folder, "other.json", "sessions")
    done = revmentor("answers", "other.json", "in", "--today", TODAY, cwd=folder)
    assert done.status == 1
    assert "“Pulse” of “Common floor” on a page that was not made from this file" in done.out


def test_a_sign_up_reaches_the_person_and_says_what_it_could_not_take(folder: Path) -> None:
    forms(folder, "-o", "pages", "--what", "signup")
    reply = next(each for each in asked(folder) if each.role == "senior")
    said = {
        "wants_talk": True,
        "signup": {
            "availability": ["tue-pm", "mon-am"],
            "works": "remote",
            "style": {"pace": 2},
            "languages": "Italian, German",
            "offers": ["negotiation"],
            "rather_with": "Giulia Ferrante e Nessuno",
            "hopes": "Fewer phone calls",
            "fears": "To look slow",
        },
    }
    write_replies(folder, [reply], said)
    done = answers(folder, "in", "--json")
    notes = done.json["replies"][0]["notes"]
    assert [("Nessuno" in note) for note in notes] == [True]
    workspace = Workspace.open(folder / "v.json")
    person = workspace.snapshot.people[reply.person_id]
    assert person.availability == ("mon-am", "tue-pm")
    assert (person.works, person.languages) == ("remote", ("it", "de"))
    view = workspace.view(reply.programme_id)
    part = view.participation(reply.person_id, "senior")
    assert (part.hopes, part.fears) == ("Fewer phone calls", "To look slow")
    names = [workspace.snapshot.people[each].name for each in part.prefers]
    assert "Giulia Ferrante" in names
    status = revmentor("status", "v.json", "--today", TODAY, "--with-notes", cwd=folder)
    assert "asked to talk" in status.out
    exported = revmentor("export", "v.json", "--what", "status", "--today", TODAY, cwd=folder)
    assert "To look slow" not in exported.out


def test_an_own_level_against_a_start_that_stands_is_said_and_the_rest_counts(
    tmp_path: Path,
) -> None:
    revmentor("new", "v.json", cwd=tmp_path)
    bring_in(tmp_path, "v.json", "pairs")
    today = "2026-01-20"
    given = revmentor(
        "forms", "v.json", "--what", "levels", "-o", "p", "--today", today, cwd=tmp_path
    )
    assert given.status == 0, given.err
    workspace = Workspace.open(tmp_path / "v.json")
    view = workspace.view(next(iter(workspace.snapshot.programmes)))
    start = next(each for each in view.all_ratings if each.moment == "baseline")
    reply = next(
        each for each in workspace.snapshot.replies.values() if each.person_id == start.person_id
    )
    rated = {each.skill_id for each in view.all_ratings if each.person_id == start.person_id}
    free = next(each for each, skill in view.skills.items()
                if skill.kind == "digital" and each not in rated)  # fmt: skip
    said = {"levels": {"levels": {start.skill_id: {"level": 5}, free: {"level": 1}}}}
    data = as_file(reply_data(reply, said, today))
    (tmp_path / "r.json").write_bytes(data)
    done = revmentor("answers", "v.json", "r.json", "--today", today, cwd=tmp_path)
    assert done.status == 0
    after = Workspace.open(tmp_path / "v.json").view(view.programme.id)
    assert "it stands" in done.out
    assert after.rating(start.person_id, start.skill_id, "baseline") == start
    own = after.rating(start.person_id, free, "baseline")
    assert own is not None
    assert (own.level, own.rated_by) == (1, "self")


def test_a_final_form_of_a_mentor_says_it_of_each_senior(folder: Path) -> None:
    forms(folder, "-o", "pages", "--what", "final")
    workspace = Workspace.open(folder / "v.json")
    view = workspace.view(next(iter(workspace.snapshot.programmes)))
    pair = view.open_pairs[0]
    reply = next(
        each for each in asked(folder) if (each.person_id, each.role) == (pair.mentor_id, "mentor")
    )
    said = {
        "final": {
            "answers": {"useful": 4},
            "gained_by": {pair.senior_id: "She no longer asks"},
            "story": "The tender",
            "consent": "without_name",
            "would_repeat": True,
            "would_recommend": 9,
        }
    }
    write_replies(folder, [reply], said)
    assert answers(folder, "in").status == 0
    after = Workspace.open(folder / "v.json").view(view.programme.id)
    form = after.evaluations[pair.mentor_id, "mentor"]
    assert form.gained_by == {pair.senior_id: "She no longer asks"}
    assert (form.consent, form.story, form.method) == ("without_name", "The tender", "page")
    theirs = {each.senior_id for each in view.pairs if each.mentor_id == pair.mentor_id}
    other = next(each for each in view.seniors if each not in theirs)
    stranger = {"final": {"gained_by": {other: "x"}}}
    later = as_file(reply_data(reply, stranger, TODAY))
    (folder / "later.json").write_bytes(later)
    refused = answers(folder, "later.json")
    assert "was never a senior of" in refused.out
    again = Workspace.open(folder / "v.json").view(view.programme.id)
    assert again.evaluations[pair.mentor_id, "mentor"] == form


TABLE = {
    "en": ("Timestamp", "Email address", "We met as planned", "yes, fully", "Favourite colour"),
    "it": ("Informazioni cronologiche", "Indirizzo email", "Ci siamo visti come previsto.",
           "sì, del tutto", "Colore"),
}  # fmt: skip


@pytest.mark.parametrize("language", TABLE)
def test_the_firm_s_own_form_comes_back_as_a_table(folder: Path, language: str) -> None:
    workspace = Workspace.open(folder / "v.json")
    person = next(
        each for each in workspace.snapshot.people.values() if each.name == "Anna De Luca"
    )
    when, mail, statement, fully, other = TABLE[language]
    rows = [
        [when, mail, "Name", statement, other],
        ["24/04/2026 10:00:00", person.email or "", "De Luca Anna", fully, "blue"],
        ["24/04/2026 10:01:00", "", "Nobody Known", fully, "red"],
    ]
    text = "\n".join(";".join(row) for row in rows)
    (folder / "t.csv").write_text(text, encoding="utf-8")
    done = answers(folder, "t.csv", "--json")
    assert done.json["counts"] == {"new": 1, "refused": 1}
    assert "Nobody Known" in done.json["replies"][1]["problem"]
    pulses = Workspace.open(folder / "v.json").snapshot.pulses.values()
    mine = [each for each in pulses if each.person_id == person.id and str(each.on) == TODAY]
    assert [(each.answers, each.method) for each in mine] == [({"P1": 3}, "table")]
    (folder / "who.json").write_text(json.dumps({"who:nobody known": "V006"}), encoding="utf-8")
    done = answers(folder, "t.csv", "--answers", "who.json", "--json")
    assert done.json["counts"] == {"same": 1, "new": 1}
    assert other not in (folder / "v.json").read_text(encoding="utf-8")


def test_the_table_that_forms_writes_is_understood(folder: Path) -> None:
    out = forms(folder, "-o", "tab", "--as", "table", "--what", "final", "--lang", "it")
    assert out.status == 0
    table = next(each for each in (folder / "tab").iterdir() if "senior" in each.name)
    columns = table.read_text(encoding="utf-8-sig").splitlines()[0].split(";")
    assert len(set(columns)) == len(columns) > 12
    heads, *choices = table.read_text(encoding="utf-8-sig").splitlines()
    first = next(row for row in choices if '"1"' in row)
    (folder / "t.csv").write_text(
        heads + "\n" + first.replace('"";"";', '"Anna De Luca";"";', 1), encoding="utf-8"
    )
    done = answers(folder, "t.csv", "--json")
    assert done.json["counts"] == {"new": 1}, done.out


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("-o", "p", "--what", "follow-up"), "Nobody is asked a form today"),
        (("-o", "p", "--for", "Nobody Known"), "Nobody Known"),
        (
            (
                "-o",
                "-",
            ),
            "name a folder",
        ),
        (("-o", "p", "--what", "levels"), "Nobody is asked a form today"),
    ],
)
def test_what_cannot_be_asked_is_a_sentence_and_changes_nothing(
    folder: Path, words: tuple[str, ...], why: str
) -> None:
    before = (folder / "v.json").read_bytes()
    out = forms(folder, *words)
    assert out.status in {2, 6}
    assert why in out.err
    assert (folder / "v.json").read_bytes() == before
    assert not (folder / "p").exists()


def test_one_mail_goes_to_all_who_are_given_a_page_by_blind_copy(folder: Path) -> None:
    forms(folder, "-o", "pages")
    people = Workspace.open(folder / "v.json").snapshot.people
    page = (folder / "pages" / "mails.html").read_text(encoding="utf-8")
    (mail,) = (html.unescape(each) for each in re.findall(r'href="(mailto:\?[^"]*)"', page))
    wanted = parse_qs(urlsplit(mail).query)
    mails = {people[each.person_id].email for each in asked(folder)} - {None}
    assert len(mails) > 1
    assert {*wanted["bcc"][0].split(",")} == mails
    assert "there is a page for each of you: Pulse" in wanted["body"][0]
    assert not any(each.name in wanted["body"][0] for each in people.values())


def test_a_reminder_goes_to_exactly_those_who_have_not_answered(folder: Path) -> None:
    forms(folder, "-o", "pages")
    every = asked(folder)
    write_replies(folder, every[:-2], GOOD)
    answers(folder, "in")
    out = answers(folder, "--remind")
    people = Workspace.open(folder / "v.json").snapshot.people
    mails = {people[each.person_id].email for each in every[-2:]} - {None}
    to = next(line for line in out.out.splitlines() if "blind copy" in line)
    assert {each for each in to.split(": ", 1)[1].split(",") if "@" in each} == mails
    assert all((people[each.person_id].name in out.out) == (each in every[-2:]) for each in every)
    assert [str(each.reminded_on) == TODAY for each in asked(folder)] == [
        each in every[-2:] for each in every
    ]


def test_of_a_locked_file_the_answers_are_sealed_and_opened_with_its_key(folder: Path) -> None:
    identity = cipher.age().x25519.Identity.generate()
    (folder / "key.txt").write_text(str(identity), encoding="ascii")
    sealed = ("--identity", "key.txt")
    out = forms(folder, "-o", "pages", "--sealed", *sealed)
    assert out.status == 0
    reply = asked(folder)[0]
    page = next(each for each in (folder / "pages").iterdir() if each.name != "mails.html")
    text = page.read_text(encoding="utf-8")
    assert str(identity.to_public()) in text
    assert str(identity) not in text
    raw = as_file(reply_data(reply, GOOD, TODAY))
    (folder / "in").mkdir()
    (folder / "in" / "a.age").write_bytes(cipher.closed([raw], [str(identity.to_public())]))
    assert "passphrase" in answers(folder, "in").out
    done = answers(folder, "in", *sealed, "--json")
    assert done.json["counts"] == {"new": 1}
    other = cipher.age().x25519.Identity.generate()
    (folder / "other.txt").write_text(str(other), encoding="ascii")
    refused = answers(folder, "in", "--identity", "other.txt", "--json")
    assert "another one" in refused.json["replies"][0]["problem"]


def test_who_is_erased_is_in_no_reply_and_in_no_page(folder: Path) -> None:
    forms(folder, "-o", "pages")
    every = asked(folder)
    people = Workspace.open(folder / "v.json").snapshot.people
    gone = next(each for each in every if each.role == "senior")
    name = people[gone.person_id].name
    said = {"pulse": {"comment": f"{name} helps me"}}
    write_replies(folder, [each for each in every if each != gone][:3], said)
    own = as_file(reply_data(gone, GOOD, TODAY))
    (folder / "in" / "own.json").write_bytes(own)
    assert answers(folder, "in").status == 0
    for each in (folder / "in").iterdir():
        each.unlink()
    done = revmentor("erase", "v.json", gone.person_id, "--today", TODAY, cwd=folder)
    assert done.status in {0, 1}, done.err
    after = Workspace.open(folder / "v.json").snapshot
    assert not [each for each in after.replies.values() if each.person_id == gone.person_id]
    left = [path for path in folder.rglob("*") if path.is_file()
            and name.encode() in path.read_bytes()]  # fmt: skip
    assert left == []
