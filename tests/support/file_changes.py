"""What a forger does to the files of a package: notebooks, rules, definitions, frames, pages and the plan's print.

Each function makes a change, or is one: of a `Forgery`, or of what a file holds. `file_forgeries` names them.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from forged_packages import CRATE, Forgery
from hpanalysis.evidence import cover_letter, start_page
from hpanalysis.published.charts.files import make_chart_files
from hpanalysis.verify.opening.package import DATA, INFO

NOTEBOOKS, RULES, LETTER = f"{DATA}noteboeger/", f"{DATA}kontrolregler.csv", "LAESMIG.txt"
DEFINITIONS, MANIFEST, FIGURES = "definitioner.json", "manifest.json", "indicators.csv"
QUALITY, FRONT, OVERVIEW = "datakvalitet.html", "index.html", "definitioner.html"
PLAN_FIGURES, PLAN_CHECK, CORRECTIONS = "planens_tal.csv", "planens_kontrol.csv", "rettelser.csv"
YEAR = f"{DATA}udgivelse/regnskabsaar-2026/"
HTML, BLOCK = "text/html", "application/vnd.hpanalysis.block+html"
BAND = re.compile(r'\n<div class="baand syntetisk">.*?</div></div>', re.DOTALL)
LAB_BAND = re.compile(r'<div class="baand syntetisk">.*?</p></div>', re.DOTALL)

Change = Callable[[Forgery], None]


# Notebooks


def edit_notebook(name: str, change: Callable[[dict], None]) -> Change:
    """A change of an executed notebook, written as nbformat writes it."""

    def forge(forged: Forgery) -> None:
        path = f"{NOTEBOOKS}{name}.ipynb"
        told = forged.json(path)
        change(told)
        forged.files[path] = (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode("utf-8")

    return forge


def _cell(told: dict, name: str) -> dict:
    return next(cell for cell in told["cells"] if cell["id"] == name)


_FIGURE = re.compile(r'class="tal">(\d+),(\d)')


def _showing(told: dict) -> list[dict]:
    return [cell for cell in told["cells"] if cell.get("outputs")]


def _text(output: dict, kind: str = HTML) -> str:
    return "".join(output["data"][kind])


def edit_output(number: int, old: str, new: str, kind: str = HTML) -> Callable[[dict], None]:
    """Change a text in the result of the notebook's cell of this number among those that show something."""

    def change(told: dict) -> None:
        output = _showing(told)[number]["outputs"][0]
        text = _text(output, kind)
        assert old in text
        output["data"][kind] = text.replace(old, new, 1)

    return change


def a_figure_in_an_output(told: dict) -> None:
    """The first figure that links to its definition, in the notebook alone."""
    for cell in _showing(told):
        output = cell["outputs"][0]
        text = _text(output)
        if (match := _FIGURE.search(text)) is not None:
            other = f'class="tal">{match[1]},{(int(match[2]) + 1) % 10}'
            output["data"][HTML] = text.replace(match[0], other, 1)
            return
    raise AssertionError


def an_output_taken_out(told: dict) -> None:
    _showing(told)[1]["outputs"] = []


def two_outputs_swapped(told: dict) -> None:
    one, other = _showing(told)[1:3]
    one["outputs"], other["outputs"] = other["outputs"], one["outputs"]


def a_band_taken_out_in_lab(told: dict) -> None:
    output = _showing(told)[0]["outputs"][0]
    text = _text(output)
    assert LAB_BAND.search(text)
    output["data"][HTML] = LAB_BAND.sub("", text)


def something_printed(text: str) -> Callable[[dict], None]:
    def change(told: dict) -> None:
        _showing(told)[1]["outputs"].insert(0, {"output_type": "stream", "name": "stdout", "text": [text]})

    return change


def a_result_for_the_notebook_alone(told: dict) -> None:
    """A table with a number that no page shows, where an analyst would make one in JupyterLab."""
    cell = next(cell for cell in told["cells"] if "kun-notesbog" in cell["metadata"].get("tags", []))
    shown = next(one for other in _showing(told) for one in other["outputs"] if _FIGURE.search(_text(one)))
    cell["outputs"] = [shown | {"data": {HTML: _FIGURE.sub('class="tal">87,3', _text(shown), count=1)}}]


def a_cell_edited(told: dict) -> None:
    _showing(told)[1]["source"] = ["half.ages()"]


def a_cell_added(told: dict) -> None:
    extra = {"cell_type": "code", "execution_count": 1, "id": "ekstra", "metadata": {"tags": []}, "outputs": []}
    told["cells"].append(extra | {"source": ["1 + 1"]})


