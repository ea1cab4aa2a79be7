"""A published half-year as a package: what lies in it, who signed it, what comes before it, and what is refused."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

import validator_tools
from hpanalysis.errors import Stop, WrongUse
from hpanalysis.pipeline.package import packing as packages
from hpanalysis.verify import write_code
from hpanalysis.workspace import SYNTHETIC_MARK, Workspace, parse_half_year

TOP = "dokumentation-2026H1"

needs_ssh = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen was not found")


def _make(project, to, half_year="2026H1", **chosen):
    """The package, by the pipeline itself."""
    settings = packages.Settings(parse_half_year(half_year), to, **chosen)
    return packages.pack_half_year(Workspace.at(project.folder), settings)


def _unpacked(archive, folder):
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(folder)
    (bag,) = folder.iterdir()
    return bag


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    """Two persons' keys."""
    folder = tmp_path_factory.mktemp("noegler")
    for name in ("analytiker", "leder"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "navn@maskine", "-f", str(folder / name)]
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    return folder


@dataclass(frozen=True)
class Made:
    """said: what the command printed. zip: its file. bag: the same, unpacked."""

    said: str
    zip: Path
    bag: Path


@pytest.fixture(scope="module")
def own(made, tmp_path_factory):
    """A copy of the small plan's project: what a package was made of is noted beside it, and decides later runs."""
    return made.copy(tmp_path_factory.mktemp("pakket") / "projekt")


@pytest.fixture(scope="module")
def packed(own, tmp_path_factory):
    """The package of the small plan's 2026H1, unsigned. Read only."""
    folder = tmp_path_factory.mktemp("pakke")
    done = own.hpanalysis("package", "2026H1", "--to", str(folder / "p.zip"))
    assert done.returncode == 0, done.stderr
    return Made(done.stdout, folder / "p.zip", _unpacked(folder / "p.zip", folder / "udpakket"))


@pytest.fixture(scope="module")
def approved(own, keys, tmp_path_factory):
    """The same, prepared by the analyst and approved by another. Read only."""
    folder = tmp_path_factory.mktemp("godkendt")
    to, said = folder / "p.zip", ""
    for command in (
        ("package", "2026H1", "--to", str(to), "--sign", str(keys / "analytiker")),
        ("approve", str(to), "--sign", str(keys / "leder")),
    ):
        done = own.hpanalysis(*command)
        assert done.returncode == 0, done.stderr
        said = done.stdout
    return Made(said, to, _unpacked(to, folder / "udpakket"))


def _digest(bag):
    return hashlib.sha512((bag / "tagmanifest-sha512.txt").read_bytes()).hexdigest()


def _info(bag):
    return dict(line.split(": ", 1) for line in (bag / "bag-info.txt").read_text(encoding="utf-8").splitlines())


def test_the_package_has_one_folder_with_a_bag_in_it(packed):
    assert packed.bag.name == TOP
    root = {path.name for path in packed.bag.iterdir()}
    assert root == {
        "FOELGEBREV.html",
        "LAESMIG.txt",
        "START_HER.html",
        "bag-info.txt",
        "bagit.txt",
        "data",
        "manifest-sha512.txt",
        "tagmanifest-sha512.txt",
        "verify.py",
    }


