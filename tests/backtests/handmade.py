"""Raw extracts written by hand for Lillekøbing: few rows, each for an edge that a drawn population may miss."""

import csv
from datetime import date
from pathlib import Path

import xlsxwriter

from plan_files import copy_plan

PLAN = Path(__file__).resolve().parents[1] / "plans" / "lillekoebing"
HALF_YEAR = "2024H2"

RESIDENT = ["CPR-nummer", "Navn", "Adresse", "Postnr.", "By"]
MONTHS = [f"2023-{month:02d}" for month in range(8, 13)] + [f"2024-{month:02d}" for month in range(1, 7)]
ROLLING = [f"2023-{month:02d}" for month in range(10, 13)] + [f"2024-{month:02d}" for month in range(1, 10)]

# Ways to write an address, by the area it lies in; None: outside.
HOMES = {
    "Pindsvinevænget 1": "moellebakken",
    "Pindsvinevænget 19, 2. tv": "moellebakken",
    "Pindsvinevænget 7B, st. th": "moellebakken",
    "Pindsvinevænget 21": None,
    "Pindsvinevænget 3, 1., 9999 Lillekøbing": "moellebakken",
    "pindsvinevænget 5": "moellebakken",
    "Pindsvinevænget 10": None,
    "Gl. Møllesti 5A": "moellebakken",
    "Gl. Møllesti 5C": None,
    "Gl. Møllesti 5": None,
    "Gammel Møllesti 30": "moellebakken",
    "Gl. Møllesti 32": "skraenten",
    "Gl. Møllesti 33": None,
    "Åkandestræde 12": "soeparken",
    "Åkandestræde 13": None,
    "Åkandestræde 14, 3. mf": "soeparken",
    "Sct. Sneglevej 2A": "soeparken",
    "Sankt Sneglevej 10B, 1. tv": "soeparken",
    "Sct. Sneglevej 12A": None,
    "Grævlingevej 21": "skraenten",
    "Grævlingevej 20": None,
    "Pindsvinevangen 1": None,
}
ADDRESSES = list(HOMES)


def _person(number: int, address: str) -> list[str]:
    return [f"0101{number % 100:02d}-{number:04d}", f"Prøve Demo{number}", address, "9999", "Lillekøbing"]


def _csv(folder: Path, name: str, heading: list[str], rows: list[list]) -> None:
    with (folder / name).open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";", lineterminator="\r\n").writerows([heading, *rows])


def _excel(folder: Path, name: str, heading: list[str], rows: list[list]) -> None:
    with xlsxwriter.Workbook(folder / name) as book:
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        sheet = book.add_worksheet()
        for number, row in enumerate([heading, *rows]):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, column, cell, day)
                else:
                    sheet.write(number, column, cell)


def _language(folder: Path) -> None:
    results = ("Generel indsats", "Fokuseret indsats", "Særlig indsats")
    days = ("01-01-2023", "31-12-2023", "31-12-2022", "01-01-2024", "29-06-2023")
    rows = [[*_person(n, home), days[n % 5], 3 + n % 3, results[n % 3]] for n, home in enumerate(ADDRESSES * 3)]
    _csv(folder, "sprogvurdering.csv", [*RESIDENT, "Vurderingsdato", "Alder", "Resultat"], rows)


def _absence(folder: Path) -> None:
    """A pupil at exactly 10 %, one above, one who moves in, one who moves out, one without a possible day."""
    pupils = [
        ("Pindsvinevænget 1", "Pindsvinevænget 1", 2),
        ("Pindsvinevænget 1", "Åkandestræde 12", 3),
        ("Grævlingevej 20", "Grævlingevej 21", 3),
        ("Gl. Møllesti 32", "Pindsvinevænget 21", 5),
    ]
    rows = []
    for number, (first, last, away) in enumerate(pupils):
        for place, month in enumerate(MONTHS):
            home = last if place >= 6 else first
            rows.append([*_person(number, home), number % 11, month, 20, away])
    rows += [[*_person(50, "Åkandestræde 12"), 10, month, 0, 0] for month in MONTHS[:2]]
    rows += [[*_person(51, home), 9, MONTHS[3], 10, 10] for home in ADDRESSES[:1]]
    heading = [*RESIDENT, "Klassetrin", "Måned", "Mulige skoledage", "Fraværsdage"]
    _csv(folder, "elevfravaer.csv", heading, rows)


