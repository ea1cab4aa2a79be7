"""The charts of a real publication as files: what they show, and what is seen where one is forged."""

import csv
import io
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

from forged_packages import Forgery
from hpanalysis import leaks
from hpanalysis.audit import audit
from hpanalysis.published.charts.files import NAME
from hpanalysis.published.charts.found import find_charts
from hpanalysis.verify.check import list_checks, run_check_without_crashing
from hpanalysis.verify.checks import unlisted_files
from hpanalysis.verify.checks.on_pages import chart_files
from hpanalysis.verify.checks.publication import pages
from hpanalysis.verify.opening.outcomes import State
from hpanalysis.workspace import Workspace
from slow_cases import keep_some_quick

SVG = "{http://www.w3.org/2000/svg}"
CPR = "0101011234"


@pytest.fixture(scope="module")
def folder(made) -> Path:
    return made.reports / "2026H1"


def list_files(folder: Path, kind: str) -> list[Path]:
    return sorted((folder / "grafer").rglob(f"*.{kind}"))


def read_rows(path: Path) -> list[list[str]]:
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True))


def find_shown(folder: Path) -> tuple[str, str]:
    """A comparison's table with a number that is shown, and that number as it stands there."""
    for path in list_files(folder, "csv"):
        numbers = [cell for row in read_rows(path)[1:] for cell in row if re.fullmatch(r"\d+,\d %", cell)]
        if numbers:
            return path.relative_to(folder).as_posix(), numbers[0]
    raise AssertionError


def find_hidden(folder: Path) -> str:
    return next(
        path.relative_to(folder).as_posix()
        for path in list_files(folder, "csv")
        if "diskretioneret" in path.read_text(encoding="utf-8-sig")
    )


def test_every_chart_of_every_page_has_its_files_and_links_to_them(folder):
    charts = {path: find_charts(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.html"))}
    drawn = [(page, chart) for page, found in charts.items() for chart in found]
    assert len(drawn) > 10 and len(list_files(folder, "svg")) == len(drawn)
    for page, chart in drawn:
        html = page.read_text(encoding="utf-8")
        for kind in ("svg", "csv"):
            name = f"grafer/{page.stem}/{chart.name}.{kind}"
            assert NAME.fullmatch(name) and (folder / name).is_file()
            assert html.count(f'href="{name}"') == 1
    for page, found in charts.items():  # no figure with a drawing is passed over
        figures = re.findall(r"<figure .*?</figure>", page.read_text(encoding="utf-8"), re.DOTALL)
        assert sum('role="img"' in figure for figure in figures) == len(found)


def test_a_drawing_alone_has_all_that_a_page_would_give_it(folder):
    for path in list_files(folder, "svg"):
        text = path.read_text(encoding="utf-8")
        root = ElementTree.fromstring(text)  # well-formed, with all its namespaces
        assert "var(" not in text and "http" not in text.replace("http://www.w3.org/", "")
        assert root.get("font-family") and root.find(f"{SVG}rect").get("fill") == "#fff"
        ids = {element.get("id") for element in root.iter()}
        used = [value[1:] for e in root.iter() for key, value in e.attrib.items() if key.endswith("href")]
        assert set(used) <= ids
        assert "Syntetiske data." in text and "halvår 2026" in text.replace("\u00a0", " ")
        inner = [one for one in root.iter(f"{SVG}svg") if one is not root]
        assert inner and all(
            float(one.get("x")) + float(one.get("width")) <= float(root.get("width"))
            and float(one.get("y")) + float(one.get("height")) <= float(root.get("height"))
            for one in inner
        )


def test_no_two_drawings_of_a_file_lie_on_each_other(folder):
    for path in list_files(folder, "svg"):
        root = ElementTree.parse(path).getroot()
        boxes = [
            tuple(float(one.get(key)) for key in ("x", "y", "width", "height")) for one in root.findall(f"{SVG}svg")
        ]
        for place, (x, y, width, height) in enumerate(boxes):
            for left, top, wide, high in boxes[:place]:
                assert x >= left + wide or left >= x + width or y >= top + high or top >= y + height, path.name


def test_a_table_is_one_that_a_danish_spreadsheet_reads(folder):
    for path in list_files(folder, "csv"):
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        heads, *rows = read_rows(path)
        assert rows and all(len(row) == len(heads) for row in rows)
        cells = [cell for row in rows for cell in row]
        # no point, no dash and no true minus in what is a number, and nothing that a spreadsheet would run
        assert not any(re.fullmatch(r"\d{1,3}(?:\.\d{3})+|\d[\d,]*–[\d,]+|\u2212.*|[=+@].*", cell) for cell in cells)


def test_the_true_files_pass_auditor_and_leak_gate(folder, made):
    assert audit({"2026H1": folder}).holds
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in (folder / "grafer").rglob("*.*")}
    assert leaks.scan_files(files, Workspace.at(made.folder).plan) == []


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbfOmr\xc3\xa5de;Tal\r\nVangdalen;" + CPR.encode() + b"\r\n",
        b"navn;dag;antal;dage\n1;2;3;4\n",
    ],
)
def test_a_persons_number_or_an_extract_in_a_table_stops_the_publication(content, made):
    assert leaks.scan_files({"grafer/delaftale-a/x.csv": content}, Workspace.at(made.folder).plan)


def forge_number(folder: Path) -> tuple[str, bytes | None]:
    name, number = find_shown(folder)
    return name, (folder / name).read_bytes().replace(f";{number}".encode(), b";99,9 %", 1)


