"""The texts we ship, and a consultant's own in their place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest

from revmentor.content import library, templates
from revmentor.content.skills import catalogue
from revmentor.exchange.message_places import PLACES
from revmentor.i18n.gettext import LANGUAGES, addressed_by, set_language
from revmentor.model.errors import RevmentorError
from revmentor.rules.messages.phases import MessagePhase

SHIPPED = Path(library.__file__).parent
GUIDES = [*(f"G{n}" for n in range(15)), "GM", "GR"]
CLAUSES = [str(n) for n in range(1, 13)]
PULSE = ["scale", "about", *(f"P{n}" for n in range(1, 9)), "fit", "comment"]
READINESS = [
    *("about-mentor", "about-senior"),
    *(f"M{n}" for n in range(1, 9)),
    *(f"S{n}" for n in range(1, 9)),
]
REMEDIES = [f"B{n}" for n in range(1, 19)]
MESSAGES = [
    "invitation",
    "line_manager",
    "pairing_mentor",
    "pairing_senior",
    "reminder",
    "missed_once",
    "missed_twice",
    "pause",
    "stand_in",
    "stand_in_senior",
    "rematch",
    "mid_point",
    "final_form",
    "not_answered",
    "thanks",
    "follow_up",
    "form_page",
    "form_pages",
]
IDS: dict[library.TextKind, tuple[Callable[[], list[str]], list[str]]] = {
    "guides": (lambda: [each.id for each in library.guides()], GUIDES),
    "charter": (lambda: [number for number, _title, _text in library.charter()], CLAUSES),
    "pulse": (lambda: list(library.pulse()), PULSE),
    "readiness": (lambda: list(library.readiness()), READINESS),
    "playbook": (lambda: [each.id for each in library.playbook()], REMEDIES),
    "messages": (lambda: [each.id for each in library.messages()], MESSAGES),
    "resources": (
        lambda: [each.id for each in library.cards()],
        [f"C{number}" for number in range(1, 13)],
    ),
    "templates": (
        lambda: [each.id for each in templates.templates()],
        [f"T{number}" for number in range(1, 9)],
    ),
    "privacy": (lambda: [each.id for each in library.privacy()], ["record", "notice"]),
}
RULES = {
    *(f"R{n}" for n in range(1, 13)),
    *("charter", "one_way", "hours", "lost_slots", "no_next", "mentor_talk", "weighs"),
    *("fit", "pulse", "mentor_pulse"),
}
WITHOUT_REMEDY: set[str] = set()
"""The signals that no remedy answers: none."""
READERS = {"stand_in",
    "participant", "both", "line_manager", "mentor", "senior", "not_answered", "follow_up",
    "form_page",
}  # fmt: skip


def forget() -> None:
    library._read.cache_clear()
    library._guides.cache_clear()


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of somebody's own texts, nothing in it yet."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    forget()
    folder = library.own_texts_folder()
    folder.mkdir(parents=True)
    yield folder
    forget()


def shipped(name: str) -> str:
    return (SHIPPED / name).read_text(encoding="utf-8")


def changed(own: Path, name: str, old: str, new: str) -> None:
    text = shipped(name)
    assert old in text
    (own / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def guide(guide_id: str) -> library.Guide:
    return next(each for each in library.guides() if each.id == guide_id)


# -- what is shipped ------------------------------------------------------------------------------


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("kind", IDS)
def test_every_entry_is_there_in_both_languages_and_in_the_same_order(
    kind: library.TextKind, code: str
) -> None:
    set_language(code)
    read, expected = IDS[kind]
    assert read() == expected


def test_the_two_languages_are_two_texts() -> None:
    english = [each.purpose for each in library.guides()]
    set_language("it")
    assert not set(english) & {each.purpose for each in library.guides()}


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_blocks_of_each_guide_add_up_to_its_length(code: str) -> None:
    set_language(code)
    sums = {
        (each.id, length): sum(block.minutes for block in blocks)
        for each in library.guides()
        for length, blocks in each.lengths.items()
    }
    assert sums == {(guide_id, length): length for guide_id, length in sums}
    assert {guide_id for guide_id, _length in sums} == set(GUIDES)


def test_a_guide_has_the_same_shape_in_both_languages() -> None:
    def shapes() -> list[object]:
        return [
            (
                each.id,
                each.phase,
                each.who,
                each.give_back == "–",
                each.to_try == "–",
                {n: [b.minutes for b in blocks] for n, blocks in each.lengths.items()},
            )
            for each in library.guides()
        ]

    english = shapes()
    set_language("it")
    assert shapes() == english


def test_a_remedy_answers_the_same_signals_in_both_languages() -> None:
    english = [(each.rules, each.rematch) for each in library.playbook()]
    set_language("it")
    assert [(each.rules, each.rematch) for each in library.playbook()] == english


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_entry_says_something_everywhere(code: str) -> None:
    set_language(code)
    said = [text for clause in library.charter() for text in clause]
    for each in library.guides():
        said += [each.title, each.who, each.purpose, each.before, each.give_back, each.to_try]
        said += [word for blocks in each.lengths.values() for b in blocks for word in (b.label,)]
    for remedy in library.playbook():
        said += [remedy.title, remedy.signs, remedy.first, remedy.lasting, *remedy.reasons]
        assert remedy.reasons
    for message in library.messages():
        said += [message.title, message.subject]
        assert message.paragraphs
    assert all(said)


@pytest.mark.parametrize("code", LANGUAGES)
def test_both_sides_answer_every_item_of_the_pulse(code: str) -> None:
    set_language(code)
    found = library.pulse()
    for item in (*(f"P{n}" for n in range(1, 9)), "fit", "comment"):
        assert found[item].fields["mentor"], item
        assert found[item].fields["senior"], item
    assert list(found["scale"].fields) == ["0", "1", "2", "3"]
    assert all(found["scale"].fields.values())
    assert found["about"].fields["text"]


def test_every_signal_is_answered_by_a_remedy_and_no_other_is_named() -> None:
    named = {rule for each in library.playbook() for rule in each.rules}
    assert named == RULES - WITHOUT_REMEDY


@pytest.mark.parametrize("code", LANGUAGES)
def test_messages_go_to_somebody_and_ask_only_for_what_is_known(code: str) -> None:
    set_language(code)
    for each in library.messages():
        assert each.to in READERS, each.id
        assert set(each.phases) <= {*get_args(MessagePhase)}, each.id
        for text in (each.subject, *each.paragraphs):
            assert set(re.findall(r"\{(.*?)\}", text)) <= PLACES, (each.id, text)
            assert not re.search(r"[{}]", re.sub(r"\{[a-z_]+\}", "", text)), (each.id, text)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("kind", IDS)
def test_the_words_shipped_are_plain_and_put_nobody_down(kind: str, code: str) -> None:
    text = shipped(f"{kind}.{code}.md")
    assert not re.findall(r"remedial|cors[oi] di recupero", text, re.IGNORECASE)
    assert not re.findall(r"</?[a-zA-Z!][^>]*>|&[a-z]+;|&#\d+;", text)
    if kind not in {"messages", "privacy"}:
        assert not re.findall(r"[{}]", text)


def test_the_nearest_length_is_the_shorter_of_two() -> None:
    first = guide("G1")
    lengths = (1, 15, 22, 23, 25, 30, 45, 46, 60, 480)
    assert sorted(first.lengths) == [15, 30, 60]
    assert [first.nearest(each) for each in lengths] == [15, 15, 15, 30, 30, 30, 30, 60, 60, 60]
    assert guide("G0").nearest(25) == 90


# -- a consultant's own ---------------------------------------------------------------------------


def test_an_own_file_is_read_in_place_of_ours_and_the_others_stay(own: Path) -> None:
    changed(own, "charter.en.md", "Both are learners here", "We learn from each other")
    assert library.charter()[0][1] == "We learn from each other"
    assert len(library.guides()) == len(GUIDES)
    set_language("it")
    assert library.charter()[0][1] == "Qui si impara in due"


def test_an_own_guide_is_read_with_its_own_lengths(own: Path) -> None:
    text = """Words before the first entry are not read.