def _youth(folder: Path) -> None:
    cases = [
        (2023, "Nej", "", "Ja"),
        (2023, "Nej", "", "Nej"),
        (2023, "Ja", "", "Ja"),
        (2024, "Nej", "15-08-2024", "Ja"),
        (2024, "Nej", "31-12-2023", "Ja"),
        (2024, "Nej", "", "Nej"),
        (2024, "Ja", "01-08-2024", "Ja"),
        (2022, "Nej", "01-08-2022", "Ja"),
    ]
    rows = [
        [*_person(n, home), "15-10-2024", left, 9 + n % 2, on, began, now]
        for n, (home, (left, on, began, now)) in enumerate((home, case) for home in ADDRESSES for case in cases)
    ]
    heading = [
        *RESIDENT,
        "Statusdato",
        "Afgangsår",
        "Afgangsklasse",
        "Fortsat i 10. klasse",
        "Påbegyndt ungdomsuddannelse",
        "I gang på statusdato",
    ]
    _csv(folder, "unoung.csv", heading, rows)


def _benefits(folder: Path) -> None:
    benefits = (
        "I arbejde",
        "Kontanthjælp, jobparat",
        "Kontanthjælp, aktivitetsparat",
        "Uddannelseshjælp",
        "Efterløn",
        "Dagpenge",
        "Selvforsørgende",
        "Fleksjob",
        "Under uddannelse",
        "Førtidspension",
        "Overgangsydelse",
    )
    rows = [
        [cpr, home, town, place, month, 18 + n % 47, benefits[(n + step) % 11]]
        for n, (cpr, _, home, town, place) in enumerate(_person(n, h) for n, h in enumerate(ADDRESSES * 2))
        for step, month in enumerate(ROLLING)
    ]
    rows += _long_spells()
    heading = ["CPR-nummer", "Adresse", "Postnr.", "By", "Måned", "Alder", "Ydelse"]
    _csv(folder, "beskaeftigelse.csv", heading, rows)


def _long_spells() -> list[list]:
    """Nine months on what became kontanthjælp, eight, nine of which one at 17, and twelve by one who moves."""
    kont, merged, work = "Kontanthjælp, jobparat", "Overgangsydelse", "I arbejde"
    spells = [
        (60, ["Grævlingevej 21"] * 12, 40, [kont] * 5 + [merged] * 4 + [work] * 3),
        (61, ["Grævlingevej 21"] * 12, 40, [kont] * 8 + [work] * 4),
        (62, ["Grævlingevej 21"] * 12, 17, [kont] * 9 + [work] * 3),
        (63, ["Grævlingevej 21"] * 11 + ["Åkandestræde 12"], 64, ["Uddannelseshjælp"] * 12),
    ]
    return [
        [_person(n, home)[0], home, "9999", "Lillekøbing", month, age + (step > 0 and age == 17), benefit]
        for n, homes, age, benefits in spells
        for step, (home, month, benefit) in enumerate(zip(homes, ROLLING, benefits, strict=True))
    ]


def _statuses(folder: Path) -> None:
    benefits = ("I arbejde", "Kontanthjælp, jobparat", "Uddannelseshjælp", "Kontanthjælp, aktivitetsparat")
    mothers = [[*_person(n, h), "2023-12", 1 + n % 3, benefits[n % 4]] for n, h in enumerate(ADDRESSES * 2)]
    _csv(folder, "moedre.csv", [*RESIDENT, "Statusmåned", "Børn under 18 år", "Ydelse"], mothers)
    enrolled = ("", "14-08-2024", "", "01-09-2024")
    young = [[*_person(n, h), "01-09-2024", 13 + n % 6, enrolled[n % 4]] for n, h in enumerate(ADDRESSES * 2)]
    _csv(folder, "ungdomsskole.csv", [*RESIDENT, "Opgørelsesdato", "Alder", "Tilmeldingsdato"], young)


# organisation, department, block; the area is in the plan's departments.csv (`write_plan`).
DEPARTMENTS = [
    ("Lillekøbing Boligforening", "1", ""),
    ("Lillekøbing Boligforening", "3", "1"),
    ("Lillekøbing Boligforening", "3", "4"),
    ("Boligselskabet Åkanden", "2", ""),
    ("Boligselskabet Åkanden", "9", ""),
    ("Lejerbo", "7", ""),
    ("Lejerbo", "1", ""),
]