def a_cell_taken_out(told: dict) -> None:
    told["cells"].remove(_cell(told, "intro"))


def other_parameters(old: str, new: str) -> Callable[[dict], None]:
    def change(told: dict) -> None:
        cell = _cell(told, "injected-parameters")
        text = "".join(cell["source"])
        assert old in text
        cell["source"] = text.replace(old, new)

    return change


def a_picture(told: dict) -> None:
    _showing(told)[1]["outputs"][0]["data"]["image/png"] = "iVBORw0KGgo="


def a_plain_text_beside(told: dict) -> None:
    _showing(told)[1]["outputs"][0]["data"]["text/plain"] = "Andelen er 87,31 pct."


def a_note_on_the_notebook(told: dict) -> None:
    told["metadata"]["resultat"] = "87,3 pct."


def a_note_on_a_cell(told: dict) -> None:
    _showing(told)[1]["metadata"]["resultat"] = "87,3 pct."


def an_output_taken_out_of_the_page_too(forged: Forgery) -> None:
    """The last result: out of the notebook, and out of its page."""
    path = f"{NOTEBOOKS}oversigt.ipynb"
    told = forged.json(path)
    cell = _showing(told)[-1]
    block, cell["outputs"] = _text(cell["outputs"][0]), []
    forged.files[path] = json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8")
    forged.edit(forged.published("oversigt.html"), block, "", 1)
    forged.edit(forged.published("oversigt.html"), '<li><a href="#alder">Hvor gamle er tallene?</a></li>', "")


def a_page_without_a_result(forged: Forgery) -> None:
    block = _text(_showing(forged.json(f"{NOTEBOOKS}oversigt.ipynb"))[-1]["outputs"][0])
    forged.edit(forged.published("oversigt.html"), block, "", 1)


def words_added_to_a_page(forged: Forgery) -> None:
    forged.edit(forged.published("oversigt.html"), "</main>", "<p>Alt går godt.</p></main>", 1)


# Files that come and go


def leave_out(name: str) -> Change:
    """Take a file away, out of the crate and the manifest's graph too. name: in the bag."""

    def forge(forged: Forgery) -> None:
        del forged.files[name]
        short = name.removeprefix(DATA)
        told = forged.json(CRATE)
        told["@graph"] = [entity for entity in told["@graph"] if entity["@id"] != short]
        for entity in told["@graph"]:
            for key, value in entity.items():
                if isinstance(value, list):
                    entity[key] = [one for one in value if one != {"@id": short}]
        forged.put(CRATE, told)
        folder, _, own = name.rpartition("/")
        if f"{folder}/manifest.json" in forged.files:
            _without_step(forged, f"{folder}/manifest.json", own)

    return forge


def _without_step(forged: Forgery, manifest: str, own: str) -> None:
    """Take a published file out of its manifest: of the half-year, or of an accounting year. own: the file's name."""
    told, made = forged.json(manifest), f"published/{own}"
    told["published"].pop(own, None)
    told["graph"] = [step for step in told["graph"] if step["made"] != made]
    for step in told["graph"]:
        step["from"] = [name for name in step["from"] if name != made]
    forged.put(manifest, told)


def add_like(name: str, like: str) -> Change:
    """Put a file there that is a copy of another, and is told of wherever that is. Names in the bag."""

    def forge(forged: Forgery) -> None:
        forged.files[name] = forged.files[like]
        short, other = name.removeprefix(DATA), like.removeprefix(DATA)
        told = forged.json(CRATE)
        for entity in told["@graph"]:
            for value in entity.values():
                if isinstance(value, list) and {"@id": other} in value:
                    value.append({"@id": short})
        (entity,) = (one for one in told["@graph"] if one["@id"] == other)
        told["@graph"].append(entity | {"@id": short})
        forged.put(CRATE, told)
        if name.startswith(forged.publication):
            told = forged.json(forged.published(MANIFEST))
            made = f"published/{like.removeprefix(forged.publication)}"
            (step,) = (one for one in told["graph"] if one["made"] == made)
            told["graph"].append(step | {"made": f"published/{name.removeprefix(forged.publication)}"})
            forged.put(forged.published(MANIFEST), told)

    return forge


PUBLISHED = f"{DATA}udgivelse/2026H1/"


def on_page(name: str, old: str, new: str, times: int = -1) -> Change:
    """Change a text of one page alone."""
    return lambda forged: forged.edit(forged.published(name), old, new, times)


def in_file(name: str, old: str, new: str, times: int = -1) -> Change:
    """Change a text of one file, by its name in the bag."""
    return lambda forged: forged.edit(name, old, new, times)


