"""The tamper matrix: a real package, changed in each way we could think of, fails by the check that is named for it.

Everything else is made right again as far as the attacker of that line goes, so that nothing but the check named is the
first to fail. What only a signature or the digest in the minutes can see is said so.
"""

import csv
import io
import re
import shutil
import stat
import struct
import subprocess
import sys
import warnings
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from forged_packages import CRATE, PROJECT, Forgery
from hpanalysis.verify import NAMES, State, check_all, check_path, read_allowed_signers, write_code
from hpanalysis.verify.check import check_opened_package, list_checks, run_check_without_crashing
from hpanalysis.verify.checks import bag, signatures
from hpanalysis.verify.opening.outcomes import Broken
from hpanalysis.verify.opening.package import DATA, INFO, MANIFEST, START_PAGE, TAG_MANIFEST
from hpanalysis.verify.opening.zip_file import MOST_FILES
from slow_cases import keep_quick, keep_some_quick

pytestmark = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen was not found")

PAGE, FIGURES = "oversigt.html", "indicators.csv"
DEFINITION, AGREEMENT = "definition-sprog_generel.html", "delaftale-opvaekst.html"


@dataclass(frozen=True)
class Made:
    """Two real packages, chained: unsigned, and the newer signed by two persons. keys: by role and a stranger's."""

    older: Path
    newer: Path
    signed: Path
    older_signed: Path
    keys: dict[str, Path]
    signers: Path


def _key(folder: Path, name: str, kind: str = "ed25519") -> Path:
    path = folder / name
    command = ["ssh-keygen", "-q", "-t", kind, "-N", "", "-C", name, "-f", str(path)]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    return path


@pytest.fixture(scope="module")
def real(packaged, tmp_path_factory):
    """The small plan published twice, each half-year with its package, and both of these signed too."""
    folder = tmp_path_factory.mktemp("pakker")
    project = packaged.copy(folder / "projekt")
    keys = {name: _key(folder, name) for name in ("udarbejdet", "godkendt", "fremmed")}
    keys["ecdsa"] = _key(folder, "ecdsa", "ecdsa")

    def done(*arguments: str) -> None:
        result = project.hpanalysis(*arguments)
        assert result.returncode == 0, result.stderr

    older, newer = (packaged.folder.parent / name for name in ("aeldre.zip", "nyere.zip"))
    older_signed, signed = folder / "aeldre-underskrevet.zip", folder / "underskrevet.zip"
    prepared, approved = ("--sign", str(keys["udarbejdet"])), str(keys["godkendt"])
    done("package", "2025H2", "--to", str(older_signed), "--first", *prepared)
    done("package", "2026H1", "--to", str(signed), "--previous", str(older), *prepared)
    for path in (signed, older_signed):
        done("approve", str(path), "--sign", approved)
    signers = folder / "allowed_signers"
    lines = [f"{role} {(folder / f'{role}.pub').read_text()}" for role in ("udarbejdet", "godkendt")]
    signers.write_text("".join(lines), encoding="utf-8")
    return Made(older, newer, signed, older_signed, keys, signers)


def failing(forged: Forgery) -> tuple[str, ...]:
    """The checks that do not hold, as the package would be read from its zip."""
    return check_opened_package(Path("dokumentation-2026H1.zip"), forged.package).failing


def find_first_failing(forged: Forgery) -> str:
    """The first check that does not hold, "" where all hold; those after it are not made."""
    for name, check in list_checks(forged.package).items():
        if run_check_without_crashing(name, check).state is State.FAILS:
            return name
    return ""


def fails(made_by, forged: Forgery) -> bool:
    """Whether one check does not hold."""
    try:
        return made_by(forged.package).state is State.FAILS
    except Broken:
        return True


def test_the_real_packages_hold_alone_and_together(real):
    for path in (real.older, real.newer, real.signed):
        assert check_path(path).failing == ()
    assert all(result.holds for result in check_all([real.newer, real.older]))
    assert check_path(real.signed, previous=real.older, signers=read_allowed_signers(real.signers)).holds


def test_a_package_made_anew_by_the_forger_holds_if_nothing_is_changed(real, tmp_path):
    """Else a forgery might fail for the way it is put together."""
    forged = Forgery(real.newer)
    forged.again("everything")
    assert check_path(forged.write(tmp_path / "dokumentation-2026H1.zip")).failing == ()


# What is changed in the files, and how far the attacker makes digests right again.


def _figure_of(forged: Forgery, page: str) -> tuple[str, str]:
    """The first linked figure of a page: the link's end and its number, `alle-3-2025" class="tal">68,4` and `68,4`."""
    text = forged.files[forged.published(page)].decode()
    link = '-alle-3-2025" class="tal">'
    start = text.index(link) + len(link)
    told = text[start:].split("<")[0]
    return text[start - 40 : start] + told, told


def _other(number: str) -> str:
    """Another number of the same form: its last digit one higher."""
    last = max(place for place, letter in enumerate(number) if letter.isdigit())
    return f"{number[:last]}{(int(number[last]) + 1) % 10}{number[last + 1 :]}"


def change_a_byte(name: str, old: str, new: str):
    return lambda forged: forged.edit(name, old, new, 1)


def change_a_page(forged):
    forged.edit(forged.published(PAGE), "</h1>", "!</h1>", 1)


def change_a_number(forged):
    around, number = _figure_of(forged, PAGE)
    forged.edit(forged.published(PAGE), around, around.replace(number, _other(number)), 1)


