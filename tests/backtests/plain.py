"""Every measure a second time: slowly, in plain Python, from the raw files, sharing nothing with hpanalysis.

It opens the extracts with `csv` and `python_calamine`, finds areas by a list of every house number that the plan
names, reads dates by hand and counts in loops. Where it and the package agree, two ways of thinking agree.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from python_calamine import CalamineWorkbook

Key = tuple[str, str, str]
Figure = tuple[Decimal | int, int | None]

OUTSIDE = {
    "Kontanthjælp, jobparat",
    "Kontanthjælp, aktivitetsparat",
    "Uddannelseshjælp",
    "Selvforsørgelses- og hjemrejseydelse",
    "Overgangsydelse",
    "Sygedagpenge",
    "Ressourceforløb",
    "Førtidspension",
    "Efterløn",
    "Selvforsørgende",
}
KONTANTHJAELP = {"Kontanthjælp, jobparat", "Kontanthjælp, aktivitetsparat"}

# Merged into kontanthjælp on 1 July 2025: by the rules since then they count in earlier months too.
REFORM = (2025, 7)
MERGED = {"Uddannelseshjælp", "Selvforsørgelses- og hjemrejseydelse", "Overgangsydelse"}

# What LBF's tables call the indicators, by file.
READY_MADE = {
    "boligsociale_data": {
        "1-5-årige i dagtilbud": "dagtilbud_1_5_aar",
        "Karaktergennemsnit i dansk og matematik, 9. klasse": "karakter_dansk_matematik",
        "18-29-årige med kun grundskole": "grundskole_18_29",
        "15-29-årige uden for uddannelse og arbejde": "restgruppe_15_29",
        "18-64-årige uden tilknytning": "uden_tilknytning_18_64",
        "15-29-årige sigtet mindst én gang": "sigtede_15_29",
    },
    "tryghedsmaaling": {
        "Grundlæggende trygge": "grundlaeggende_trygge",
        "Udfører frivilligt arbejde": "frivilligt_arbejde",
        "Savner altid eller ofte nogen at være sammen med": "savner_selskab",
    },
    "boligstatistiske_noegletal": {
        "18-29-årige med en ungdomsuddannelse færdig eller i gang": "ungdomsuddannelse_18_29",
        "Børn under 18 år hos enlige forsørgere": "boern_hos_enlige",
        "Anmeldte lovovertrædelser": "anmeldelser",
        "Strafferetlige afgørelser": "afgoerelser",
        "Husstandsindkomst i pct. af kommunens": "husstandsindkomst",
        "Tilflyttere på 18-64 år på offentlig ydelse": "ydelse_tilflyttere",
        "Fraflyttere på 18-64 år på offentlig ydelse": "ydelse_fraflyttere",
    },
    "statens_kriterier": {
        "18-64-årige uden tilknytning til arbejdsmarked eller uddannelse": "kriterie_beskaeftigelse",
        "Dømte, 18 år og derover": "kriterie_doemte",
        "30-59-årige med kun grundskole": "kriterie_grundskole",
        "Bruttoindkomst i pct. af regionens, 15-64 år": "kriterie_indkomst",
        "Beboere fra ikke-vestlige lande": "kriterie_ikke_vestlige",
    },
    "valgdata": {"Stemt ved kommunalvalg": "stemt_kommunalvalg", "Stemt ved folketingsvalg": "stemt_folketingsvalg"},
}


# --- the plan's areas ---------------------------------------------------------------------------------------


class Areas:
    """Which area a row lies in, and the areas a row counts for: its own, the total, the municipality."""

    def __init__(self, plan_folder: Path) -> None:
        rows = _plan_rows(plan_folder, "areas.csv")
        self.ids = [row["area_id"] for row in rows if row["kind"] == "area"]
        self.total = next(row["area_id"] for row in rows if row["kind"] == "total")
        self.municipality = next(row["area_id"] for row in rows if row["kind"] == "municipality")
        self.by_name = {row["name_da"]: row["area_id"] for row in rows}
        self.houses = _houses(_plan_rows(plan_folder, "addresses.csv"))
        self.departments = _plan_rows(plan_folder, "departments.csv")
        self.seen: dict[str, str | None] = {}

    def of_address(self, address: str) -> str | None:
        if address not in self.seen:
            self.seen[address] = self._look_up(address)
        return self.seen[address]

    def _look_up(self, address: str) -> str | None:
        match = re.fullmatch(r"(.+?) *(\d+) *([A-Za-zÆØÅæøå]?)", address.partition(",")[0].strip())
        if match is None:
            return None
        street, number, letter = _street(match[1]), int(match[2]), match[3].upper()
        return self.houses.get((street, number, letter)) or self.houses.get((street, number, "any"))

    def of_department(self, organisation: str, department: str, block: str) -> str | None:
        for row in self.departments:
            if (row["organisation"], row["department"]) != (organisation, department):
                continue
            blocks = re.findall(r"\d+", row["part"])
            if not blocks or re.sub(r"\D", "", block) in blocks:
                return row["area_id"]
        return None

    def counting_for(self, area: str | None) -> list[str]:
        return [self.municipality] if area is None else [area, self.total, self.municipality]

    def all(self) -> list[str]:
        return [*self.ids, self.total, self.municipality]


def _plan_rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _street(text: str) -> str:
    text = text.lower().replace("allé", "alle").replace("gammel ", "gl").replace("sankt ", "sct")
    return re.sub(r"[^a-zæøåéäöü]", "", text)


def _houses(rows: list[dict[str, str]]) -> dict[tuple[str, int, str], str]:
    """Every house of the plan: street, number, letter -> area. Letter "any": the plan names none."""
    houses = {}
    for row in rows:
        numbers, _, rest = row["numbers"].partition(", letters ")
        match = re.fullmatch(r"(\d+)(?:-(\d+))?([A-Z]?)(?: (even|odd|all))?", numbers)
        first, last = int(match[1]), int(match[2] or match[1])
        step = 2 if match[4] in ("even", "odd") else 1
        letters = rest.split() or [match[3] or "any"]
        for number in range(first, last + 1, step):
            for letter in letters:
                houses[_street(row["street"]), number, letter] = row["area_id"]
    return houses


# --- the raw files --------------------------------------------------------------------------------------------


def _rows(folder: Path, name: str) -> Iterator[dict[str, str]]:
    """The rows of the source's files in a half-year's folder, as text by heading."""
    for path in sorted(folder.glob(f"{name}*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, delimiter=";")
            heading = next(reader)
            for cells in reader:
                yield dict(zip(heading, cells, strict=True))


def _sheet(folder: Path, name: str) -> Iterator[dict[str, object]]:
    for path in sorted(folder.glob(f"{name}*.xlsx")):
        heading, *rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
        for cells in rows:
            yield dict(zip(heading, cells, strict=True))


def _day(text: str) -> tuple[int, int, int]:
    """`dd-mm-åååå`, `åååå-mm-dd` or `åååå-mm` -> year, month, day (0 where there is none)."""
    parts = text.strip().split("-")
    if len(parts[0]) == 4:
        return int(parts[0]), int(parts[1]), int(parts[2]) if len(parts) == 3 else 0
    return int(parts[2]), int(parts[1]), int(parts[0])


def _year_of_cell(cell: object) -> int:
    if isinstance(cell, int | float):
        return int(cell)
    return cell.year if hasattr(cell, "year") else int(re.search(r"\d{4}", cell)[0])


def _number(cell: object) -> Decimal:
    text = str(cell).replace(".", "").replace(",", ".") if isinstance(cell, str) else repr(cell)
    value = Decimal(text)
    return int(value) if value == int(value) else value


# --- counting -------------------------------------------------------------------------------------------------


class Tally:
    """Numerators and denominators, added row by row; every area of the plan has a row, zeros included."""

    def __init__(self, areas: Areas) -> None:
        self.areas = areas
        self.sums: dict[tuple[str, str], dict[str, list[int]]] = {}

    def add(self, indicator: str, window: str, area: str | None, top: int, bottom: int | None = None) -> None:
        by_area = self.start(indicator, window, bottom is None)
        for area_id in self.areas.counting_for(area):
            by_area[area_id][0] += top
            if bottom is not None:
                by_area[area_id][1] += bottom

    def start(self, indicator: str, window: str, is_count: bool = False) -> dict[str, list]:
        key = (indicator, window)
        if key not in self.sums:
            self.sums[key] = {area: [0, None if is_count else 0] for area in self.areas.all()}
        return self.sums[key]

    def figures(self) -> dict[Key, Figure]:
        return {(*key, area): tuple(sums) for key, areas in self.sums.items() for area, sums in areas.items()}


def _language(folder: Path, year: int, tally: Tally) -> None:
    kinds = {
        "generel": ["Generel"],
        "fokuseret": ["Fokuseret"],
        "saerlig": ["Særlig"],
        "fokuseret_eller_saerlig": ["Fokuseret", "Særlig"],
    }
    for row in _rows(folder, "sprogvurdering"):
        if _day(row["Vurderingsdato"])[0] != year:
            continue
        area, result = tally.areas.of_address(row["Adresse"]), row["Resultat"].split()[0]
        for name, counted in kinds.items():
            tally.add(f"sprog_{name}", str(year), area, int(result in counted), 1)


def _absence(folder: Path, ends: int, tally: Tally) -> None:
    """The school year from August of the year before to July; a pupil's year is summed by CPR."""
    window = f"{ends - 1}-{ends % 100:02d}"
    pupils: dict[str, list] = defaultdict(lambda: [0, 0, (0, 0), None])
    for row in _rows(folder, "elevfravaer"):
        month = _day(row["Måned"])[:2]
        if not (ends - 1, 8) <= month <= (ends, 7) or not 0 <= int(row["Klassetrin"]) <= 10:
            continue
        away, days = int(row["Fraværsdage"]), int(row["Mulige skoledage"])
        area = tally.areas.of_address(row["Adresse"])
        tally.add("elevfravaer", window, area, away, days)
        pupil = pupils[row["CPR-nummer"]]
        pupil[0] += away
        pupil[1] += days
        if month >= pupil[2]:
            pupil[2:] = [month, area]
    for away, days, _, area in pupils.values():
        if days > 0:
            tally.add("elevfravaer_over_10", window, area, int(10 * away > days), 1)
            tally.add("elevfravaer_over_15", window, area, int(20 * away > 3 * days), 1)