def everywhere(old: str, new: str) -> Change:
    """Change a text in all of the half-year's pages and in the notebooks that they are made of."""

    def forge(forged: Forgery) -> None:
        edit_pages_and_notebooks(forged, old, new)

    return forge


def edit_pages_and_notebooks(forged: Forgery, old: str, new: str) -> None:
    """The same change on each page that has the text, and in each result of a notebook."""
    escaped = [json.dumps(text, ensure_ascii=False)[1:-1] for text in (old, new)]
    changed = 0
    for name, content in forged.files.items():
        is_page = name.startswith(forged.publication) and name.endswith(".html")
        pair = (old, new) if is_page else escaped if name.startswith(NOTEBOOKS) else None
        if pair is not None and pair[0].encode() in content:
            forged.files[name] = content.replace(pair[0].encode(), pair[1].encode())
            changed += 1
    assert changed


def all_of(*changes: Change) -> Change:
    """Several changes, one after the other."""

    def forge(forged: Forgery) -> None:
        for change in changes:
            change(forged)

    return forge


def edit_json(name: str, change: Callable[[dict], None]) -> Change:
    """A change of a JSON file of the publication, or of the package by its name in the bag."""

    def forge(forged: Forgery) -> None:
        path = name if name in forged.files else forged.published(name)
        told = forged.json(path)
        change(told)
        forged.put(path, told)

    return forge


def edit_rows(name: str, change: Callable[[list[dict[str, str]]], None]) -> Change:
    """A change of the rows of a CSV file of the publication, or of the package by its name in the bag."""

    def forge(forged: Forgery) -> None:
        path = name if name in forged.files else forged.published(name)
        reader = csv.DictReader(io.StringIO(forged.files[path].decode("utf-8"), newline=""))
        rows = list(reader)
        change(rows)
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, reader.fieldnames or [], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        forged.files[path] = out.getvalue().encode("utf-8")

    return forge


# Rules


def in_rules(change: Callable[[list[dict[str, str]]], None]) -> Change:
    """A change of kontrolregler.csv that manifest.json follows."""

    def forge(forged: Forgery) -> None:
        edit_rows(RULES, change)(forged)
        reader = csv.DictReader(io.StringIO(forged.files[RULES].decode("utf-8"), newline=""))
        told = forged.json(forged.published(MANIFEST))
        latest = {(row["source"], row["half_year"], row["rule_id"]): row for row in reader}
        halves = {(source, half) for source, half, _ in latest}
        told["rules"] = [
            rule | _follow(latest.get((rule["source"], rule["half_year"], rule["rule_id"])))
            for rule in told["rules"]
            if (rule["source"], rule["half_year"]) not in halves
            or (rule["source"], rule["half_year"], rule["rule_id"]) in latest
        ]
        forged.put(forged.published(MANIFEST), told)

    return forge


def _follow(row: Mapping[str, str] | None) -> dict[str, Any]:
    return {} if row is None else {"severity": row["severity"], "held": row["result"] == "overholdt"}


def a_rule(row: dict[str, str]) -> bool:
    return (row["source"], row["rule_id"]) == ("elevfravaer", "fravaer-05")


def cell_of_a_rule(column: str, value: str) -> Callable[[list[dict[str, str]]], None]:
    def change(rows: list[dict[str, str]]) -> None:
        next(row for row in rows if a_rule(row))[column] = value

    return change


def without(source: str, rule: str) -> Callable[[list[dict[str, str]]], None]:
    def change(rows: list[dict[str, str]]) -> None:
        rows[:] = [row for row in rows if (row["source"], row["rule_id"]) != (source, rule)]

    return change


def rule_left_out_everywhere(source: str, rule: str) -> Change:
    """Out of the file, the manifest, the page and its notebook, and out of every count."""

    def forge(forged: Forgery) -> None:
        in_rules(without(source, rule))(forged)
        page = forged.files[forged.published(QUALITY)].decode("utf-8")
        (row,) = re.findall(rf'<tr><th scope="row"><span data-regel="{source}/{rule}">.*?</tr>', page)
        edit_pages_and_notebooks(forged, row, "")
        (kept,) = re.findall(rf"<summary>([^<]*)</summary>(?:(?!<summary>).)*data-regel=\"{source}/", page, re.DOTALL)
        of = re.search(r"(\d+) af (\d+)", kept)
        assert of is not None
        less = kept.replace(of[0], f"{int(of[1]) - 1} af {int(of[2]) - 1}")
        edit_pages_and_notebooks(forged, kept, less)
        _one_less(forged, rf'{source}/.*?halvår for halvår.*?data-l="Overholdt">', page)
        (owner,) = re.findall(r'data-l="Hvem retter">([^<]*)<', row)
        _one_less(
            forged, rf'<th scope="row">{owner}</th><td data-l="Kilder">[^<]*</td><td class="num" data-l="Regler">', page
        )
        total = re.search(r"kontrolleret med (\d+) regler", page)
        assert total is not None
        edit_pages_and_notebooks(forged, total[0], f"kontrolleret med {int(total[1]) - 1} regler")
        forged.edit(
            forged.published(FRONT),
            f"<dt>kontrolregler</dt><dd>{total[1]}</dd>",
            f"<dt>kontrolregler</dt><dd>{int(total[1]) - 1}</dd>",
        )

    return forge