def change_a_number_of_the_year(forged):
    text = forged.files[YEAR].decode()
    start = text.index('class="tal">') + len('class="tal">')
    number = text[start:].split("<")[0]
    forged.edit(YEAR, f'class="tal">{number}', f'class="tal">{_other(number)}', 1)


def change_a_numbers_figure(forged):
    """The number stands, and links to another figure."""
    forged.edit(
        forged.published(PAGE), 'sprog_generel-alle-3-2025" class="tal"', 'sprog_generel-alle-3-2024" class="tal"'
    )


def swap_pages(forged):
    one, other = forged.published("omraade-soeparken.html"), forged.published("omraade-moellebakken.html")
    forged.files[one], forged.files[other] = forged.files[other], forged.files[one]


def swap_two_rows(forged):
    """Two figures of a definition page take each other's address."""
    one, other, name = "alle-3-2025", "alle-3-2024", forged.published(DEFINITION)
    forged.edit(name, f'id="sprog_generel-{one}"', 'id="x"')
    forged.edit(name, f'id="sprog_generel-{other}"', f'id="sprog_generel-{one}"')
    forged.edit(name, 'id="x"', f'id="sprog_generel-{other}"')


def fill_a_hidden_cell(forged):
    hidden = "<span>diskretioneret</span>"
    forged.edit(forged.published(DEFINITION), hidden, "<b>12,5 %</b>", 1)


def leave_out_a_figure(forged):
    name = forged.published(DEFINITION)
    text = forged.files[name].decode()
    start = text.index('<tr id="sprog_generel-alle-3-2025"')
    forged.files[name] = (text[:start] + text[text.index("</tr>", start) + 5 :]).encode()


def write_a_number_by_a_style_sheet(forged):
    forged.edit(forged.published(PAGE), "</style>", "td::after{content:'99,9'}</style>", 1)


def write_a_number_by_a_script(forged):
    forged.edit(forged.published(PAGE), "</body>", "<script>document.title='99,9'</script></body>", 1)


def _row(forged, key: dict[str, str], **changed: str) -> None:
    """Change cells of the row of indicators.csv that has a key."""
    name = forged.published(FIGURES)
    reader = csv.DictReader(io.StringIO(forged.files[name].decode("utf-8"), newline=""))
    rows, found = list(reader), 0
    for row in rows:
        if all(row[column] == value for column, value in key.items()):
            row.update(changed)
            found += 1
    assert found == 1
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, reader.fieldnames, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    forged.files[name] = out.getvalue().encode("utf-8")


LANGUAGE = {"indicator_id": "sprog_generel", "area_id": "alle-3", "window": "2025"}
HIDDEN = {"indicator_id": "sprog_generel", "area_id": "soeparken", "window": "2025"}
ABSENCE = {"indicator_id": "elevfravaer", "area_id": "moellebakken", "window": "2024-25"}


def _told(forged, key: dict[str, str], column: str) -> str:
    rows = csv.DictReader(io.StringIO(forged.files[forged.published(FIGURES)].decode("utf-8"), newline=""))
    (row,) = (row for row in rows if all(row[name] == value for name, value in key.items()))
    return row[column]


def change_a_numerator(forged):
    """In the table and on its pages alike: only the value does not follow any more."""
    old = _told(forged, LANGUAGE, "numerator")
    new = str(int(old) + 1)
    _row(forged, LANGUAGE, numerator=new)
    for page in (DEFINITION, AGREEMENT):
        forged.edit(forged.published(page), f'data-l="Antal">{old}<', f'data-l="Antal">{new}<')


def change_an_area_against_its_total(forged):
    """So little that the value stays; the areas no longer make the total."""
    old = _told(forged, ABSENCE, "numerator")
    new = str(int(old) + 1)
    _row(forged, ABSENCE, numerator=new)
    for page in ("definition-elevfravaer.html", AGREEMENT):
        forged.edit(forged.published(page), f'data-l="Antal">{old}<', f'data-l="Antal">{new}<')


def change_an_interval(forged):
    low, high = _told(forged, LANGUAGE, "lo"), _told(forged, LANGUAGE, "hi")
    new = _other(high)
    _row(forged, LANGUAGE, hi=new)
    span = f"{low} til {high}".replace(".", ",")
    forged.edit_pages(span, span.replace(high.replace(".", ","), new.replace(".", ",")))
    for page in forged.pages():
        text = forged.files[page].decode()
        forged.files[page] = text.replace(f"til {high}".replace(".", ","), f"til {new}".replace(".", ",")).encode()


def _row_where(is_chosen, **changed: str):
    """The first row that is chosen, with cells of it changed in the table alone."""

    def tamper(forged):
        rows = csv.DictReader(io.StringIO(forged.files[forged.published(FIGURES)].decode("utf-8"), newline=""))
        row = next(row for row in rows if is_chosen(row))
        _row(forged, {name: row[name] for name in ("indicator_id", "area_id", "window")}, **changed)

    return tamper


def _first_month(forged, **changed) -> None:
    """Change cells of the first month with a value in maanedstal.csv; each a function of what stands there."""
    name = forged.published("maanedstal.csv")
    reader = csv.DictReader(io.StringIO(forged.files[name].decode("utf-8"), newline=""))
    rows = list(reader)
    row = next(row for row in rows if row["value"])
    row |= {column: change(row[column]) for column, change in changed.items()}
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, reader.fieldnames, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    forged.files[name] = out.getvalue().encode("utf-8")


def change_a_chart(forged):
    """What a control chart says of its first month."""
    _first_month(
        forged, rules=lambda _: "under nedre grænse", variation=lambda _: "særlig variation i den ønskede retning"
    )