def _youth(folder: Path, year: int, tally: Tally) -> None:
    """The status of October: leavers of the year before still in education, this year's that have begun."""
    for row in _rows(folder, "unoung"):
        if _day(row["Statusdato"])[:2] != (year, 10) or row["Fortsat i 10. klasse"] == "Ja":
            continue
        area, left = tally.areas.of_address(row["Adresse"]), int(row["Afgangsår"])
        began = row["Påbegyndt ungdomsuddannelse"]
        if left == year - 1:
            in_progress = row["I gang på statusdato"] == "Ja"
            tally.add("unge_i_uddannelse_15_mdr", f"{year}-10", area, int(in_progress), 1)
        elif left == year:
            same_year = bool(began) and _day(began)[0] == year
            tally.add("unge_paabegyndt_samme_aar", f"{year}-10", area, int(same_year), 1)


def _benefits(folder: Path, first: tuple[int, int], last: tuple[int, int], tally: Tally) -> None:
    window = f"{first[0]}-{first[1]:02d}/{last[0]}-{last[1]:02d}"
    cells: dict[tuple, int] = defaultdict(int)
    for row in _rows(folder, "beskaeftigelse"):
        cells[row["Adresse"], row["Måned"], row["Alder"], row["Ydelse"]] += 1
    for (address, month, age, benefit), persons in cells.items():
        if not first <= _day(month)[:2] <= last or not 18 <= int(age) <= 64:
            continue
        area = tally.areas.of_address(address)
        by_new_rules = KONTANTHJAELP | MERGED if _day(month)[:2] < REFORM else KONTANTHJAELP
        counted_by = {
            ("uden_for_arbejdsmarkedet", window): OUTSIDE,
            # A window that goes past the reform is by the new rules in all its months.
            ("kontanthjaelp", window): by_new_rules if last >= REFORM else KONTANTHJAELP,
            ("kontanthjaelp", f"{window}@3"): by_new_rules,
        }
        for (indicator, name), counted in counted_by.items():
            if not name.endswith("@3") or last < REFORM:
                tally.add(indicator, name, area, persons if benefit in counted else 0, persons)


