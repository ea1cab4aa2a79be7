"""By which calendar an agreed thing is due: the closed list of them. What each means in days is `followup`'s."""

from __future__ import annotations

from enum import Enum


class Calendar(Enum):
    """When in a year a promise is due. The value is the word in promises.csv and hours.csv."""

    ALL_WEEKS = "all weeks"  # hours of every week: Monday to Friday of each
    WEEKS_46 = "46 weeks"  # hours of 46 weeks, the plan's number for institutions: all but `closed_weeks`
    SCHOOL_WEEKS = "school weeks"  # hours of the school's weeks: all but its holidays
    AUGUST_FEBRUARY = "august and february"  # half with each course that begins then
    SUMMER = "summer"  # nothing before the summer holidays, and all after them
    MONTHS = "months"  # a part at the end of each month
    HALF_YEARS = "half-years"  # a half at the end of each half of the plan's own years
    YEAR = "year"  # all by the end of each of the plan's own years
    START = "start"  # once, by the end of the year in which the plan begins
    PROJECT = "project"  # once, by the plan's end
