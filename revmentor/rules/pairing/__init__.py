"""Who may be paired with whom, how well they fit, and the best plan for all together.

Placing by hand asks `eligibility`; the best plan is `engine.assign`; `proposal` makes it for a
programme. Whoever does not ask for a plan does not import the solver, which takes its time.
"""