def _long_benefits(folder: Path, first: tuple[int, int], last: tuple[int, int], tally: Tally) -> None:
    """Persons by how many months they were on what is kontanthjælp since the reform, where they lived last."""
    window, persons = f"{first[0]}-{first[1]:02d}/{last[0]}-{last[1]:02d}", {}
    for row in _rows(folder, "beskaeftigelse"):
        month = _day(row["Måned"])[:2]
        if first <= month <= last and 18 <= int(row["Alder"]) <= 64:
            person = persons.setdefault(row["CPR-nummer"], [0, (0, 0), ""])
            person[0] += row["Ydelse"] in KONTANTHJAELP | MERGED
            if month > person[1]:
                person[1:] = [month, row["Adresse"]]
    for months, _, address in persons.values():
        tally.add("kontanthjaelp_laenge", window, tally.areas.of_address(address), int(months > 8), 1)


def _mothers(folder: Path, year: int, tally: Tally) -> None:
    for row in _rows(folder, "moedre"):
        if _day(row["Statusmåned"])[:2] == (year, 12) and int(row["Børn under 18 år"]) > 0:
            area = tally.areas.of_address(row["Adresse"])
            tally.add("moedre_kontanthjaelp", f"{year}-12", area, int(row["Ydelse"] in KONTANTHJAELP), 1)
            if (year, 12) < REFORM:
                counted = int(row["Ydelse"] in KONTANTHJAELP | MERGED)
                tally.add("moedre_kontanthjaelp", f"{year}-12@3", area, counted, 1)