def forge_hidden(folder: Path) -> tuple[str, bytes | None]:
    name = find_hidden(folder)
    return name, (folder / name).read_bytes().replace(b";diskretioneret", b";3", 1)


def forge_row(folder: Path) -> tuple[str, bytes | None]:
    name, _ = find_shown(folder)
    lines = (folder / name).read_bytes().split(b"\r\n")
    return name, b"\r\n".join([*lines[:-2], b""])


def edit_drawing(old: str, new: str):
    def forge(folder: Path) -> tuple[str, bytes | None]:
        for path in list_files(folder, "svg"):
            text = path.read_text(encoding="utf-8")
            if re.search(old, text):
                return path.relative_to(folder).as_posix(), re.sub(old, new, text, count=1).encode()
        raise AssertionError(old)

    return forge


def forge_missing(folder: Path) -> tuple[str, bytes | None]:
    return find_shown(folder)[0], None


def forge_more(folder: Path) -> tuple[str, bytes | None]:
    return "grafer/oversigt/mere.csv", (folder / find_shown(folder)[0]).read_bytes()


FORGERIES = {
    "a number changed in a table": forge_number,
    "a hidden number told in a table": forge_hidden,
    "a row left out of a table": forge_row,
    "a mark moved": edit_drawing(r'(<use [^>]*? x=")\d', r"\g<1>9"),
    "a number written in a drawing": edit_drawing(r">(\d+,\d\s%</text>)", r">1\1"),
    "a mark of another figure": edit_drawing(r'data-cell="([^/"]+)/', r'data-cell="x\1/'),
    "another colour": edit_drawing(r"stroke:#a34401|stroke:#1a5a9c|stroke:#15191d", "stroke:#fffffe"),
    "a sentence under a drawing": edit_drawing(r"</svg>\s*$", '<text x="20" y="90">Målet er opfyldt.</text></svg>\n'),
    "a script": edit_drawing(r"<rect", "<script>1</script><rect"),
    "the warning taken out": edit_drawing(
        r"<rect x=\"0\" y=\"0\"(?:.|\n)*?(?=<text x=\"20\" y=\"\d+\" font-size=\"17\")", ""
    ),
    "a drawing laid elsewhere": edit_drawing(r'<svg x="20" y="', '<svg x="20" y="9'),
    "a file left out": forge_missing,
    "a file put in": forge_more,
}


@pytest.mark.parametrize("name", keep_some_quick(FORGERIES, every=4))
def test_what_is_planted_is_refused_by_the_auditor(name, folder, tmp_path):
    file, content = FORGERIES[name](folder)
    copy = Path(shutil.copytree(folder, tmp_path / "2026H1"))
    (copy / file).parent.mkdir(exist_ok=True)
    (copy / file).unlink(missing_ok=True)
    if content is not None:
        (copy / file).write_bytes(content)
    assert any(failure.file == file for failure in audit({"2026H1": copy}).failures)


@pytest.fixture(scope="module")
def newer(packaged) -> Path:
    return packaged.folder.parent / "nyere.zip"


def check(forged: Forgery, name: str = chart_files.NAME):
    """The outcome of a check of a package as a forger leaves it, every digest made right again."""
    forged.again("everything")
    return run_check_without_crashing(name, list_checks(forged.package)[name])


@pytest.mark.parametrize("name", [chart_files.NAME, unlisted_files.NAME, pages.NAME])
def test_the_true_files_hold_in_a_package(name, newer):
    outcome = check(Forgery(newer), name)
    assert outcome.state is State.HOLDS, outcome.problems


@pytest.mark.parametrize("name", keep_some_quick(FORGERIES, every=4))
def test_a_forged_file_is_named_by_its_check(name, newer, packaged):
    file, content = FORGERIES[name](packaged.reports / "2026H1")
    forged = Forgery(newer)
    path = forged.published(file)
    if content is None:
        del forged.files[path]
    else:
        forged.files[path] = content
    outcome = check(forged)
    assert outcome.state is State.FAILS
    assert any(file in problem for problem in outcome.problems)


@pytest.mark.parametrize(
    "forge",
    [FORGERIES["a number changed in a table"], FORGERIES["a number written in a drawing"], FORGERIES["a mark moved"]],
)
def test_the_second_reading_alone_sees_another_number_or_drawing(forge, newer, packaged, monkeypatch):
    monkeypatch.setattr(chart_files, "find_chart_failures", lambda *_: ())
    file, content = forge(packaged.reports / "2026H1")
    forged = Forgery(newer)
    forged.files[forged.published(file)] = content
    outcome = check(forged)
    assert outcome.state is State.FAILS and any(file in problem for problem in outcome.problems)


def test_a_line_of_links_in_another_form_is_not_taken_for_the_programs(newer, packaged):
    page = next(path.name for path in sorted((packaged.reports / "2026H1").glob("delaftale-*.html")))
    forged = Forgery(newer)
    path = forged.published(page)
    forged.files[path] = forged.files[path].replace(
        b'<p class="note hent">Hent: ', b'<p class="note hent">Hent dem: ', 1
    )
    assert check(forged, "notesboeger").state is State.FAILS


def test_a_package_from_before_there_were_any_is_not_checked(newer):
    forged = Forgery(newer)
    for name in [name for name in forged.files if "/published/charts/" in name]:
        del forged.files[name]
    assert check(forged).state is State.NOT_CHECKED