def definitions_of_before(forged):
    """definitioner.json in its first form, which tells nothing of what verdicts rest on."""
    path = forged.published("definitioner.json")
    told = forged.json(path) | {"format": 1}
    del told["plan_end"], told["first_half_year"], told["power"]
    for indicator in told["indicators"].values():
        indicator.pop("judging")
    forged.put(path, told)


def compare_no_more(told):
    told["indicators"]["fraflytning"]["judging"]["comparable"] = False


def fill_a_hidden_row(forged):
    _row(forged, HIDDEN, numerator="3", denominator="9")


def change_a_figure_in_the_table_only(forged):
    _row(forged, LANGUAGE, value=_other(_told(forged, LANGUAGE, "value")))


def an_unknown_status(forged):
    _row(forged, HIDDEN, status="måske")


def a_text_for_a_number(forged):
    _row(forged, HIDDEN, numerator="mange")


def a_row_twice(forged):
    name = forged.published(FIGURES)
    forged.files[name] += forged.files[name].splitlines(keepends=True)[-1]


def _json(name: str, change):
    def tamper(forged):
        path = forged.published(name)
        told = forged.json(path)
        change(told)
        forged.put(path, told)

    return tamper


def a_certificate_of_failure(told):
    told["fejl"] = [{"halvaar": "2026H1", "fejl": "et lille antal er vist", "sted": "x", "fil": FIGURES}]


def fewer_hidden(told):
    told["diskretionerede"] -= 1


def a_closed_interval(told):
    told["smalleste_interval"] |= {"fra": 1.0, "til": 3.0}


def another_reason(told):
    told["diskretionerede_efter_hovedreglen"] += 1


def an_earlier_half_year_unread(told):
    told["laest"].pop("2025H2")
    told["halvaar"].remove("2025H2")


def without_a_step(told):
    told["graph"].pop()


def made_of_itself(told):
    (step,) = (step for step in told["graph"] if step["made"] == "published/indicators.csv")
    step["from"] = ["published/indicators.csv"]


def cut_the_log(told):
    del told["entries"][0]


def edit_the_log(told):
    told["entries"][0]["indicators_sha256"] = "0" * 64


def undescribe_a_file(forged):
    told = forged.json(CRATE)
    told["@graph"] = [entity for entity in told["@graph"] if not entity["@id"].endswith(PAGE)]
    forged.put(CRATE, told)


def add(name: str, content: bytes = b"x\n"):
    return lambda forged: forged.files.update({name: content})


def remove(name: str):
    return lambda forged: forged.files.pop(name)


def left_out(name: str):
    """A file taken away that the crate does not tell of either, so that only what was made of it can tell."""

    def tamper(forged):
        forged.files.pop(name)
        told, short = forged.json(CRATE), name.removeprefix(DATA)
        told["@graph"] = [entity for entity in told["@graph"] if entity["@id"] != short]
        for entity in told["@graph"]:
            for key, value in entity.items():
                if isinstance(value, list):
                    entity[key] = [one for one in value if one != {"@id": short}]
        forged.put(CRATE, told)

    return tamper


def described(name: str):
    """A file added and described in the crate, so that only its name can be wrong."""

    def tamper(forged):
        forged.files[name] = b"x\n"
        told = forged.json(CRATE)
        short = name.removeprefix(DATA)
        told["@graph"].append({"@id": short, "@type": "File", "name": short})
        (root,) = (entity for entity in told["@graph"] if entity["@id"] == "./")
        root["hasPart"].append({"@id": short})
        forged.put(CRATE, told)

    return tamper


def in_info(old: str, new: str):
    return lambda forged: forged.edit(INFO, old, new)


PUBLISHED = f"{DATA}udgivelse/2026H1/"
YEAR = f"{DATA}udgivelse/regnskabsaar-2026/lbf_opfoelgning.html"
RULES, LOG = f"{DATA}kontrolregler.csv", f"{PROJECT}params/opfoelgning.yaml"
YEAR_NOTEBOOK = f"{PROJECT}notebooks/lbf_opfoelgning.ipynb"
SOURCE = f"{PROJECT}src/hpanalysis/errors.py"
NOTEBOOK = f"{DATA}noteboeger/oversigt.ipynb"