def _youth_school(folder: Path, year: int, tally: Tally) -> None:
    for row in _rows(folder, "ungdomsskole"):
        if _day(row["Opgørelsesdato"]) == (year, 9, 1) and 13 <= int(row["Alder"]) <= 18:
            area = tally.areas.of_address(row["Adresse"])
            tally.add("ungdomsskole", f"{year}-09-01", area, int(row["Tilmeldingsdato"] != ""), 1)


def _evictions(folder: Path, year: int, tally: Tally) -> None:
    for row in _rows(folder, "udsaettelser"):
        for indicator in ("udsaettelser", "udsaettelser_effektive"):
            tally.start(indicator, str(year), is_count=True)
        area = tally.areas.of_department(row["Boligorganisation"], row["Afdeling"], row["Blok"])
        if row["Boligorganisation"] != "Lejerbo" and _day(row["Sagsdato"])[0] == year:
            tally.add("udsaettelser", str(year), area, 1)
        if row["Udsættelsesdato"] and _day(row["Udsættelsesdato"])[0] == year:
            tally.add("udsaettelser_effektive", str(year), area, 1)


def _text(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) else str(cell).strip()


def _move_outs(folder: Path, year: int, tally: Tally) -> None:
    for row in _sheet(folder, "fraflytning"):
        if _year_of_cell(row["År"]) != year or row["Boligorganisation"] == "Lejerbo":
            continue
        area = tally.areas.of_department(row["Boligorganisation"], _text(row["Afdeling"]), _text(row["Blok"]))
        moved, dwellings = int(row["Eksterne fraflytninger"]), int(row["Familieboliger"])
        tally.add("fraflytning", str(year), area, moved, dwellings)


