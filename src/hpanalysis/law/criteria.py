"""The words of the law's criteria, each declared once: what is measured, how it is held against a limit, in which unit,
and which areas the law knows. The values are what params/law/criteria.csv says, and are read."""

from __future__ import annotations

from enum import Enum


class CriterionId(Enum):
    """What a criterion measures. The same measure may have another limit in another version, or for another kind of
    area."""

    OUTSIDE_WORK = "uden_for_arbejdsmarkedet"
    CONVICTED = "doemte"
    BASIC_SCHOOL = "grundskole"
    INCOME = "indkomst"
    NON_WESTERN = "ikke_vestlige"


class AreaType(Enum):
    """The kinds of area that the law names, by the names of the law in force. Until 30 November 2021 the law's words
    were »ghettoområde« for a parallelsamfund and »hårdt ghettoområde« for an omdannelsesområde."""

    PREVENTION = "forebyggelsesomraade"  # § 61 b
    VULNERABLE = "udsat_boligomraade"  # § 61 a, stk. 1
    PARALLEL = "parallelsamfund"  # § 61 a, stk. 2
    TRANSFORMATION = "omdannelsesomraade"  # § 61 a, stk. 4


class Status(Enum):
    """What an area is on a list: the furthest-reaching kind of area that it is, none, or not to be decided. An area
    that is an omdannelsesområde is a parallelsamfund and an udsat boligområde too."""

    NONE = "ingen"
    PREVENTION = AreaType.PREVENTION.value
    VULNERABLE = AreaType.VULNERABLE.value
    PARALLEL = AreaType.PARALLEL.value
    TRANSFORMATION = AreaType.TRANSFORMATION.value
    UNDECIDED = "kan_ikke_afgoeres"


class Subject(Enum):
    """What a sentence on the consequences of being a kind of area is about (params/law/consequences.csv)."""

    LETTING = "udlejning"
    DEVELOPMENT = "udviklingsplan"


class Comparison(Enum):
    """How a figure is held against a limit. A figure that is the limit itself meets »mindst« alone."""

    OVER = "over"  # »overstiger«: strictly more
    AT_LEAST = "mindst"  # »udgør mindst«: as much or more
    UNDER = "under"  # »udgør mindre end«: strictly less


class Unit(Enum):
    """The unit of a limit or of a figure."""

    PERCENT = "pct"  # of the criterion's population, or for income of the region's
    TIMES = "gange"  # of the country's share
    PERSONS = "personer"
    CRITERIA = "kriterier"
    YEARS = "aar"
    KRONER = "kroner"  # of figures alone: no limit is in kroner


class Base(Enum):
    """What a figure is measured against before it is held against the limit."""

    NONE = "ingen"
    COUNTRY = "landet"
    REGION = "regionen"


class Truth(Enum):
    """Whether a criterion or a rule is met. UNKNOWN is not NO: a figure that is missing may be on either side."""

    MET = "opfyldt"
    NOT_MET = "ikke_opfyldt"
    UNKNOWN = "ukendt"


class Why(Enum):
    """Why something is not known. A page makes of it the words after »kan ikke afgøres, fordi«."""

    NOT_DELIVERED = "tallet_mangler"
    WITHHELD = "tallet_vises_ikke"
    BASE_NOT_DELIVERED = "grundlaget_mangler"
    BASE_ZERO = "grundlaget_er_nul"
    OTHER_UNIT = "anden_enhed"
    ROUNDED_AT_LIMIT = "afrundet_ved_graensen"
    RESIDENTS_NOT_DELIVERED = "beboertallet_mangler"
    EARLIER_STATUS_UNKNOWN = "tidligere_aar_ukendt"
