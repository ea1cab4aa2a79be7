"""An extract revised by its supplier: the same figures but for some months of persons who live outside the areas."""

import csv
import io


def _streets(project):
    return {row["street"] for row in csv.DictReader((project.plan / "addresses.csv").open(encoding="utf-8"))}


def absence_a_day_more(project, half_year, months):
    """So many months of pupils who live outside the areas have a day of absence more."""
    path, streets = project.raw / half_year / "elevfravaer.csv", _streets(project)
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")), delimiter=";"))
    outside = [row for row in rows if not any(row["Adresse"].startswith(street) for street in streets)]
    own = [row for row in outside if int(row["Fraværsdage"]) < int(row["Mulige skoledage"])]
    assert len(own) >= months
    for row in own[:months]:
        row["Fraværsdage"] = int(row["Fraværsdage"]) + 1
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0], delimiter=";", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8-sig", newline="\n")