# name: what is done, how far digests are made right again (None: not at all), the check that says so first
FILES = {
    "a byte of a page": (change_a_page, None, "pose"),
    "a byte of the figures": (change_a_byte(f"{PUBLISHED}{FIGURES}", "vist", "Vist"), None, "pose"),
    "a byte of a notebook": (change_a_byte(NOTEBOOK, "cell_type", "cell_typo"), None, "pose"),
    "a byte of the source code": (change_a_byte(SOURCE, "FAILED", "FAILEN"), None, "pose"),
    "verify.py replaced": (change_a_byte("verify.py", "sys.exit", "print"), None, "pose"),
    "a page removed": (remove(f"{PUBLISHED}{PAGE}"), None, "pose"),
    "the letter removed": (remove("LAESMIG.txt"), None, "pose"),
    "two reports swapped": (swap_pages, None, "pose"),
    "a file added to the payload": (add(f"{DATA}tal.csv"), None, "pose"),
    "a stranger in the root": (add("noter.txt"), None, "fremmede"),
    "a stranger's folder": (add("mere/noter.txt"), None, "fremmede"),
    "a stranger among the signatures": (add("signatures/revisor.sig"), None, "fremmede"),
    "a stranger told of in every list": (described(f"{DATA}tal.csv"), "everything", "fremmede"),
    "the emergency log": (described(f"{PROJECT}params/beredskab.yaml"), "everything", "fremmede"),
    "an extract": (described(f"{PROJECT}data/raw/2026H1/bopael.csv"), "everything", "fremmede"),
    "another half-year's report": (described(f"{DATA}udgivelse/2025H1/index.html"), "everything", "fremmede"),
    "a second manifest": (add("manifest-md5.txt"), "bag", "fremmede"),
    "files to be fetched": (add("fetch.txt", b"http://localhost/x - data/x\n"), "bag", "fremmede"),
    "a page, the bag made anew": (change_a_page, "bag", "crate"),
    "two reports swapped, the bag made anew": (swap_pages, "bag", "crate"),
    "a notebook, the bag made anew": (change_a_byte(NOTEBOOK, "cell_type", "cell_typo"), "bag", "crate"),
    "a file undescribed": (undescribe_a_file, "crate", "crate"),
    "a page, the crate made anew": (change_a_page, "crate", "manifest"),
    "a page removed, the crate told": (remove(f"{PUBLISHED}{PAGE}"), "crate", "crate"),
    "the source code, the crate made anew": (change_a_byte(SOURCE, "FAILED", "FAILEN"), "crate", "manifest"),
    "the plan, the crate made anew": (change_a_byte(f"{PROJECT}params/plan/areas.csv", "a", "A"), "crate", "manifest"),
    "the launcher, the crate made anew": (change_a_byte("verify.py", "sys.exit", "print"), "crate", "manifest"),
    "a rule's result": (change_a_byte(RULES, ",overholdt", ",ikke overholdt"), "everything", "manifest"),
    "the secretariat's log": (change_a_byte(LOG, "26-09", "26-08"), "crate", "manifest"),
    "a page of the year, the crate made anew": (change_a_byte(YEAR, "</h1>", "!</h1>"), "crate", "manifest"),
    "a notebook of the year left out": (left_out(YEAR_NOTEBOOK), "everything", "manifest"),
    "a number on a page of the year": (change_a_number_of_the_year, "everything", "tal"),
    "the graph cut": (_json("manifest.json", without_a_step), "everything", "manifest"),
    "a file made of itself": (_json("manifest.json", made_of_itself), "everything", "manifest"),
    "a page, the manifest made anew": (change_a_page, "manifest", "attest"),
    "the figures, the manifest made anew": (change_a_figure_in_the_table_only, "manifest", "datapakke"),
    "an unknown status": (an_unknown_status, "everything", "datapakke"),
    "a text for a number": (a_text_for_a_number, "everything", "datapakke"),
    "a row twice": (a_row_twice, "everything", "datapakke"),
    "the log cut": (_json("udgivelseslog.json", cut_the_log), "everything", "kaede"),
    "the log edited": (_json("udgivelseslog.json", edit_the_log), "everything", "kaede"),
    "a number on a page, all made anew": (change_a_number, "everything", "tal"),
    "a number linked to another figure": (change_a_numbers_figure, "everything", "tal"),
    "two figures' addresses swapped": (swap_two_rows, "everything", "tal"),
    "a hidden cell filled in on its page": (fill_a_hidden_cell, "everything", "tal"),
    "a figure left out": (leave_out_a_figure, "everything", "tal"),
    "a number by a style sheet": (write_a_number_by_a_style_sheet, "everything", "tal"),
    "a number by a script": (write_a_number_by_a_script, "everything", "tal"),
    "a value in the table only": (change_a_figure_in_the_table_only, "everything", "tal"),
    "a numerator, pages and all": (change_a_numerator, "everything", "regnestykker"),
    "an area against its total": (change_an_area_against_its_total, "everything", "regnestykker"),
    "an interval, pages and all": (change_an_interval, "everything", "regnestykker"),
    "a hidden row filled in": (fill_a_hidden_row, "everything", "regnestykker"),
    "a verdict word": (
        _row_where(lambda row: row["since_baseline"] == "ingen sikker ændring", since_baseline="forbedret"),
        "everything", "vurderinger",
    ),
    "a verdict against the municipality": (
        _row_where(lambda row: row["versus_municipality"] == "ikke sikkert forskellig", versus_municipality="bedre"),
        "everything", "vurderinger",
    ),
    "a verdict taken away": (
        _row_where(
            lambda row: row["municipality_p"] and row["indicator_id"] == "fraflytning",
            versus_municipality="kan ikke vurderes", versus_reason="x", municipality_p="",
        ),
        "everything", "vurderinger",
    ),
    "a p-value": (
        _row_where(lambda row: row["municipality_p"] and row["indicator_id"] == "fraflytning", municipality_p="0.9999"),
        "everything", "vurderinger",
    ),
    "an interval of a change": (
        _row_where(lambda row: row["change_lo"], change_lo="-99.9"), "everything", "vurderinger"
    ),
    "a word of a course": (
        _row_where(lambda row: row["since_trend"] == "ingen sikker ændring", since_trend="forbedret"),
        "everything", "vurderinger",
    ),
    "a slope of a course": (_row_where(lambda row: row["trend"], trend="-99.9"), "everything", "vurderinger"),
    "a word of a development": (
        _row_where(lambda row: row["development_p"], versus_development="hentet ind", development_reason=""),
        "everything", "vurderinger",
    ),
    "the rest of the municipality's change": (
        _row_where(lambda row: row["rest_change"], rest_change="-99.9"), "everything", "vurderinger"
    ),
    "a rule of a control chart": (change_a_chart, "everything", "vurderinger"),
    "what verdicts rest on": (_json("definitioner.json", compare_no_more), "everything", "vurderinger"),
    "what verdicts rest on, left out": (definitions_of_before, "everything", "vurderinger"),
    "a certificate with failures": (_json("kontrolattest.json", a_certificate_of_failure), "everything", "attest"),
    "a certificate of other counts": (_json("kontrolattest.json", fewer_hidden), "everything", "attest"),
    "a certificate that is not open": (_json("kontrolattest.json", a_closed_interval), "everything", "attest"),
    "a certificate whose parts do not add up": (_json("kontrolattest.json", another_reason), "everything", "attest"),
    "a certificate without the past": (
        _json("kontrolattest.json", an_earlier_half_year_unread), "everything", "attest"
    ),
    "another version of BagIt": (change_a_byte("bagit.txt", "1.0", "0.97"), "bag", "pose"),
    "another encoding": (change_a_byte("bagit.txt", "UTF-8", "UTF-16"), "bag", "pose"),
    "another half-year's name": (in_info("Half-Year: 2026H1", "Half-Year: 2025H2"), "bag", "pose"),
    "a line of its own": (in_info("Half-Year:", "Contact-Name: x\nHalf-Year:"), "bag", "pose"),
}  # fmt: skip


