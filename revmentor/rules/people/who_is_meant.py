"""Who is meant by a name that was typed: whole, a first name, a surname, or an id."""

from __future__ import annotations

from collections.abc import Collection

from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused
from revmentor.model.skill import Skill
from revmentor.rules.closest import did_you_mean, either
from revmentor.rules.programme_view import View
from revmentor.rules.same_person import People, folded


def person_called(view: View, word: str, among: Collection[str] | None = None) -> str:
    """Return the id of whoever is called so, of some people or of all who take part.

    Raises :class:`Refused` where nobody is, naming who may have been meant, and where several are.
    """
    known = view.snapshot.people
    ids = [each for each in (view.participants if among is None else among) if each in known]
    if word in ids:
        return word
    people = People(known[each] for each in ids)
    called = people.named(word) or [
        known[each] for each in ids if folded(word) in folded(known[each].name).split()
    ]
    found = _by_first_name(view, word, list(dict.fromkeys(each.id for each in called)))
    if len(found) == 1:
        return found[0]
    names = [f"{view.name(each)} ({each})" for each in found]
    if found:
        text = _("“{name}” may be {names}. Write the whole name, or the id.")
        raise Refused(text.format(name=word, names=either(names)), field="person")
    text = _("Nobody here is called “{name}”.").format(name=word)
    guess = did_you_mean(word, [view.name(each) for each in ids])
    raise Refused(f"{text} {guess}".strip(), field="person")


def _by_first_name(view: View, word: str, found: list[str]) -> list[str]:
    """Return the one of several whose first name a word is, or who is listed so; else all."""
    exact = [each for each in found if folded(view.name(each)) == folded(word)]
    first = [e for e in found if folded(view.snapshot.people[e].name).split()[:1] == [folded(word)]]
    return next((each for each in (exact, first) if len(each) == 1), found)


def skill_called(view: View, word: str) -> str:
    """Return the id of the skill called so, in either language, or by some words of its name.

    Raises :class:`Refused` where none or several are, naming those that may have been meant.
    """
    if word in view.skills:
        return word
    wanted = folded(word)
    whole = [each.id for each in view.skills.values() if wanted in map(folded, _names(each))]
    part = [
        each.id
        for each in view.skills.values()
        if wanted and any(set(wanted.split()) <= set(folded(n).split()) for n in _names(each))
    ]
    found = whole or part
    if len(found) == 1:
        return found[0]
    if found:
        names = either([view.skill_name(each) for each in found])
        text = _("“{name}” may be {names}. Write the whole name.")
        raise Refused(text.format(name=word, names=names), field="skill")
    text = _("There is no skill “{name}”.").format(name=word)
    every = [name for each in view.skills.values() for name in _names(each)]
    raise Refused(f"{text} {did_you_mean(word, every)}".strip(), field="skill")


def _names(skill: Skill) -> list[str]:
    return [each for each in skill.name.values() if each]