## X1 Our own hour
phase: middle
who: pair
purpose: A thing: with a colon.
before: –
give-back: A story.
to try: –

### 40
- 10 Coffee: Talk.
- 30 Work: Try: twice.
"""
    (own / "guides.en.md").write_text(text, encoding="utf-8")
    (only,) = library.guides()
    assert (only.id, only.title, only.phase) == ("X1", "Our own hour", "middle")
    assert only.purpose == "A thing: with a colon."
    assert only.lengths == {
        40: (library.Block(10, "Coffee", "Talk."), library.Block(30, "Work", "Try: twice."))
    }
    assert only.nearest(15) == 40


def test_an_own_file_saved_by_an_editor_of_windows_is_read_the_same(own: Path) -> None:
    before = (library.guides(), library.messages())
    for name in ("guides.en.md", "messages.en.md"):
        text = shipped(name).replace("\n", "\r\n")
        (own / name).write_bytes(b"\xef\xbb\xbf" + text.encode())
    forget()
    assert (library.guides(), library.messages()) == before


def test_an_own_file_that_begins_with_its_first_entry_is_read_from_there(own: Path) -> None:
    (own / "charter.en.md").write_text("## 1 Only one\ntext: This.", encoding="utf-8")
    assert library.charter() == [("1", "Only one", "This.")]


@pytest.mark.parametrize(
    ("kind", "line", "entry", "key"),
    [
        ("guides", "purpose: The two get to know", "G1", "purpose"),
        ("guides", "to try: The senior uses the first", "G1", "to try"),
        ("charter", "text: While we meet", "2", "text"),
        ("playbook", "lasting: Let them join", "B1", "lasting"),
        ("messages", "subject: You will be working with {other}", "pairing_mentor", "subject"),
    ],
)
def test_an_entry_that_lacks_a_line_is_named_with_it(
    own: Path, kind: library.TextKind, line: str, entry: str, key: str
) -> None:
    changed(own, f"{kind}.en.md", line, line.partition(": ")[2])
    with pytest.raises(RevmentorError) as caught:
        IDS[kind][0]()
    for word in (str(own / f"{kind}.en.md"), f"“{entry}”", f"“{key}: …”"):
        assert word in str(caught.value)


@pytest.mark.parametrize(
    "line",
    ["- Two people: Each tells", "- three Two people: Each tells", "- 3 Two people"],
    ids=["no minutes", "minutes in words", "no text"],
)
def test_a_block_that_cannot_be_read_is_named_with_its_guide(own: Path, line: str) -> None:
    changed(
        own,
        "guides.en.md",
        "- 3 Two people: Each tells of one thing learned well and of what helped in learning it.",
        line,
    )
    with pytest.raises(RevmentorError) as caught:
        library.guides()
    assert "guide G1 " in str(caught.value)
    assert line.removeprefix("- ") in str(caught.value)


@pytest.mark.parametrize(
    "head", ["", "### 30 minutes"], ids=["no length", "a length with its unit"]
)
def test_a_guide_without_a_length_is_named(own: Path, head: str) -> None:
    text = "## X1 Own\nphase: any\nwho: pair\npurpose: a\nbefore: b\ngive-back: –\nto try: –\n"
    (own / "guides.en.md").write_text(f"{text}\n{head}\n- 30 Work: Try.\n", encoding="utf-8")
    with pytest.raises(RevmentorError) as caught:
        library.guides()
    assert "X1" in str(caught.value)


@pytest.mark.parametrize("kind", IDS)
@pytest.mark.parametrize(
    "octets",
    [b"", b"\n\n", b"words and no entry\n", "## 1 Perché\ntext: è".encode("latin-1")],
    ids=["empty", "blank", "no entry", "not UTF-8"],
)
def test_a_file_that_cannot_be_read_is_named(
    own: Path, kind: library.TextKind, octets: bytes
) -> None:
    (own / f"{kind}.en.md").write_bytes(octets)
    with pytest.raises(RevmentorError, match=re.escape(str(own / f"{kind}.en.md"))) as caught:
        IDS[kind][0]()
    assert ("begins with ##" in str(caught.value)) == (b"##" not in octets)


def test_a_file_put_right_is_read_again(own: Path) -> None:
    (own / "charter.en.md").write_bytes(b"")
    with pytest.raises(RevmentorError):
        library.charter()
    (own / "charter.en.md").write_text("## 1 One\ntext: This.\n", encoding="utf-8")
    assert len(library.charter()) == 1


def test_a_pulse_without_an_item_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    library._read.cache_clear()
    own = library.own_texts_folder()
    own.mkdir(parents=True)
    ours = Path(library.__file__).with_name("pulse.en.md").read_text(encoding="utf-8")
    (own / "pulse.en.md").write_text(ours.replace("## P3", "## P33"), encoding="utf-8")
    try:
        with pytest.raises(RevmentorError, match="P3"):
            library.pulse()
    finally:
        library._read.cache_clear()


# -- cards ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_card_has_text_and_skills_of_the_catalogue(code: str) -> None:
    known = catalogue()
    set_language(code)
    for card in library.cards():
        assert card.paragraphs, card.id
        assert card.title, card.id
        assert card.audience in {"mentor", "senior", "both"}, card.id
        assert set(card.skills) <= set(known), card.id


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_guide_of_a_week_is_of_its_phase_and_for_who_meets(code: str) -> None:
    set_language(code)
    first = library.guide_of(1, 24, group=False)
    assert (first.phase, first.who) == ("start", "pair")
    assert library.guide_of(12, 24, group=True).who == "group"
    assert library.guide_of(24, 24, group=False).phase == "end"


def test_every_italian_message_has_both_forms_with_the_same_places_and_no_tu_in_the_formal() -> (
    None
):
    set_language("it")
    informal = library.messages()
    with addressed_by("lei"):
        formal = library.messages()
    for tu, lei in zip(informal, formal, strict=True):
        assert (tu.id, tu.to, tu.title, tu.phases) == (lei.id, lei.to, lei.title, lei.phases)
        assert tu.paragraphs != lei.paragraphs, tu.id
        assert len(tu.paragraphs) == len(lei.paragraphs), tu.id
        for one, other in zip(tu.paragraphs, lei.paragraphs, strict=True):
            assert re.findall(r"\{.*?\}", one) == re.findall(r"\{.*?\}", other), (tu.id, one)
        words = set(re.findall(r"\w+", " ".join([lei.subject, *lei.paragraphs]).lower()))
        assert not words & {"tu", "te", "ti", "tuo", "tua", "tuoi", "tue", "ciao"}, lei.id
    set_language("en")
    plain = library.messages()
    with addressed_by("lei"):
        assert library.messages() == plain
