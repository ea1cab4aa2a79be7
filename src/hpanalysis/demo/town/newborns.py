"""Children born while the town lives: they grow up, are assessed at three and five, and go to school."""

from __future__ import annotations

import numpy as np

from hpanalysis.demo.town.cohorts import TAKES_TENTH
from hpanalysis.demo.town.life import Life
from hpanalysis.demo.town.persons import CHILD, Persons, count_days

# The youngest that an extract has a row of: a child whose language is assessed in the year in which it turns three.
_YOUNGEST = 3


def let_newborns_grow_up(life: Life) -> None:
    """Make persons of the children born from the plan's first year on, who live with their mothers; they leave
    `births`, in which they were only counted. `life.persons` is changed.

    Called once, when all births are simulated. Nothing is done where the town's last year comes before the first of
    them is assessed: then no extract has a row of one. Their mothers are their mothers still, so as many women are
    mothers as before.
    """
    first = life.plan.first.year
    if life.timeline.first_day(life.timeline.months - 1).year < first + _YOUNGEST:
        return
    persons, rng = life.persons, life.draws("newborns")
    is_new = persons.births[:, 1] >= count_days(f"{first}-01-01")
    mother, birth = persons.births[is_new].T
    _append_children(persons, mother, birth, rng)
    persons.births = persons.births[~is_new]


def _append_children(persons: Persons, mother: np.ndarray, birth: np.ndarray, rng: np.random.Generator) -> None:
    """Append children to the persons, in place; they live where their mother lives. Called by `let_newborns_grow_up`.
    mother: indices of the persons. birth: days since 1970-01-01. They come last, so that all others keep their
    places."""
    count = len(mother)
    persons.household = np.concatenate([persons.household, persons.household[mother]])
    persons.role = np.concatenate([persons.role, np.full(count, CHILD, persons.role.dtype)])
    persons.female = np.concatenate([persons.female, rng.random(count) < 0.5])
    persons.birth = np.concatenate([persons.birth, birth])
    persons.tenth = np.concatenate([persons.tenth, rng.random(count) < TAKES_TENTH])
    persons.mother = np.concatenate([persons.mother, mother])
    persons.dwelling = np.concatenate([persons.dwelling, persons.dwelling[mother]])
    persons.region = np.concatenate([persons.region, persons.region[mother]])
