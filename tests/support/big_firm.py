"""A firm of any size, invented from a seed: for benchmarks and for what takes its time."""

from __future__ import annotations

import random
from pathlib import Path

from revmentor.actions import imports
from revmentor.model.programme import Programme
from revmentor.model.snapshot import Document
from revmentor.store.workspace import Workspace
from tests.support.firm import FIRM, PROGRAMME, START, goal, part, person, rating

SKILLS = (
    "ai-assistants",
    "co-editing",
    "dashboards",
    "shared-calendar",
    "social-media",
    "spreadsheets",
    "team-chat",
    "video-meetings",
)
HALF_DAYS = tuple(
    f"{day}-{half}" for day in ("mon", "tue", "wed", "thu", "fri") for half in ("am", "pm")
)


def large(path: Path, mentors: int, seniors: int, seed: int = 1) -> Workspace:
    """Begin a file with a firm before any pairing."""
    chance = random.Random(seed)
    people, parts, ratings, goals = [], [], [], []

    def free() -> tuple[str, ...]:
        return tuple(sorted(chance.sample(HALF_DAYS, 4), key=HALF_DAYS.index))

    for index in range(mentors):
        who = f"m{index:03}"
        offers = tuple(chance.sample(SKILLS, 4))
        people.append(person(who, name=f"Mentor {index:03}", availability=free()))
        parts.append(part(who, "mentor", offers=offers))
        ratings += [rating(who, skill, chance.randint(4, 6)) for skill in offers]
    for index in range(seniors):
        who = f"s{index:03}"
        people.append(person(who, name=f"Senior {index:03}", availability=free()))
        parts.append(part(who, "senior", offers=("negotiation",)))
        for skill in chance.sample(SKILLS, 3):
            goals.append(goal(who, skill, chance.randint(3, 5)))
            ratings.append(rating(who, skill, chance.randint(0, 3)))
    programme = Programme(id=PROGRAMME, name="Common floor", starts_on=START, weeks=24)
    workspace = Workspace.create(path, FIRM)
    imports.import_document(
        workspace.change(),
        Document(
            firm=FIRM,
            people=tuple(people),
            programmes=(programme,),
            participations=tuple(parts),
            goals=tuple(goals),
            ratings=tuple(ratings),
        ),
    )
    return workspace
