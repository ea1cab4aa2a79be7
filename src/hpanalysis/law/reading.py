"""params/law -> Law: criteria.csv here, consequences.csv beside it. Both are the same for every plan, because the law
is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby, pairwise
from pathlib import Path
from typing import TypeVar

from hpanalysis.by_hand.csv_table import CsvRow
from hpanalysis.by_hand.values import DAY_FORMS, NUMBER_FORMS, WHOLE_FORMS, NotPlain, read_count, read_day, read_number
from hpanalysis.law.consequences import read_consequences
from hpanalysis.law.criteria import AreaType, Base, Comparison, CriterionId, Unit
from hpanalysis.law.law_file import LawFile
from hpanalysis.law.model import AreaRule, Criterion, Law, Version

FILE = LawFile(
    "criteria.csv",
    (
        "version",
        "valid_from",
        "valid_until",
        "area_type",
        "rule",
        "criterion",
        "comparison",
        "limit",
        "unit",
        "base",
        "years",
        "population_da",
        "paragraph",
        "law_da",
        "law_date",
        "note_da",
    ),
    5,
    "statens kriterier, som de følger med programmet.",
)
# What a row says of its kind of area -> the cells that it fills besides version, law and paragraph.
RULES = {
    "counted": ("criterion", "comparison", "limit", "unit", "base", "years", "population_da"),
    "required": ("criterion", "comparison", "limit", "unit", "base", "years", "population_da"),
    "needed": ("comparison", "limit", "unit"),
    "residents": ("comparison", "limit", "unit", "population_da"),
    "also": ("criterion",),
    "in_a_row": ("criterion", "comparison", "limit", "unit"),
}
_SOMETIMES = tuple(dict.fromkeys(column for columns in RULES.values() for column in columns))
_ALWAYS = ("version", "valid_from", "area_type", "rule", "paragraph", "law_da")
# The unit of a rule's number; a criterion's stands beside its limit, in one of `_LIMIT_UNITS`.
_UNITS = {"needed": Unit.CRITERIA, "residents": Unit.PERSONS, "in_a_row": Unit.YEARS}
# The units that a limit may have with each base. Another pair would compare what cannot be compared.
_LIMIT_UNITS = {Base.NONE: Unit.PERCENT, Base.COUNTRY: Unit.TIMES, Base.REGION: Unit.PERCENT}
_OF_THE_VERSION = ("valid_from", "valid_until", "law_da", "law_date")

_Value = TypeVar("_Value")


def _read_cell(row: CsvRow, column: str, read: Callable[[str], _Value], expected: str) -> _Value:
    """Read one cell with the reader of its kind. Called for each number and day. `Stop` where it cannot be used."""
    try:
        return read(row[column])
    except ValueError as error:
        why = str(error) if isinstance(error, NotPlain) else "kan ikke bruges"
        raise FILE.refuse(f"Feltet {why}.", f"{expected}.", row, column) from None


def _check_cells(row: CsvRow) -> None:
    """`Stop` where a row lacks a cell that its rule needs, or fills one that its rule has not: a limit in the wrong
    place would be left out without a word. Called for each row first."""
    if row["rule"] not in RULES:
        raise FILE.refuse("Ordet kendes ikke.", f"en af {', '.join(RULES)}.", row, "rule")
    needed = RULES[row["rule"]]
    for column in (*_ALWAYS, *needed):
        if not row[column]:
            raise FILE.refuse("Feltet er tomt.", "en værdi her, som i de andre rækker af samme slags.", row, column)
    for column in _SOMETIMES:
        if row[column] and column not in needed:
            raise FILE.refuse("Feltet skal være tomt i en række af denne slags.", "et tomt felt.", row, column)


def _read_limit(row: CsvRow) -> Fraction:
    """Read a limit exactly, with a comma or a point. Called for each criterion. `Stop` for 0 and less, which no share
    can be told from."""
    limit = Fraction(_read_cell(row, "limit", lambda text: read_number(text, whole=False), NUMBER_FORMS))
    if limit <= 0:
        raise FILE.refuse("Grænsen er ikke over 0.", "et tal over 0.", row, "limit")
    return limit


def _read_criterion(row: CsvRow) -> Criterion:
    """Read a row with a criterion. Called for the counted and the required ones. `Stop` where a word is not known, or
    where the limit's unit does not go with what the figure is measured against."""
    unit, base = FILE.read_word(row, "unit", Unit), FILE.read_word(row, "base", Base)
    if unit is not _LIMIT_UNITS[base]:
        expected = f"{_LIMIT_UNITS[base].value}, når grundlaget er {base.value}."
        raise FILE.refuse("Enheden passer ikke til grundlaget.", expected, row, "unit")
    years = _read_cell(row, "years", read_count, WHOLE_FORMS)
    if not years:
        raise FILE.refuse("Antallet af år er 0.", "1 eller flere.", row, "years")
    return Criterion(
        id=FILE.read_word(row, "criterion", CriterionId),
        comparison=FILE.read_word(row, "comparison", Comparison),
        limit=_read_limit(row),
        unit=unit,
        base=base,
        years=years,
        population=row["population_da"],
        paragraph=row["paragraph"],
        note=row["note_da"],
    )


