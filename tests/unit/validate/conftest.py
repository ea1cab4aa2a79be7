from pathlib import Path

import pytest

from hpanalysis import validate

EXPECTATIONS = Path(__file__).parents[3] / "expectations"


@pytest.fixture(scope="session")
def suites() -> validate.Suites:
    """The project's own rules. Loading Great Expectations takes seconds, so once."""
    return validate.Suites(EXPECTATIONS)