def _empty(folder: Path, year: int, tally: Tally) -> None:
    for row in _sheet(folder, "tomgang"):
        day = row["Statusdato"]
        if _day(day if isinstance(day, str) else day.isoformat()[:10]) == (year, 12, 31):
            area = tally.areas.of_department(row["Boligorganisation"], _text(row["Afdeling"]), _text(row["Blok"]))
            empty, dwellings = int(row["Tomme familieboliger"]), int(row["Familieboliger"])
            tally.add("tomgang", f"{year}-12-31", area, empty, dwellings)


def _ready_made(folder: Path, areas: Areas) -> dict[Key, Figure]:
    """LBF's tables: every year, wave and election they hold."""
    found = {}
    for name, indicators in READY_MADE.items():
        for row in _sheet(folder, name):
            period = next(row[heading] for heading in ("År", "Listeår", "Målingsår", "Valgdato") if heading in row)
            key = (indicators[row["Indikator"]], str(_year_of_cell(period)), areas.by_name[row["Område"]])
            found[key] = (_number(row["Antal"]), int(row["Ud af"]))
    return found


# --- half-years ----------------------------------------------------------------------------------------------


def _of_spring(folder: Path, year: int, tally: Tally) -> None:
    """What is measured over the calendar year that has ended, and the status of its December."""
    for measure in (_language, _mothers, _evictions, _move_outs, _empty):
        measure(folder, year - 1, tally)


def _of_autumn(folder: Path, year: int, tally: Tally) -> None:
    """What is measured over the school year that has ended, and the statuses of September and October."""
    for measure in (_absence, _youth, _youth_school):
        measure(folder, year, tally)


def figures(raw: Path, plan_folder: Path, half_years: list[str]) -> dict[Key, Figure]:
    """(indicator, window, area) -> (numerator, denominator) of all windows that the half-years bring.

    The first half-year brings the latest window of everything. A count has no denominator (None). Areas of the
    plan without a row have 0; ready-made figures only where LBF delivers them, the latest delivery counting.
    """
    areas = Areas(plan_folder)
    tally, given = Tally(areas), {}
    for place, half_year in enumerate(half_years):
        folder, year, spring = raw / half_year, int(half_year[:4]), half_year.endswith("H1")
        if spring or place == 0:
            _of_spring(folder, year, tally)
        if not spring or place == 0:
            _of_autumn(folder, year - 1 if spring else year, tally)
        first, last = ((year - 1, 4), (year, 3)) if spring else ((year - 1, 10), (year, 9))
        _benefits(folder, first, last, tally)
        _long_benefits(folder, first, last, tally)
        given |= _ready_made(folder, areas)
    return _leave_out_what_is_not_counted_again(tally.figures(), areas.municipality) | given


def _leave_out_what_is_not_counted_again(found: dict[Key, Figure], municipality: str) -> dict[Key, Figure]:
    """Without the windows by the new rules where no window goes past the reform yet, or where nobody in the whole
    municipality has one of the merged benefits."""
    past = {i for i, window, _ in found if i.endswith("kontanthjaelp") and _month_of(window) >= REFORM}
    kept = {}
    for (indicator, window, area), figure in found.items():
        plain = window.removesuffix("@3")
        same = found[indicator, window, municipality] == found[indicator, plain, municipality]
        if plain == window or (indicator in past and not same):
            kept[indicator, window, area] = figure
    return kept


def _month_of(window: str) -> tuple[int, int]:
    """The last month of `2023-10/2024-09` and of `2024-12`."""
    year, month = window.removesuffix("@3").split("/")[-1].split("-")
    return int(year), int(month)