def _one_less(forged: Forgery, before: str, page: str) -> None:
    """A number on the page on data quality one less, there and in its notebook. before: the pattern of what it
    follows."""
    match = re.search(rf"({before})(\d+)", page, re.DOTALL)
    assert match is not None
    around = match[1][-200:]
    edit_pages_and_notebooks(forged, f"{around}{match[2]}", f"{around}{int(match[2]) - 1}")


# Definitions


def indicator(name: str, member: str, value: Any, judging: bool = False) -> Change:
    """Another value of a member of an indicator in definitioner.json."""

    def change(told: dict) -> None:
        of = told["indicators"][name]
        of = of["judging"] if judging else of
        assert of[member] != value
        of[member] = value

    return edit_json(DEFINITIONS, change)


def head(member: str, value: Any) -> Change:
    """Another value of a member of definitioner.json beside the indicators."""

    def change(told: dict) -> None:
        assert told[member] != value
        told[member] = value

    return edit_json(DEFINITIONS, change)


def an_indicator_left_out(told: dict) -> None:
    del told["indicators"]["ungdomsskole"]


def a_block_left_out(told: dict) -> None:
    windows = told["indicators"]["elevfravaer"]["windows"]
    next(iter(windows.values()))["blocks"].pop()


def more_a_person(told: dict) -> None:
    windows = told["indicators"]["elevfravaer"]["windows"]
    next(iter(windows.values()))["most_per_person"] = 1


# Frames


def on_every_page(pattern: str, new: str) -> Change:
    """The same change by pattern on every page of the half-year."""

    def forge(forged: Forgery) -> None:
        changed = 0
        for name in list(forged.pages()):
            text, times = re.subn(pattern, new, forged.files[name].decode("utf-8"), flags=re.DOTALL)
            forged.files[name], changed = text.encode("utf-8"), changed + times
        assert changed

    return forge


def band_off(*names: str) -> Change:
    """The warning on invented figures taken off pages; off every page where none is named."""

    def forge(forged: Forgery) -> None:
        for name in [forged.published(one) for one in names] or list(forged.pages()):
            text = forged.files[name].decode("utf-8")
            assert BAND.search(text)
            forged.files[name] = BAND.sub("", text).encode("utf-8")

    return forge


# A day is bound to its month by a space that does not break, but in the letter.
OTHER_DAY, OTHER_WORDS = "2026-08-18", "18.\u00a0august 2026"
DAY, WORDS = "2026-08-17", "17.\u00a0august 2026"


def the_day_everywhere(forged: Forgery) -> None:
    """On every page, in manifest, bag, crate and letter; the half-year's params are the project's."""
    for name in list(forged.pages()):
        text = forged.files[name].decode("utf-8").replace(DAY, OTHER_DAY).replace(WORDS, OTHER_WORDS)
        forged.files[name] = text.encode("utf-8")
    forged.edit(forged.published(MANIFEST), f'"report_date": "{DAY}"', f'"report_date": "{OTHER_DAY}"')
    forged.edit(INFO, DAY, OTHER_DAY)
    forged.edit(CRATE, f'"datePublished": "{DAY}"', f'"datePublished": "{OTHER_DAY}"')
    forged.edit(LETTER, WORDS.replace("\u00a0", " "), OTHER_WORDS.replace("\u00a0", " "))


def real_extracts_everywhere(forged: Forgery) -> None:
    """Every page, notebook, manifest, the letter and the start page say that the extracts are the suppliers'."""
    real = "udtræk fra kommunen, boligorganisationerne og Landsbyggefonden"
    for name, content in list(forged.files.items()):
        text = content.decode("utf-8") if name.endswith((".html", ".ipynb", MANIFEST)) else None
        if text is None or f"{DATA}projekt/" in name:
            continue
        text = LAB_BAND.sub("", text) if name.endswith(".ipynb") else BAND.sub("", text)
        text = re.sub(r'<div class=\\"baand syntetisk\\">.*?</p></div>', "", text)
        text = text.replace("syntetiske udtræk", real).replace('"synthetic": true', '"synthetic": false')
        forged.files[name] = text.encode("utf-8")
    forged.edit(
        LETTER, "\nTallene er opdigtede og bruges til at afprøve systemet. De beskriver ingen virkelige personer.\n", ""
    )
    forged.edit(start_page.FILE, start_page.BAND, "")
    forged.edit(cover_letter.FILE, cover_letter.WARNING, "")
    make_charts_again(forged)