@pytest.mark.parametrize("name", keep_some_quick(FILES, every=3))
def test_a_change_fails_by_its_named_check_first(real, name):
    tamper, level, named = FILES[name]
    forged = Forgery(real.newer)
    before = dict(forged.files)
    tamper(forged)
    assert forged.files != before
    if level is not None:
        forged.again(level)
    assert find_first_failing(forged) == named


@pytest.mark.parametrize(
    "name", keep_some_quick([name for name, (_, level, _) in FILES.items() if level is not None], every=4)
)
def test_whatever_is_made_anew_a_signed_package_fails_by_its_signatures_too(real, name):
    tamper, level, _ = FILES[name]
    forged = Forgery(real.signed)
    tamper(forged)
    forged.again(level)
    assert signatures.check(forged.package).state is State.FAILS


def test_a_months_value_that_is_changed_on_its_pages_too_moves_the_limits_of_its_chart(real):
    forged = Forgery(real.newer)
    _first_month(forged, value=lambda text: f"{float(text) + 1:.2f}")
    forged.again("everything")
    (problem, *_) = next(
        outcome.problems
        for outcome in check_opened_package(Path("x.zip"), forged.package).outcomes
        if outcome.name == "vurderinger"
    )
    assert "maanedstal.csv" in problem


def test_one_bit_of_any_file_is_enough(real):
    """Every ninth file, each in its middle: by the bag, or in a signature by the signatures."""
    files = Forgery(real.signed).files
    changed = [*sorted(files)[::9], *(name for name in files if not name.startswith(DATA))]
    for name in changed:
        forged, content = Forgery(real.signed), bytearray(files[name] or b"x")
        content[len(content) // 2] ^= 1
        forged.files[name] = bytes(content)
        assert fails(bag.check, forged) or fails(signatures.check, forged), name


def test_a_wrong_oxum_fails_by_the_bag(real):
    forged = Forgery(real.newer)
    forged.edit(INFO, "Payload-Oxum: ", "Payload-Oxum: 1")
    forged._list(TAG_MANIFEST)
    assert failing(forged) == ("pose",)


def test_an_unlisted_file_with_the_right_oxum_is_a_stranger(real):
    """The list of the payload is left as it was."""
    forged = Forgery(real.newer)
    listed = forged.files[MANIFEST]
    forged.files[f"{DATA}noteboeger/egen.ipynb"] = b"{}"
    forged.again("bag")
    forged.files[MANIFEST] = listed
    forged._list(TAG_MANIFEST)
    assert failing(forged)[0] == "fremmede"


# Signatures


def _signature(forged: Forgery, key: Path, namespace: str, role: str, folder: Path) -> None:
    """Sign what is there, by any key in any namespace, as anybody with ssh-keygen can."""
    message = folder / "tagmanifest"
    message.write_bytes(forged.files[TAG_MANIFEST])
    (folder / "tagmanifest.sig").unlink(missing_ok=True)
    command = ["ssh-keygen", "-q", "-Y", "sign", "-f", str(key), "-n", namespace, str(message)]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, capture_output=True)
    forged.files[f"signatures/{role}.sig"] = (folder / "tagmanifest.sig").read_bytes()
    forged.files[f"signatures/{role}.pub"] = key.with_name(f"{key.name}.pub").read_bytes()


def _two(role: str) -> tuple[str, str]:
    return f"signatures/{role}.sig", f"signatures/{role}.pub"


def older_signatures(forged, real, folder):
    older = Forgery(real.older_signed)
    forged.files |= {name: text for name, text in older.files.items() if name.startswith("signatures/")}


def roles_swapped(forged, real, folder):
    for one, other in zip(_two("udarbejdet"), _two("godkendt"), strict=True):
        forged.files[one], forged.files[other] = forged.files[other], forged.files[one]


def one_key_twice(forged, real, folder):
    _signature(forged, real.keys["udarbejdet"], "godkendt@hpanalysis", "godkendt", folder)


def no_preparation(forged, real, folder):
    for name in _two("udarbejdet"):
        del forged.files[name]


def anothers_signature(forged, real, folder):
    public = forged.files["signatures/godkendt.pub"]
    _signature(forged, real.keys["fremmed"], "godkendt@hpanalysis", "godkendt", folder)
    forged.files["signatures/godkendt.pub"] = public


def another_namespace(forged, real, folder):
    _signature(forged, real.keys["godkendt"], "file", "godkendt", folder)


