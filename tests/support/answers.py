"""What a view remembers, beside what its rules say on a view that nobody has asked yet."""

from __future__ import annotations

from revmentor.rules.programme_view import View


def changed_answers(view: View) -> list[str]:
    """Return the rules whose remembered answer is no longer what they say: a caller changed it."""
    fresh = view.over(view.snapshot)
    return [
        f"{rule.__name__}{args}"
        for (rule, args, *named), answer in view.answers.items()
        if rule(fresh, *args, **dict(named)) != answer
    ]