def make_charts_again(forged: Forgery) -> None:
    """The files of charts as the changed pages give them."""
    for name in [name for name in forged.files if name.startswith(forged.publication) and name.endswith(".html")]:
        page = name.removeprefix(forged.publication).removesuffix(".html")
        for file, content in make_chart_files(forged.files[name].decode("utf-8"), page).items():
            forged.files[forged.published(file)] = content


# The plan's print


def first_row(column: str, value: str) -> Callable[[list[dict[str, str]]], None]:
    def change(rows: list[dict[str, str]]) -> None:
        assert rows[0][column] != value
        rows[0][column] = value

    return change


def no_rows(rows: list[dict[str, str]]) -> None:
    del rows[0]


def another_baseline(rows: list[dict[str, str]]) -> None:
    row = next(row for row in rows if row["baseline_value"] and row["baseline_added_up"] == "nej")
    row["baseline_value"] = "1.5"


def another_baseline_window(rows: list[dict[str, str]]) -> None:
    next(row for row in rows if row["baseline_window"] == "2023")["baseline_window"] = "2024"


def place_of_a_finding(rows: list[dict[str, str]]) -> None:
    row = next(row for row in rows if row["cells"])
    row["cells"] = row["cells"].replace("række 1", "række 2", 1)


def a_correction(**cells: str) -> Change:
    """A correction of the first figure that is shown, made up."""

    def forge(forged: Forgery) -> None:
        figures = csv.DictReader(io.StringIO(forged.files[forged.published(FIGURES)].decode("utf-8"), newline=""))
        row = next(row for row in figures if row["status"] == "vist")
        now = {f"{name}_now": row[name] for name in ("status", "value", "numerator", "denominator")}
        before = {f"{name}_before": row[name] for name in ("status", "value", "numerator", "denominator")}
        before["value_before"] = "1.5"
        made_up = {
            "indicator_id": row["indicator_id"],
            "window": row["window"],
            "area_id": row["area_id"],
            **before,
            **now,
        }
        made_up |= {"published_in": "2025H2", "unit": row["unit"], "cause": "udtrækket er rettet", "why": "Rettet."}
        made_up |= {"corrected_on": DAY} | cells

        def change(rows: list[dict[str, str]]) -> None:
            rows.append(made_up)

        edit_rows(CORRECTIONS, change)(forged)

    return forge


# What is changed in data/projekt too


def cut(forged: Forgery, name: str, pattern: re.Pattern[str]) -> None:
    """Take what a pattern finds out of a file."""
    text = forged.files[name].decode("utf-8")
    assert pattern.search(text)
    forged.files[name] = pattern.sub("", text).encode("utf-8")


def rule_out_of_its_suite(source: str, rule: str) -> Change:
    """Take a rule out of the package's own suite."""

    def change(told: dict) -> None:
        told["expectations"] = [each for each in told["expectations"] if each["meta"]["rule"] != rule]

    return edit_json(f"{DATA}projekt/expectations/{source}.json", change)


def rows_of_a_rule_everywhere(forged: Forgery) -> None:
    """Another number of rows, in the file, on the page and in its notebook: of a rule that looked at fewer than all."""
    rows = list(csv.DictReader(io.StringIO(forged.files[RULES].decode("utf-8"), newline="")))
    row = next(row for row in rows if row["rule_id"] == "udsaettelser-adresser" or row["rule_id"] == "tvaers-05")
    page = forged.files[forged.published(QUALITY)].decode("utf-8")
    pattern = rf'<tr><th scope="row"><span data-regel="{row["source"]}/{row["rule_id"]}">.*?</tr>'
    (shown,) = re.findall(pattern, page, re.DOTALL)
    cell = f'data-l="Rækker">{row["rows"]}<'
    edit_pages_and_notebooks(forged, shown, shown.replace(cell, 'data-l="Rækker">77<'))
    in_rules(lambda all_rows: _set_rows(all_rows, row, "77"))(forged)


def _set_rows(rows: list[dict[str, str]], of: Mapping[str, str], number: str) -> None:
    for row in rows:
        if (row["source"], row["rule_id"]) == (of["source"], of["rule_id"]):
            row["rows"] = number