def another_kind_of_key(forged, real, folder):
    _signature(forged, real.keys["ecdsa"], "godkendt@hpanalysis", "godkendt", folder)


def a_character_of_the_signature(forged, real, folder):
    lines = forged.files["signatures/godkendt.sig"].decode().splitlines()
    lines[-2] = ("B" if lines[-2][0] == "A" else "A") + lines[-2][1:]
    forged.files["signatures/godkendt.sig"] = ("\n".join(lines) + "\n").encode()


def the_key_left_out(forged, real, folder):
    del forged.files["signatures/godkendt.pub"]


def everything_made_anew(forged, real, folder):
    """What no other check looks at: the letter to the auditor."""
    forged.edit("LAESMIG.txt", "Pakken er dokumentation", "Pakken er god dokumentation", 1)
    forged.again("everything")


def replace_verify(forged):
    """In the package and in the source code that it comes from."""
    for name in ("verify.py", f"{PROJECT}src/hpanalysis/verify/launcher.py"):
        forged.edit(name, "sys.exit(main", "sys.exit(0 and main")
    forged.again("everything")


def verify_replaced(forged, real, folder):
    replace_verify(forged)


SIGNED = (
    older_signatures,
    roles_swapped,
    one_key_twice,
    no_preparation,
    anothers_signature,
    another_namespace,
    another_kind_of_key,
    a_character_of_the_signature,
    the_key_left_out,
    everything_made_anew,
    verify_replaced,
)


@pytest.mark.parametrize(
    "tamper",
    keep_quick(SIGNED, "older_signatures", "one_key_twice", "everything_made_anew"),
    ids=lambda tamper: tamper.__name__,
)
def test_a_signature_that_is_not_of_this_package_and_role_fails_alone(real, tmp_path, tamper):
    forged = Forgery(real.signed)
    tamper(forged, real, tmp_path)
    assert failing(forged) == ("underskrifter",)


@pytest.mark.slow
def test_keys_of_others_are_caught_by_the_file_of_who_may_sign(real, tmp_path):
    """The package alone cannot know whose keys they are."""
    forged = Forgery(real.signed)
    _signature(forged, real.keys["fremmed"], "godkendt@hpanalysis", "godkendt", tmp_path)
    path = forged.write(tmp_path / "dokumentation-2026H1.zip")
    assert check_path(path).holds
    assert check_path(path, signers=read_allowed_signers(real.signers)).failing == ("underskrifter",)


def test_an_unsigned_package_is_said_to_be_so_and_fails_where_signers_are_asked_for(real):
    (told,) = (one for one in check_path(real.newer).outcomes if one.name == "underskrifter")
    assert (told.state.value, told.sentence) == ("ikke kontrolleret", "Pakken er ikke underskrevet.")
    assert check_path(real.newer, signers=read_allowed_signers(real.signers)).failing == ("underskrifter",)


# The chain


@pytest.mark.slow
def test_what_is_made_anew_whole_and_unsigned_is_caught_by_the_digest_in_the_minutes(real, tmp_path):
    digest = check_path(real.newer).digest
    forged = Forgery(real.newer)
    replace_verify(forged)
    path = forged.write(tmp_path / "dokumentation-2026H1.zip")
    assert check_path(path).holds
    for told in ({"expected": digest}, {"code": write_code(digest)}):
        assert check_path(path, **told).failing == ("referat",)
        assert check_path(real.newer, **told).holds


@pytest.mark.slow
def test_another_package_before_it_breaks_the_chain(real, tmp_path):
    forged = Forgery(real.older)
    forged.edit("LAESMIG.txt", "Pakken", "PAKKEN", 1)
    forged.again("bag")
    other = forged.write(tmp_path / "dokumentation-2025H2.zip")
    assert check_path(other).holds
    assert check_path(real.newer, previous=other).failing == ("kaede",)
    failing = {result.half_year: result.failing for result in check_all([real.newer, other])}
    assert failing == {"2025H2": (), "2026H1": ("kaede",)}


@pytest.mark.slow
def test_a_package_left_out_between_two_is_named(real, tmp_path):
    forged = Forgery(real.newer)
    forged.edit(INFO, check_path(real.older).digest, "1" * 128)
    forged.again("bag")
    path = forged.write(tmp_path / "dokumentation-2026H1.zip")
    assert check_path(path).holds
    older, newer = check_all([real.older, path])
    assert (older.failing, newer.failing) == ((), ("kaede",))
    (problem,) = (problem for one in newer.outcomes for problem in one.problems)
    assert "Mellem dem mangler en pakke" in problem and "1" * 12 in problem


@pytest.mark.slow
def test_a_package_that_hides_the_one_before_it_breaks_the_chain(real, tmp_path):
    forged = Forgery(real.newer)
    forged.edit(INFO, check_path(real.older).digest, "ingen")
    forged.again("bag")
    path = forged.write(tmp_path / "dokumentation-2026H1.zip")
    assert check_all([real.older, path])[1].failing == ("kaede",)


def test_the_newer_package_is_not_before_the_older(real):
    assert check_path(real.older, previous=real.newer).failing == ("kaede",)


# Archives


def _zip(path: Path, real: Made) -> zipfile.ZipFile:
    """The package, open to be added to."""
    Forgery(real.newer).write(path)
    return zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED)


def _named(name: str, content: bytes = b"x"):
    def tamper(path, real):
        with warnings.catch_warnings(), _zip(path, real) as archive:
            warnings.simplefilter("ignore")  # of a name that is there already
            member = zipfile.ZipInfo("x")
            member.filename = name
            archive.writestr(member, content)

    return tamper