def _read_least(rows: list[CsvRow]) -> int:
    """Read the number of a rule that may stand once: how many criteria, residents or years. Called for each kind of
    area and rule; 0 where there is no row. `Stop` for another word than »mindst«, which alone has a meaning here."""
    if not rows:
        return 0
    row = rows[0]
    if FILE.read_word(row, "comparison", Comparison) is not Comparison.AT_LEAST:
        raise FILE.refuse("Ordet passer ikke her.", Comparison.AT_LEAST.value + ".", row, "comparison")
    if FILE.read_word(row, "unit", Unit) is not _UNITS[row["rule"]]:
        raise FILE.refuse("Enheden passer ikke her.", f"{_UNITS[row['rule']].value}.", row, "unit")
    least = _read_cell(row, "limit", read_count, WHOLE_FORMS)
    if not least:
        raise FILE.refuse("Tallet er 0.", "1 eller flere.", row, "limit")
    return least


def _read_other(rows: list[CsvRow], known: Iterable[AreaType]) -> AreaType | None:
    """Read the kind of area that another one builds upon; None where there is no row. Called for each kind of area.
    known: the kinds that stand above it in the file. `Stop` where it is none of them."""
    if not rows:
        return None
    other = FILE.read_word(rows[0], "criterion", AreaType)
    if other not in known:
        wrong = "Områdetypen bygger på en, der ikke står før den i filen."
        raise FILE.refuse(wrong, "den type, der bygges på, først.", rows[0], "criterion")
    return other


def _check_once(rows: list[CsvRow]) -> None:
    """`Stop` where a kind of area has two rows on the same: of two limits one would be lost. Called for each kind."""
    seen: dict[tuple[str, str], CsvRow] = {}
    for row in rows:
        role = "criterion" if row["rule"] in ("counted", "required") else row["rule"]
        first = seen.setdefault((role, row["criterion"] if role == "criterion" else ""), row)
        if first is not row:
            wrong = f"Der står allerede en række om det samme som række {first.line}."
            raise FILE.refuse(wrong, "hvert kriterium én gang for hver områdetype i hver version.", row)


def _read_rule(area_type: AreaType, rows: list[CsvRow], known: Iterable[AreaType]) -> AreaRule:
    """Read the rows of one kind of area. Called for each kind of a version. known: the kinds above it. `Stop` where
    more criteria are needed than there are, or some are counted and it is not said how many are needed."""
    _check_once(rows)
    by_rule = {rule: [row for row in rows if row["rule"] == rule] for rule in RULES}
    rule = AreaRule(
        area_type=area_type,
        counted=tuple(map(_read_criterion, by_rule["counted"])),
        needed=_read_least(by_rule["needed"]),
        required=tuple(map(_read_criterion, by_rule["required"])),
        least_residents=_read_least(by_rule["residents"]),
        also=_read_other(by_rule["also"], known),
        years_in_a_row=_read_least(by_rule["in_a_row"]),
        in_a_row_of=_read_other(by_rule["in_a_row"], known),
        paragraph=(by_rule["needed"] or rows)[0]["paragraph"],
    )
    if not 0 < rule.needed <= len(rule.counted) and (rule.counted or rule.needed):
        wrong = "Det passer ikke, hvor mange kriterier der tælles, og hvor mange der skal være opfyldt."
        raise FILE.refuse(wrong, "en række »needed« med højst så mange, som der er rækker »counted«.", rows[0])
    if not rule.least_residents and rule.also is None and rule.in_a_row_of is None:
        raise FILE.refuse("Områdetypen har intet mindste beboertal.", "en række »residents«.", rows[0])
    if rule.in_a_row_of not in (None, AreaType.PARALLEL):
        raise FILE.refuse(
            "Kun år som parallelsamfund kan tælles.", f"{AreaType.PARALLEL.value}.", by_rule["in_a_row"][0]
        )
    return rule


