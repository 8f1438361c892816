from __future__ import annotations

from random import Random

import pytest

from tests.rules.pairing.exhaustive import Firm


def random_firm(random: Random) -> Firm:
    """Six mentors, eighteen seniors; every other firm has few different scores, so many ties."""
    mentors = [f"m-{k}" for k in range(1, 7)]
    seniors = [f"s-{k}" for k in range(1, 19)]
    top = random.choice((2, 10_000))
    share = random.choice((0.5, 0.9, 1))
    return Firm(
        {
            s: {m: random.randint(0, top) for m in mentors if random.random() < share}
            for s in seniors
        },
        {m: random.choice(((1, 3), (2, 4), (2, 3), (3, 5))) for m in mentors},
        previous={s: random.choice(mentors) for s in seniors if random.random() < 0.2},
    )


@pytest.mark.parametrize("seed", range(50))
def test_one_firm_has_one_plan_in_whatever_order_it_is_given(seed: int) -> None:
    random = Random(seed)
    firm = random_firm(random)
    plan = firm.solve()
    assert plan.settled
    for _ in range(2):
        again = firm.shuffled(random).solve()
        assert again.mentor_of == plan.mentor_of
        assert again == plan


def test_between_equal_plans_the_ids_decide_and_always_the_same_way() -> None:
    mentors, seniors = ("giulia", "luca", "marta"), ("anna", "bruno", "carla")
    firm = Firm({s: dict.fromkeys(mentors, 5) for s in seniors}, dict.fromkeys(mentors, (1, 1)))
    assert firm.solve().mentor_of == {"anna": "giulia", "bruno": "marta", "carla": "luca"}