def a_link(path, real):
    with _zip(path, real) as archive:
        member = zipfile.ZipInfo("dokumentation-2026H1/data/link.csv")
        member.create_system, member.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(member, "/etc/passwd")


def a_bomb(path, real):
    with _zip(path, real) as archive:
        archive.writestr("dokumentation-2026H1/data/bombe.csv", bytes(50_000_000))


def many_files(path, real):
    with _zip(path, real) as archive:
        for number in range(MOST_FILES):
            archive.writestr(f"dokumentation-2026H1/data/{number}.csv", b"")


def encrypted(path, real):
    """The flag in both places where a zip has it."""
    _zip(path, real).close()
    content = bytearray(path.read_bytes())
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.index(signature) + place
        content[at : at + 2] = struct.pack("<H", struct.unpack("<H", content[at : at + 2])[0] | 1)
    path.write_bytes(content)


def cut_short(path, real):
    _zip(path, real).close()
    path.write_bytes(path.read_bytes()[:-3000])


def a_wrong_byte_in_the_packed_data(path, real):
    with _zip(path, real) as archive:
        largest = max(archive.infolist(), key=lambda member: member.compress_size)
    content = bytearray(path.read_bytes())
    content[largest.header_offset + 30 + len(largest.filename.encode()) + largest.compress_size // 2] ^= 0xFF
    path.write_bytes(content)


def _described_otherwise(at: int):
    """A byte of the header before the first file is another than in the list of members. at: of the byte in it."""

    def tamper(path, real):
        _zip(path, real).close()
        content = bytearray(path.read_bytes())
        content[at] ^= 0x02
        path.write_bytes(content)

    return tamper


def a_size_that_is_not_true(path, real):
    """The list of members says that the first is a byte long."""
    _zip(path, real).close()
    content = bytearray(path.read_bytes())
    at = content.index(b"PK\x01\x02") + 24
    content[at : at + 4] = struct.pack("<L", 1)
    path.write_bytes(content)


def something_before_it(path, real):
    _zip(path, real).close()
    path.write_bytes(b"MZ" + bytes(200) + path.read_bytes())


def something_after_it(path, real):
    _zip(path, real).close()
    path.write_bytes(path.read_bytes() + b"mere")


def a_comment(path, real):
    with _zip(path, real) as archive:
        archive.comment = b"hilsen"


def no_zip_at_all(path, real):
    path.write_bytes(b"PK\x03\x04 men ikke mere")


def another_method(path, real):
    with _zip(path, real) as archive:
        archive.writestr("dokumentation-2026H1/data/x.csv", b"x" * 100, zipfile.ZIP_BZIP2)


TOP = "dokumentation-2026H1"
ARCHIVES = {
    "a name that climbs": _named(f"{TOP}/../../ud.txt"),
    "an absolute name": _named("/etc/ud.txt"),
    "a drive": _named("C:/ud.txt"),
    "a backslash": _named(f"{TOP}\\data\\ud.txt"),
    "a name with an end in it": _named(f"{TOP}/data/ud.txt\x00.csv"),
    "an empty part": _named(f"{TOP}//ud.txt"),
    "a device of Windows": _named(f"{TOP}/data/aux.csv"),
    "a dot at the end": _named(f"{TOP}/data/ud."),
    "another case": _named(f"{TOP}/BAGIT.txt"),
    "another form of a letter": _named(f"{TOP}/data/a\u030a.csv"),
    "a member twice": _named(f"{TOP}/bagit.txt"),
    "a file for a folder": _named(f"{TOP}/data"),
    "two top folders": _named("anden/ud.txt"),
    "a file beside the folder": _named("ud.txt"),
    "a link": a_link,
    "a bomb": a_bomb,
    "too many files": many_files,
    "an encrypted member": encrypted,
    "cut short": cut_short,
    "a wrong byte": a_wrong_byte_in_the_packed_data,
    "other flags before a file": _described_otherwise(6),
    "another method before a file": _described_otherwise(8),
    "another checksum before a file": _described_otherwise(14),
    "another packed size before a file": _described_otherwise(18),
    "another size before a file": _described_otherwise(22),
    "a wrong size": a_size_that_is_not_true,
    "something before it": something_before_it,
    "something after it": something_after_it,
    "a comment": a_comment,
    "no zip": no_zip_at_all,
    "another method of packing": another_method,
}


@pytest.mark.parametrize("name", keep_some_quick(ARCHIVES, every=3))
def test_an_archive_that_escapes_links_explodes_or_hides_is_refused(real, tmp_path, name):
    path = tmp_path / "dokumentation-2026H1.zip"
    ARCHIVES[name](path, real)
    before = sorted(tmp_path.iterdir())
    result = check_path(path)
    assert result.failing == ("arkiv",)
    assert {one.state.value for one in result.outcomes[1:]} == {"ikke kontrolleret"}
    assert sorted(tmp_path.iterdir()) == before


# Unpacked


@pytest.fixture
def unpacked(real, tmp_path):
    with zipfile.ZipFile(real.newer) as archive:
        archive.extractall(tmp_path / "ud")
    return tmp_path / "ud" / TOP


def test_an_unpacked_package_holds_by_its_own_program_and_is_left_as_it_was(unpacked, tmp_path):
    before = sorted(path.as_posix() for path in unpacked.rglob("*"))
    command = [sys.executable, "-I", "-S", str(unpacked / "verify.py")]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Pakken er i orden." in done.stdout
    assert sorted(path.as_posix() for path in unpacked.rglob("*")) == before


@pytest.mark.slow
def test_an_unpacked_package_packed_again_by_another_program_holds(unpacked, tmp_path):
    """The bag is what was signed: times, order, folders' own entries and packing are not."""
    again = shutil.make_archive(str(tmp_path / "igen"), "zip", unpacked.parent, TOP)
    assert check_path(Path(again)).failing == ()


def test_an_empty_folder_is_a_stranger(unpacked):
    (unpacked / "data" / "tom").mkdir()
    assert check_path(unpacked).failing == ("fremmede",)


def test_a_link_in_an_unpacked_package_is_refused(unpacked):
    page = unpacked / "data" / "udgivelse" / "2026H1" / PAGE
    content = page.read_bytes()
    page.unlink()
    other = unpacked.parent / "andet.html"
    other.write_bytes(content)
    page.symlink_to(other)
    assert check_path(unpacked).failing == ("arkiv",)


def test_a_changed_page_in_an_unpacked_package_is_named(unpacked):
    page = unpacked / "data" / "udgivelse" / "2026H1" / PAGE
    page.write_bytes(page.read_bytes() + b"\n")
    result = check_path(unpacked)
    assert result.failing[0] == "pose"
    assert any(PAGE in problem for one in result.outcomes for problem in one.problems)


# The start page


def a_link_to_somewhere_else(forged):
    forged.edit(START_PAGE, "data/udgivelse/2026H1/oversigt.html", "https://eksempel.dk/oversigt.html", 1)


def a_link_to_another_page(forged):
    forged.edit(START_PAGE, "data/udgivelse/2026H1/index.html", "data/udgivelse/2026H1/oversigt.html", 1)


def another_way_to_check(forged):
    forged.edit(START_PAGE, "python verify.py --kode KODE", "python verify.py", 1)


def a_line_added(forged):
    forged.edit(START_PAGE, "</main>", "<p>Pakken er godkendt af revisor.</p></main>", 1)


def no_warning(forged):
    forged.edit(START_PAGE, "Tallene er opdigtede", "Tallene er endelige", 1)


def no_page(forged):
    del forged.files[START_PAGE]


@pytest.mark.parametrize(
    "tamper",
    keep_quick(
        [a_link_to_somewhere_else, a_link_to_another_page, another_way_to_check, a_line_added, no_warning, no_page],
        "another_way_to_check",
        "no_page",
    ),
    ids=lambda tamper: tamper.__name__,
)
def test_a_start_page_that_is_not_the_programs_fails_alone_whatever_is_made_anew(real, tamper):
    forged = Forgery(real.newer)
    tamper(forged)
    if START_PAGE in forged.files:
        assert failing(forged) == ("pose", "startside")
    forged.again("everything")
    assert failing(forged) == ("startside",)


@pytest.mark.slow
def test_a_start_page_that_no_digest_covers_is_named(real):
    forged = Forgery(real.newer)
    lines = forged.files[TAG_MANIFEST].decode().splitlines(keepends=True)
    forged.files[TAG_MANIFEST] = "".join(line for line in lines if START_PAGE not in line).encode()
    assert failing(forged) == ("pose",)


def test_a_package_from_before_the_start_page_is_told_as_such(real):
    """Its program has no module of it; that it is another program, the manifest's digest of the code says."""
    forged = Forgery(real.newer)
    del forged.files[START_PAGE], forged.files[f"{PROJECT}src/hpanalysis/evidence/start_page.py"]
    (told,) = (one for one in check_opened_package(Path("p.zip"), forged.package).outcomes if one.name == "startside")
    assert told.state is State.NOT_CHECKED


def test_the_start_page_of_a_package_leads_to_the_accounting_years_page(real):
    page = Forgery(real.newer).files[START_PAGE].decode()
    assert 'href="data/udgivelse/regnskabsaar-2026/lbf_opfoelgning.html"' in page


# Files of no form


@pytest.mark.parametrize("content", keep_quick([b"", b"[]", b"{}", b"\xff\xfe", b"[" * 5000, b'{"format": 1}'], b"[]"))
@pytest.mark.parametrize(
    ("name", "named"),
    keep_quick(
        [
            ("kontrolattest.json", "attest"),
            ("manifest.json", "manifest"),
            ("datapackage.json", "datapakke"),
            ("definitioner.json", "regnestykker"),
            ("udgivelseslog.json", "kaede"),
            (FIGURES, "tal"),
        ],
        ("manifest.json", "manifest"),
        (FIGURES, "tal"),
    ),
)
def test_a_file_of_no_form_is_a_finding_and_no_traceback(real, name, named, content):
    forged = Forgery(real.newer)
    forged.files[forged.published(name)] = content
    assert named in failing(forged)


def test_the_command_prints_a_line_a_check_and_ends_with_one(made, real, tmp_path):
    forged = Forgery(real.newer)
    change_a_number(forged)
    forged.again("everything")
    path = forged.write(tmp_path / "dokumentation-2026H1.zip")
    good, bad = made.hpanalysis("verify", str(real.newer)), made.hpanalysis("verify", str(path))
    assert (good.returncode, bad.returncode) == (0, 1)
    in_order = re.findall(r"^  \S.* i orden  ", good.stdout, re.MULTILINE)
    # Unsigned, no code, no prints, no page of the state's criteria and none of participants.
    assert len(in_order) == len(NAMES) - 5
    assert re.search(r"^Pakken er ikke i orden: Tal på siderne, Notesbøger[.,]", bad.stdout, re.MULTILINE)
    assert "Brug ikke pakken" in bad.stderr and "Traceback" not in bad.stderr