def test_the_publication_lies_in_it_whole_and_unchanged(own, packed):
    published, inside = own.reports / "2026H1", packed.bag / "data" / "udgivelse" / "2026H1"
    names, packed_names = (
        {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        for folder in (published, inside)
    )
    assert names == packed_names and "datapackage.json" in names
    assert all((published / name).read_bytes() == (inside / name).read_bytes() for name in names)


def test_every_report_has_its_executed_notebook(packed):
    notebooks = {path.stem for path in (packed.bag / "data" / "noteboeger").iterdir()}
    pages = {path.stem for path in (packed.bag / "data" / "udgivelse" / "2026H1").glob("*.html")}
    assert notebooks < pages and {"oversigt", "datakvalitet"} <= notebooks


def test_the_projects_files_are_those_that_the_manifest_names(own, packed):
    inputs = json.loads((own.reports / "2026H1" / "manifest.json").read_text(encoding="utf-8"))["inputs"]
    project = packed.bag / "data" / "projekt"
    where = {"params": "params", "plan": "params/plan", "suites": "expectations", "notebooks": "notebooks"}
    for part, folder in where.items():
        found = {path.name: path for path in (project / folder).iterdir() if path.is_file()}
        assert {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in found.items()} == inputs[part]


def test_without_the_key_no_package_is_made_for_nobody_could_tell_whose_a_number_is(project, tmp_path, monkeypatch):
    monkeypatch.delenv("HPANALYSIS_KEY_FILE", raising=False)
    (project.raw / SYNTHETIC_MARK).unlink()
    with pytest.raises(Stop, match="Nøglen til personernes pseudonymer findes ikke") as stopped:
        _make(project, tmp_path / "p.zip")
    assert "HPANALYSIS_KEY_FILE" in str(stopped.value)
    assert not (tmp_path / "p.zip").exists()


def test_nothing_of_the_data_units_own_lies_in_the_package(project, tmp_path):
    (project.folder / "params" / "beredskab.yaml").write_text("activations: []\n", encoding="utf-8")
    bag = _unpacked(_make(project, tmp_path / "p.zip").path, tmp_path / "x")
    names = {path.relative_to(bag).as_posix() for path in bag.rglob("*") if path.is_file()}
    assert not [
        name
        for name in names
        if re.search(r"beredskab\.yaml|data/(raw|processed)|\.parquet|fortrolig|__pycache__", name)
    ]
    internal = {path.name for path in project.raw.rglob("*") if path.is_file()}
    # A chart's table bears its indicator's name, as an extract may; it is told apart by what it holds.
    packed = {Path(name).name for name in names if "/grafer/" not in name}
    assert not packed & {name for name in internal if name.endswith((".csv", ".xlsx"))}
    extracts = {path.read_bytes() for path in project.raw.rglob("*") if path.is_file() and path.suffix != ".txt"}
    assert not {(bag / name).read_bytes() for name in names} & extracts


def test_no_path_of_the_machine_stands_in_the_package(own, packed):
    machine = {str(own.folder), str(Path.home()), str(Path(sys.prefix)), str(Path(packages.__file__).parents[3])}
    machine = {path.encode() for path in machine if path.count(os.sep) > 1}
    for path in packed.bag.rglob("*"):
        if path.is_file():
            assert not [one for one in machine if one in path.read_bytes()], path


class _Rules(HTMLParser):
    """The rows of datakvalitet that show a rule: source/rule -> the cells' texts."""

    def __init__(self):
        super().__init__()
        self.found, self._row, self._key = {}, None, None

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self._row, self._key = [], None
        elif tag in ("td", "th") and self._row is not None:
            self._row.append("")
        self._key = dict(attrs).get("data-regel", self._key)

    def handle_data(self, data):
        if self._row:
            self._row[-1] += data

    def handle_endtag(self, tag):
        if tag == "tr" and self._key:
            self.found[self._key], self._key = [" ".join(cell.split()) for cell in self._row], None


def test_the_rules_and_their_results_are_those_that_datakvalitet_shows(packed):
    page = _Rules()
    page.feed((packed.bag / "data" / "udgivelse" / "2026H1" / "datakvalitet.html").read_text(encoding="utf-8"))
    rules = pd.read_csv(packed.bag / "data" / "kontrolregler.csv", dtype=str, keep_default_na=False)
    told = {f"{row.source}/{row.rule_id}": row for row in rules.itertuples(index=False)}
    assert set(told) == set(page.found) and len(told) == len(rules) > 20
    for key, row in told.items():
        shown = page.found[key]
        assert shown[3:6] == [row.rows.replace("\xa0", " "), row.failed.replace("\xa0", " "), row.result]


def test_the_letter_and_the_bags_info_say_what_it_is(packed):
    info = _info(packed.bag)
    assert info["External-Identifier"] == TOP and info["Half-Year"] == "2026H1"
    assert info["Bagging-Date"] == "2026-08-17" and info["Previous-Package-SHA512"] == "ingen"
    letter = (packed.bag / "LAESMIG.txt").read_text(encoding="utf-8")
    assert "1. halvår 2026" in letter and "opdigtede" in letter and "17. august 2026" in letter


def test_the_command_tells_the_digest_that_belongs_in_the_minutes_and_the_size(packed):
    assert f"Pakkens kontrolsum (SHA-512): {_digest(packed.bag)}" in packed.said
    assert f"Pakkens kode: {write_code(_digest(packed.bag))}\n" in packed.said
    assert "bestyrelsens referat" in packed.said and re.search(r"\d,\d MB", packed.said)


def _bare(bag, *arguments):
    """verify.py by a Python that has nothing installed, started elsewhere."""
    command = [sys.executable, "-I", "-S", str(bag / "verify.py"), *arguments]
    return subprocess.run(command, cwd=bag.parent, capture_output=True, encoding="utf-8")


def test_the_package_checks_itself_with_nothing_but_python(packed):
    done = _bare(packed.bag)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Pakken er i orden." in done.stdout and _digest(packed.bag) in done.stdout


def test_the_packages_own_program_has_a_help_and_refuses_what_it_does_not_know(packed):
    helped, unfinished = _bare(packed.bag, "--help"), _bare(packed.bag, "--expect")
    assert (helped.returncode, helped.stderr) == (0, "") and "Slutkoder:" in helped.stdout
    assert (unfinished.returncode, unfinished.stdout) == (2, "")
    assert unfinished.stderr.startswith("Tilvalget --expect mangler sin værdi")


def test_the_code_of_the_minutes_tells_whether_the_package_is_the_one(own, packed):
    code = write_code(_digest(packed.bag))
    right, wrong = _bare(packed.bag, "--kode", code.lower()), _bare(packed.bag, "--kode", "0123-4567-89AB-CDEF")
    assert right.returncode == 0 and "og den er den, som referatet nævner." in right.stdout, right.stderr
    assert wrong.returncode == 1 and f"Pakkens kode er {code}, og der er ventet 0123-4567-89AB-CDEF" in wrong.stdout
    assert "er ikke den, som referatet nævner" in wrong.stderr
    again = own.hpanalysis("verify", str(packed.zip), "--kode", code)
    assert again.returncode == 0 and f"Pakkens kode: {code}\n" in again.stdout


def test_checking_leaves_nothing_behind_in_the_package(packed):
    before = {path for path in packed.bag.rglob("*")}
    _bare(packed.bag)
    assert {path for path in packed.bag.rglob("*")} == before


def test_the_bag_validates_with_bagit(packed):
    done = validator_tools.run("bagit.py", "--validate", str(packed.bag), cwd=packed.bag)
    assert done.returncode == 0 and "is valid" in done.stderr, done.stderr[-2000:]


def test_bagit_finds_a_changed_byte(packed, tmp_path):
    broken = shutil.copytree(packed.bag, tmp_path / "b")
    (broken / "data" / "kontrolregler.csv").write_bytes(b"x")
    assert validator_tools.run("bagit.py", "--validate", str(broken), cwd=broken).returncode == 1


@pytest.mark.skipif(shutil.which("sha512sum") is None, reason="sha512sum was not found")
def test_sha512sum_holds_every_file_against_the_manifests(packed):
    for manifest in ("tagmanifest-sha512.txt", "manifest-sha512.txt"):
        done = subprocess.run(["sha512sum", "--check", "--strict", manifest], cwd=packed.bag, capture_output=True)
        assert done.returncode == 0, done.stderr


def _crate_issues(bag, severity):
    """The checks of rocrate-validator that the crate does not pass, by its identifiers. Nothing is fetched."""
    options = ("--offline", "--cache-path", str(validator_tools.CONTEXT), "--output-format", "json", "--no-paging")
    done = validator_tools.run(
        "rocrate-validator", "-y", "--disable-color", "validate", *options, "-l", severity, "data", cwd=bag
    )
    told = json.loads(done.stdout[done.stdout.index("{") :])
    assert told["validation_settings"]["profile_identifier"] == "process-run-crate-0.5"
    return {issue["check"]["identifier"] for issue in told["issues"]}


def test_the_crate_validates_as_a_process_run_crate(packed):
    assert _crate_issues(packed.bag, "required") == set()


@pytest.mark.slow
def test_of_what_is_recommended_the_crate_leaves_out_what_would_have_to_be_made_up(packed):
    # An address of the program and of the organisation (3.2, 5.1, 31.2), and the time of day of the run (8.4).
    assert _crate_issues(packed.bag, "recommended") == {
        "process-run-crate-0.5_3.2",
        "process-run-crate-0.5_5.1",
        "process-run-crate-0.5_8.4",
        "ro-crate-1.1_31.2",
    }


def test_the_tables_validate_as_a_frictionless_data_package(packed):
    folder = packed.bag / "data" / "udgivelse" / "2026H1"
    done = validator_tools.run("frictionless", "validate", "datapackage.json", "--json", cwd=folder)
    told = json.loads(done.stdout)
    assert done.returncode == 0 and told["valid"], done.stdout[-3000:]
    assert {task["place"] for task in told["tasks"]} == {
        "indicators.csv",
        "maanedstal.csv",
        "rettelser.csv",
        "planens_tal.csv",
        "planens_kontrol.csv",
    }


def test_frictionless_finds_a_status_that_is_none(packed, tmp_path):
    folder = shutil.copytree(packed.bag / "data" / "udgivelse" / "2026H1", tmp_path / "u")
    path = folder / "indicators.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",vist,", ",skjult,"), encoding="utf-8", newline="\n")
    done = validator_tools.run("frictionless", "validate", "datapackage.json", "--json", cwd=folder)
    errors = {error["type"] for task in json.loads(done.stdout)["tasks"] for error in task["errors"]}
    assert done.returncode == 1 and {"constraint-error", "hash-count"} & errors


def test_the_same_publication_gives_the_same_package_whatever_is_around(own, packed, tmp_path):
    to = tmp_path / "igen.zip"
    around = {
        "PYTHONHASHSEED": "77",
        "TZ": "Pacific/Auckland",
        "LC_ALL": "C",
        "HOME": str(tmp_path),
        "TMPDIR": str(tmp_path),
    }
    command = [sys.executable, "-m", "hpanalysis", "package", "2026H1", "--to", str(to)]
    done = subprocess.run(
        command,
        cwd=own.folder / "params" / "plan",
        env=os.environ | around,
        umask=0o077 if os.name == "posix" else -1,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert to.read_bytes() == packed.zip.read_bytes()


@pytest.mark.slow
def test_a_project_in_another_folder_gives_the_same_package(project, packed, tmp_path):
    assert _make(project, tmp_path / "p.zip").path.read_bytes() == packed.zip.read_bytes()


@pytest.mark.slow
def test_the_very_same_package_is_not_written_again(own, packed):
    before = packed.zip.stat().st_mtime_ns
    found = _make(own, packed.zip)
    assert found.stood and packed.zip.stat().st_mtime_ns == before
    assert next(packages.describe_package(found)).startswith("Den samme pakke findes allerede")


def test_a_file_with_another_content_is_never_overwritten(own, tmp_path):
    to = tmp_path / "p.zip"
    to.write_bytes(b"noget andet")
    with pytest.raises(WrongUse, match="findes allerede med et andet indhold"):
        _make(own, to)
    assert to.read_bytes() == b"noget andet"


def _refused(project, tmp_path, wrong, kind=Stop, **chosen):
    to = chosen.pop("to", tmp_path / "p.zip")
    with pytest.raises(kind, match=wrong) as stopped:
        _make(project, to, **chosen)
    assert not to.exists() and not list(tmp_path.glob(".p.zip*"))
    return str(stopped.value)


def test_a_half_year_that_is_not_published_has_no_package(own, tmp_path):
    _refused(own, tmp_path, "2025H2 er ikke udgivet", half_year="2025H2")


def test_an_edited_publication_is_not_packed(project, tmp_path):
    page = project.reports / "2026H1" / "oversigt.html"
    page.write_text(page.read_text(encoding="utf-8") + " ", encoding="utf-8")
    _refused(project, tmp_path, "ikke, som den blev udgivet")


def test_a_publication_with_a_file_too_many_is_not_packed(project, tmp_path):
    (project.reports / "2026H1" / "noter.txt").write_text("x", encoding="utf-8")
    _refused(project, tmp_path, "ikke, som den blev udgivet")


def test_notebooks_of_another_run_are_not_packed(project, tmp_path):
    notebook = project.processed / "2026H1" / "notebooks" / "oversigt.ipynb"
    notebook.write_text(notebook.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    _refused(project, tmp_path, "ikke fra den kørsel, der er udgivet")


@pytest.mark.slow
def test_a_run_makes_anew_the_notebooks_that_were_lost_and_the_package_is_the_same(project, packed, tmp_path):
    (project.processed / "2026H1" / "notebooks" / "oversigt.ipynb").unlink()
    _refused(project, tmp_path, "ikke fra den kørsel, der er udgivet")
    done = project.hpanalysis("run", "2026H1")
    assert done.returncode == 0, done.stderr
    assert _make(project, tmp_path / "p.zip").path.read_bytes() == packed.zip.read_bytes()


@pytest.mark.parametrize(
    "changed",
    ["params/2026H1.yaml", "params/plan/areas.csv", "expectations/fraflytning.json", "notebooks/oversigt.ipynb"],
)
def test_what_was_changed_since_the_publication_is_named_and_not_packed(project, tmp_path, changed):
    path = project.folder / changed
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8", newline="\n")
    said = _refused(project, tmp_path, "Ændret, siden halvåret blev udgivet")
    assert Path(changed).name in said and "hpanalysis run 2026H1" in said


def test_a_lock_that_the_run_did_not_have_is_not_packed(project, tmp_path):
    (project.folder / "requirements.lock").write_text("x==1\n", encoding="utf-8")
    _refused(project, tmp_path, r"Ændret, siden halvåret blev udgivet: requirements\.lock")


def test_indicators_under_trial_are_not_packed(own, tmp_path, monkeypatch):
    (tmp_path / "proeve").mkdir()
    (tmp_path / "proeve" / "ny.py").write_text("", encoding="utf-8")
    monkeypatch.setenv("HPANALYSIS_INDICATORS", str(tmp_path / "proeve"))
    _refused(own, tmp_path, "indikatorer på prøve")


def test_a_persons_value_anywhere_stops_the_package_and_is_not_told(project, tmp_path):
    cpr = "010190-" + "1234"
    (project.folder / "README.md").write_text(f"Spørg {cpr}.\n", encoding="utf-8")
    said = _refused(project, tmp_path, "indeholder noget om personer")
    assert "projekt/README.md: et CPR-nummer" in said and cpr not in said


def test_a_package_does_not_lie_among_the_publications(own, tmp_path):
    for folder in (own.reports, own.reports / "2026H1"):
        _refused(own, tmp_path, "ikke ligge blandt udgivelserne", WrongUse, to=folder / "p.zip")


@pytest.mark.parametrize("name", ["p.tar", "mangler/p.zip"])
def test_a_package_is_a_zip_in_a_folder_that_exists(own, tmp_path, name):
    _refused(own, tmp_path, "kan ikke skrives dertil", WrongUse, to=tmp_path / name)


@pytest.mark.slow
def test_a_package_that_cannot_be_written_leaves_nothing_behind(own, tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "disken er fuld")

    monkeypatch.setattr(Path, "replace", full)
    _refused(own, tmp_path, "kan ikke skrives dertil", WrongUse)


@needs_ssh
def test_two_signatures_stand_and_the_digest_is_that_of_the_unsigned_package(packed, approved):
    assert _digest(approved.bag) == _digest(packed.bag)
    done = _bare(approved.bag)
    assert done.returncode == 0, done.stdout + done.stderr
    told = " ".join(done.stdout.split())
    assert re.search(r"Udarbejdet med nøglen SHA256:.*Godkendt med nøglen SHA256:", told)


@needs_ssh
@pytest.mark.parametrize("role", ["udarbejdet", "godkendt"])
def test_ssh_keygen_itself_finds_each_signature_good(approved, tmp_path, role):
    signers = tmp_path / "signers"
    signers.write_text(f"{role} {(approved.bag / 'signatures' / f'{role}.pub').read_text(encoding='ascii')}")
    signature = approved.bag / "signatures" / f"{role}.sig"
    done = subprocess.run(
        ["ssh-keygen", "-Y", "verify", "-f", signers, "-I", role, "-n", f"{role}@hpanalysis", "-s", signature],
        input=(approved.bag / "tagmanifest-sha512.txt").read_bytes(),
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
@needs_ssh
def test_a_signed_package_is_the_same_bytes_again(project, keys, approved, tmp_path):
    made_again = _make(project, tmp_path / "p.zip", sign=keys / "analytiker").path
    packages.approve_package(made_again, keys / "leder")
    assert made_again.read_bytes() == approved.zip.read_bytes()


@needs_ssh
def test_the_signed_bag_validates_with_bagit_too(approved):
    assert validator_tools.run("bagit.py", "--validate", str(approved.bag), cwd=approved.bag).returncode == 0


@needs_ssh
def test_no_persons_name_follows_a_key_into_the_package(approved):
    for path in (approved.bag / "signatures").iterdir():
        assert b"navn" not in path.read_bytes()


def _approval_refused(path, key, wrong, kind=WrongUse):
    before = path.read_bytes()
    with pytest.raises(kind, match=wrong) as stopped:
        packages.approve_package(path, key)
    assert path.read_bytes() == before
    return str(stopped.value)


@pytest.fixture
def prepared(own, keys, tmp_path):
    """The package signed by the analyst, to approve."""
    return _make(own, tmp_path / "p.zip", sign=keys / "analytiker").path


@needs_ssh
def test_who_prepared_may_not_approve(prepared, keys):
    _approval_refused(prepared, keys / "analytiker", "med den samme nøgle")


@pytest.mark.slow
@needs_ssh
def test_a_package_is_approved_once(prepared, keys):
    packages.approve_package(prepared, keys / "leder")
    _approval_refused(prepared, keys / "leder", "allerede godkendt")


@needs_ssh
def test_an_unsigned_package_is_not_approved(packed, keys, tmp_path):
    path = Path(shutil.copy(packed.zip, tmp_path / "p.zip"))
    _approval_refused(path, keys / "leder", "ikke underskrevet som udarbejdet")


@pytest.mark.slow
@needs_ssh
def test_a_package_that_was_changed_is_not_approved(prepared, keys, tmp_path):
    changed = tmp_path / "x.zip"
    with zipfile.ZipFile(prepared) as old, zipfile.ZipFile(changed, "w") as new:
        for member in old.infolist():
            text = old.read(member)
            new.writestr(member, text + b" " if member.filename.endswith("/oversigt.html") else text)
    said = _approval_refused(changed, keys / "leder", "Dokumentationspakken er ikke i orden", Stop)
    assert "oversigt.html" in said and "referat" in said


def test_a_package_that_is_not_there_is_not_approved(tmp_path):
    with pytest.raises(WrongUse, match="Pakken findes ikke"):
        packages.approve_package(tmp_path / "p.zip", tmp_path / "noegle")


@pytest.mark.slow
@needs_ssh
def test_a_key_that_cannot_be_used_leaves_no_package(own, tmp_path):
    key = tmp_path / "noegle"
    key.write_text("hej\n", encoding="utf-8")
    key.chmod(0o600)
    _refused(own, tmp_path, "Nøglen kan ikke bruges", sign=key)


@pytest.fixture(scope="module")
def chained(packaged, tmp_path_factory):
    """The small plan with 2025H2 and then 2026H1 published, and the package of the earlier one. Read only."""
    project = packaged.copy(tmp_path_factory.mktemp("kaede") / "projekt")
    return project, packaged.folder.parent / "aeldre.zip"


def test_a_package_names_the_digest_of_the_one_before(chained, tmp_path):
    project, before = chained
    bag = _unpacked(_make(project, tmp_path / "p.zip", previous=before).path, tmp_path / "x")
    assert _info(bag)["Previous-Package-SHA512"] == _digest(_unpacked(before, tmp_path / "y"))
    done = project.hpanalysis("verify", str(before), str(tmp_path / "p.zip"))
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_later_half_year_must_say_which_package_came_before(chained, tmp_path):
    project, _ = chained
    said = _refused(project, tmp_path, r"udgivet halvår før dette \(2025H2\)", WrongUse)
    assert "--previous" in said and "--first" in said


@pytest.mark.slow
def test_the_first_package_of_many_publications_may_say_so(chained, tmp_path):
    project, _ = chained
    bag = _unpacked(_make(project, tmp_path / "p.zip", first=True).path, tmp_path / "x")
    assert _info(bag)["Previous-Package-SHA512"] == "ingen"


def test_first_and_previous_exclude_each_other(chained, tmp_path):
    project, before = chained
    _refused(project, tmp_path, "udelukker hinanden", WrongUse, previous=before, first=True)


@pytest.mark.parametrize("half_year", ["2026H1", "2025H2"])
def test_the_package_before_is_of_an_earlier_half_year(chained, packed, tmp_path, half_year):
    project, _ = chained
    _refused(project, tmp_path, f"ligger ikke før {half_year}", WrongUse, half_year=half_year, previous=packed.zip)


def test_the_package_before_must_hold(chained, tmp_path):
    project, before = chained
    cut = tmp_path / "kort.zip"
    cut.write_bytes(before.read_bytes()[:-2000])
    _refused(project, tmp_path, r"»kort\.zip«", previous=cut)


def test_the_package_before_must_be_of_the_same_publications(chained, tmp_path):
    project, before = chained
    other = project.copy(tmp_path / "andet")
    for half_year in ("2025H2", "2026H1"):
        log = other.reports / half_year / "udgivelseslog.json"
        told = json.loads(log.read_text(encoding="utf-8"))
        told["entries"][0]["indicators_sha256"] = "0" * 64
        log.write_text(json.dumps(told), encoding="utf-8")
    workspace = Workspace.at(other.folder)
    from hpanalysis.pipeline.package.package_chain import find_previous_digest

    with pytest.raises(WrongUse, match="Udgivelsesloggene passer ikke sammen"):
        find_previous_digest(workspace, parse_half_year("2026H1"), before, first=False)


@pytest.mark.slow
def test_the_package_holds_all_that_a_rerun_needs_but_the_extracts(own, packed, tmp_path):
    project = shutil.copytree(packed.bag / "data" / "projekt", tmp_path / "projekt")
    shutil.copytree(own.raw, project / "data" / "raw")
    around = os.environ | {"PYTHONPATH": str(project / "src")}
    command = [sys.executable, "-m", "hpanalysis", "run", "2026H1"]
    done = subprocess.run(command, cwd=project, env=around, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    again, first = project / "reports" / "2026H1", packed.bag / "data" / "udgivelse" / "2026H1"
    made_again, made_first = (
        {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (again, first)
    )
    assert made_again == made_first


@pytest.mark.slow
def test_the_whole_helhedsplan_packs_and_checks_within_bounds(randers, tmp_path):
    to = tmp_path / "p.zip"
    done = randers.hpanalysis("package", "2026H1", "--to", str(to))
    assert done.returncode == 0, done.stderr
    assert to.stat().st_size < 5_000_000
    assert _bare(_unpacked(to, tmp_path / "x")).returncode == 0


@pytest.fixture(scope="module")
def with_year(packaged):
    """The small plan with the reports of the accounting year 2026 published too, and its package. Read only."""
    return packaged, packaged.folder.parent / "nyere.zip"


def test_the_accounting_years_reports_lie_in_the_package_of_the_half_year_they_show(with_year, tmp_path):
    project, path = with_year
    bag = _unpacked(path, tmp_path / "x")
    published, inside = project.reports / "regnskabsaar-2026", bag / "data" / "udgivelse" / "regnskabsaar-2026"
    names = {file.name for file in published.iterdir()}
    assert names == {file.name for file in inside.iterdir()} and "lbf_opfoelgning.html" in names
    assert all((published / name).read_bytes() == (inside / name).read_bytes() for name in names)
    for name in ("params/opfoelgning.yaml", "notebooks/lbf_opfoelgning.ipynb"):
        assert (bag / "data" / "projekt" / name).read_bytes() == (project.folder / name).read_bytes()
    assert not list(bag.rglob("beredskab.yaml")) and (project.folder / "params" / "beredskab.yaml").is_file()


def test_a_package_with_an_accounting_year_holds(with_year, tmp_path):
    _, path = with_year
    done = _bare(_unpacked(path, tmp_path / "x"))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_a_crate_with_an_accounting_year_validates(with_year, tmp_path):
    _, path = with_year
    assert _crate_issues(_unpacked(path, tmp_path / "x"), "required") == set()


def test_without_the_accounting_years_reports_its_log_is_left_out(own, packed):
    assert (own.folder / "params" / "opfoelgning.yaml").is_file()
    assert [path.name for path in (packed.bag / "data" / "udgivelse").iterdir()] == ["2026H1"]
    assert not list(packed.bag.rglob("opfoelgning.yaml")) and not list(packed.bag.rglob("lbf_opfoelgning.ipynb"))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ("reports/regnskabsaar-2026/lbf_opfoelgning.html", "regnskabsaar-2026 er ikke, som den blev udgivet"),
        ("params/opfoelgning.yaml", r"Ændret, siden .* blev udgivet: opfoelgning\.yaml"),
        ("notebooks/lbf_opfoelgning.ipynb", r"Ændret, siden .* blev udgivet: lbf_opfoelgning\.ipynb"),
    ],
)
def test_an_accounting_year_that_is_not_as_published_is_not_packed(with_year, tmp_path, changed, wrong):
    project = with_year[0].copy(tmp_path / "projekt")
    path = project.folder / changed
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8", newline="\n")
    assert "hpanalysis follow-up 2026" in _refused(project, tmp_path, wrong)
