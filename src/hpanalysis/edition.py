"""Which edition of the reports is made. A module of its own, because the command line names the editions in its help,
and no table needs to be known for that."""

from enum import Enum


class Edition(Enum):
    """Which edition of the reports is made. offentlig: what may be published. fortrolig: unsuppressed, for the data
    unit only, never under reports/."""

    PUBLIC = "offentlig"
    CONFIDENTIAL = "fortrolig"