def _dwellings(folder: Path) -> None:
    dates = [
        ("02-01-2023", ""),
        ("31-12-2023", "15-01-2024"),
        ("01-11-2022", "01-03-2023"),
        ("01-06-2023", "01-09-2023"),
    ]
    cases = [
        [f"S{n}", *department, began, out]
        for n, (department, (began, out)) in enumerate((d, pair) for d in DEPARTMENTS for pair in dates)
    ]
    heading = ["Sagsnummer", "Boligorganisation", "Afdeling", "Blok", "Sagsdato", "Udsættelsesdato"]
    for name, rows in (("udsaettelser.csv", cases[:20]), ("udsaettelser_lejerbo.csv", cases[20:])):
        _csv(folder, name, heading, rows)
    rows = [[year, *department, 30 + n, 3 + n] for n, department in enumerate(DEPARTMENTS) for year in (2022, 2023)]
    heading = ["År", "Boligorganisation", "Afdeling", "Blok", "Familieboliger", "Eksterne fraflytninger"]
    _excel(folder, "fraflytning.xlsx", heading, rows)
    rows = [[date(2023, 12, 31), *department, 30 + n, n % 3] for n, department in enumerate(DEPARTMENTS)]
    heading = ["Statusdato", "Boligorganisation", "Afdeling", "Blok", "Familieboliger", "Tomme familieboliger"]
    _excel(folder, "tomgang.xlsx", heading, rows)


def _tables(folder: Path) -> None:
    heading = ["Indikator", "År", "Område", "Antal", "Ud af", "Spredning"]
    rows = [
        ["1-5-årige i dagtilbud", 2021, "Alle 3 boligområder", 41, 44, ""],
        ["1-5-årige i dagtilbud", 2021, "Lillekøbing Kommune", 90, 101, ""],
        ["1-5-årige i dagtilbud", 2022, "Lillekøbing Kommune", 95, 102, ""],
        ["Karaktergennemsnit i dansk og matematik, 9. klasse", 2023, "Alle 3 boligområder", 52.5, 9, 2.4],
        ["15-29-årige sigtet mindst én gang", 2023, "Lillekøbing Kommune", 6, 330, ""],
    ]
    _excel(folder, "boligsociale_data.xlsx", heading, rows)
    votes = [
        ["Stemt ved kommunalvalg", date(2021, 11, 16), "Alle 3 boligområder", 150, 320, ""],
        ["Stemt ved folketingsvalg", date(2022, 11, 1), "Lillekøbing Kommune", 1300, 1560, ""],
    ]
    _excel(folder, "valgdata.xlsx", ["Indikator", "Valgdato", *heading[2:]], votes)
    answers = [["Grundlæggende trygge", 2023, "Møllebakken", 30, 70, ""]]
    answers.append(["Savner altid eller ofte nogen at være sammen med", 2023, "Møllebakken", 11, 70, ""])
    _excel(folder, "tryghedsmaaling.xlsx", ["Indikator", "Målingsår", *heading[2:]], answers)
    key_figures = [
        ["Anmeldte lovovertrædelser", 2023, "Møllebakken", 41, 380, ""],
        ["Husstandsindkomst i pct. af kommunens", 2023, "Lillekøbing Kommune", 90000, 900, 45],
    ]
    _excel(folder, "boligstatistiske_noegletal.xlsx", heading, key_figures)


def write_extracts(raw: Path) -> None:
    """The extracts of 2024H2, every source, in `raw`/2024H2."""
    folder = raw / HALF_YEAR
    folder.mkdir(parents=True)
    for part in (_language, _absence, _youth, _benefits, _statuses, _dwellings, _tables):
        part(folder)


def write_plan(folder: Path, indicator_ids: list[str]) -> Path:
    """Lillekøbing's plan, but that it adopts all of `indicator_ids` for every area, and splits a department in two.
    Two departments of `DEPARTMENTS` lie elsewhere."""
    copy_plan(PLAN, folder)
    with (folder / "departments.csv").open("a", encoding="utf-8", newline="\n") as file:
        file.write("soeparken,Lillekøbing Boligforening,3,blok 3 og 4 only,\n")
    elsewhere = "organisation,departments,part,note\nBoligselskabet Åkanden,9,,\nLejerbo,1,,\n"
    (folder / "departments_elsewhere.csv").write_text(elsewhere, encoding="utf-8", newline="\n")
    heading = "indicator_id,delmaal_id,areas,target,target_da,baseline_window,margin,target_value,judged_on"
    rows = [f"{indicator_id},naboskab,hver,none,,2023,,,samlet" for indicator_id in indicator_ids]
    (folder / "adoption.csv").write_text("\n".join([heading, *rows]) + "\n", encoding="utf-8", newline="\n")
    return folder