def _read_day_or_none(row: CsvRow, column: str) -> date | None:
    """Read a day that may be left out: the last day of the version in force, and the date of a law that no source was
    seen for. Called for each version. `Stop` for what is no day."""
    return _read_cell(row, column, read_day, DAY_FORMS) if row[column] else None


def _read_version(version_id: str, rows: list[CsvRow]) -> Version:
    """Read the rows of one version. Called for each. `Stop` where they do not agree on its days and its law, and where
    two kinds of area measure the same in two ways."""
    for row in rows:
        _check_cells(row)
        for column in _OF_THE_VERSION:
            if row[column] != rows[0][column]:
                expected = f"det samme i alle rækker af version {version_id}."
                raise FILE.refuse(f"Feltet siger andet end række {rows[0].line}.", expected, row, column)
    rules: dict[AreaType, AreaRule] = {}
    for area_type in dict.fromkeys(FILE.read_word(row, "area_type", AreaType) for row in rows):
        own = [row for row in rows if row["area_type"] == area_type.value]
        rules[area_type] = _read_rule(area_type, own, rules)
    _check_measures(rules.values(), rows[0])
    return Version(
        id=version_id,
        valid_from=_read_cell(rows[0], "valid_from", read_day, DAY_FORMS),
        valid_until=_read_day_or_none(rows[0], "valid_until"),
        law=rows[0]["law_da"],
        law_date=_read_day_or_none(rows[0], "law_date"),
        rules=rules,
    )


def _check_measures(rules: Iterable[AreaRule], row: CsvRow) -> None:
    """`Stop` where two kinds of area measure the same in two ways: `worlds` takes one figure for both. Called for each
    version. row: where the version begins."""
    ways: dict[CriterionId, tuple[Comparison, Unit, Base, int]] = {}
    for criterion in (one for rule in rules for one in rule.criteria):
        way = (criterion.comparison, criterion.unit, criterion.base, criterion.years)
        if ways.setdefault(criterion.id, way) != way:
            wrong = f"Kriteriet {criterion.id.value} måles på to måder i samme version."
            raise FILE.refuse(
                wrong, "samme sammenligning, enhed, grundlag og antal år; kun grænsen må være en anden.", row
            )


def _check_days(versions: tuple[Version, ...], first_rows: list[CsvRow]) -> None:
    """`Stop` where two versions overlap, a day between them has none, a version ends before it begins, or the last one
    ends. Called once. first_rows: of each version, in the same order."""
    for version, row in zip(versions, first_rows, strict=True):
        if version.valid_until is not None and version.valid_until < version.valid_from:
            raise FILE.refuse("Versionen slutter, før den begynder.", "en dag fra valid_from.", row, "valid_until")
    for (version, later), row in zip(pairwise(versions), first_rows[1:], strict=True):
        last: date | None = version.valid_until
        if last is None or later.valid_from != last + timedelta(days=1):
            wrong = f"Versionen begynder ikke dagen efter, at version {version.id} slutter."
            raise FILE.refuse(
                wrong, "versionerne efter hinanden, uden dage imellem og uden overlap.", row, "valid_from"
            )
    if versions[-1].valid_until is not None:
        raise FILE.refuse(
            "Den sidste version slutter.", "et tomt felt i den, der gælder.", first_rows[-1], "valid_until"
        )


def read(folder: Path) -> Law:
    """Read the law's criteria and what follows from them. Called once for each run. folder: params/law. `Stop` with row
    and column for all that cannot be used: a missing file or column, an unknown word, a number or day that cannot be
    read, a row that is there twice, versions that overlap."""
    table = FILE.open(folder)
    if not table.rows:
        raise FILE.refuse("Filen har ingen rækker.", "mindst én version af reglerne.")
    grouped = [(key, list(rows)) for key, rows in groupby(table.rows, lambda row: row["version"])]
    names = [name for name, _ in grouped]
    if twice := [rows[0] for place, (name, rows) in enumerate(grouped) if name in names[:place]]:
        raise FILE.refuse(
            "Versionens rækker står ikke samlet.", "hver versions rækker efter hinanden.", twice[0], "version"
        )
    versions = tuple(_read_version(name, rows) for name, rows in grouped)
    _check_days(versions, [rows[0] for _, rows in grouped])
    return Law(versions, read_consequences(folder, versions))
