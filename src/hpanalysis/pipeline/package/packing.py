"""`hpanalysis package` and `hpanalysis approve`: a published half-year as one file that can be checked alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hpanalysis
from hpanalysis import danish, leaks, load, publications, verify
from hpanalysis import plan as plans
from hpanalysis.cpr import Known, mask_numbers
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop, WrongUse
from hpanalysis.evidence import bag, cover_letter, crate, letter, signing, start_page
from hpanalysis.params import Params, read_params
from hpanalysis.pipeline.extracts import known_persons
from hpanalysis.pipeline.extracts.readme_txt import format_day
from hpanalysis.pipeline.package import package_contents, package_zip, packed_prints, packed_years
from hpanalysis.pipeline.package.package_chain import find_previous_digest
from hpanalysis.pipeline.package.package_contents import Files
from hpanalysis.pipeline.package.package_zip import Package
from hpanalysis.pipeline.publication import publication_records
from hpanalysis.pipeline.storage import moment, run_lock
from hpanalysis.pipeline.storage.files import write_text
from hpanalysis.pipeline.storage.progress import Progress
from hpanalysis.workspace import Workspace

_NAMED = 20  # so many of the leaks are named on the screen
_ADVICE = (
    "Skriv koden i bestyrelsens referat, og hele kontrolsummen, hvis referatet er elektronisk.",
    "Koden viser enhver senere, om en pakke er den samme: »hpanalysis verify PAKKE --kode KODE«. Den kan ikke vise, om",
    "den, der lavede pakken, på forhånd lavede to med samme kode. Det kan hele kontrolsummen og en andens underskrift.",
)


@dataclass(frozen=True)
class Settings:
    """What the user of `hpanalysis package` chose; made by the command line, read by `pack_half_year`."""

    half_year: HalfYear
    to: Path  # the zip to be written
    sign: Path | None = None  # the key of who prepares it; None leaves it unsigned
    previous: Path | None = None  # the package before
    first: bool = False  # there is no package before


@dataclass(frozen=True)
class Packed:
    """A package that was written or approved, or existed already: what the command line describes to the user."""

    path: Path
    package: Package
    stood: bool = False  # whether the very same lay there already


def name_package(half_year: HalfYear) -> str:
    """The name of a half-year's package, and of the one folder in it: `dokumentation-2026H1`. Called when the package
    and the descriptions in it are made."""
    return f"dokumentation-{half_year}"


def _stop_if_leaking(payload: Files, workspace: Workspace, persons: Known | None) -> None:
    """`Stop` if a file of the package has data on a person in it; it names file and kind, never the value. Called
    before a package is written. payload: name -> bytes of what goes into it. The plan's own tables may be saved with
    semicolons, which in any other file make a row of an extract. persons: those of the extracts."""
    plain = {
        name: plans.spell_with_commas(name.removeprefix(package_contents.PLAN), content)
        for name, content in payload.items()
    }
    hits = leaks.scan_files(plain, workspace.plan, persons)
    if not hits:
        return
    more = [f"- {len(hits) - _NAMED} mere"] if len(hits) > _NAMED else []
    lines = [*(f"- {hit.describe()}" for hit in hits[:_NAMED]), *more]
    raise Stop(
        "Filer, der skulle i pakken, indeholder noget om personer, og der er ikke lavet nogen pakke.\n"
        + "\n".join(lines)
        + "\n",
        expected="ingen CPR-numre, pseudonymer, adresser eller rækker fra et udtræk.",
        do="Find stedet, ret det, kør halvåret igen, og lav derefter pakken.",
        ask="databeskyttelsesrådgiveren.",
    )


def _describe_crate(workspace: Workspace, half_year: HalfYear, chosen: Params) -> crate.About:
    """What the package's RO-Crate (its description for machines) says of the package as a whole. Called when a package
    is made. chosen: the half-year's params, for the date of the report."""
    settings, when = workspace.plan.settings, danish.format_half_year(half_year, space=" ")
    return crate.About(
        identifier=name_package(half_year),
        name=f"Dokumentation for {when}",
        description=f"Udgivelsen for {when} om {settings.name}, og det, den er lavet af.",
        published=chosen.report_date.isoformat(),
        publisher=settings.publisher,
        version=hpanalysis.__version__,
        folders=package_contents.FOLDERS,
        extracts=package_contents.list_extract_digests(workspace, half_year),
    )


def _write_letter(workspace: Workspace, half_year: HalfYear, chosen: Params) -> bytes:
    """The bytes of LAESMIG.txt, the letter to the auditor, which lies in the package. Called when a package is made.
    chosen: the half-year's params, for the date of the report."""
    settings = workspace.plan.settings
    return letter.write_letter(
        name=f"Dokumentation for {danish.format_half_year(half_year, space=' ')}",
        plan=settings.name,
        publisher=settings.publisher,
        published=format_day(chosen.report_date),
        half_year=str(half_year),
        years=packed_years.list_years(workspace, half_year),
        synthetic=workspace.synthetic,
    )


def _describe_issue(workspace: Workspace, half_year: HalfYear, chosen: Params) -> dict[str, Any]:
    """What both the start page and the cover letter tell of the package, by the fields that bear it. Called for each of
    them. chosen: the half-year's params, for the date of the report."""
    settings = workspace.plan.settings
    return {
        "when": danish.format_half_year(half_year, space=" "),
        "plan": settings.name,
        "publisher": settings.publisher,
        "contact": settings.contact,
        "day": format_day(chosen.report_date),
        "synthetic": workspace.synthetic,
    }


def _write_cover_letter(
    workspace: Workspace, half_year: HalfYear, chosen: Params, payload: Files, prints: Files
) -> bytes:
    """The bytes of FOELGEBREV.html, which lies on top of the package. Called when a package is made. chosen: the
    half-year's params, for the date of the report. payload: what lies in data/; prints: the PDFs."""
    told = cover_letter.Told(**_describe_issue(workspace, half_year, chosen))
    titles = {f"{bag.PAYLOAD}{name}": title for name, title in package_contents.list_titles(payload, told.plan)}
    return cover_letter.write_cover_letter(told, titles, [*(f"{bag.PAYLOAD}{name}" for name in payload), *prints])


def _write_start_page(
    workspace: Workspace, half_year: HalfYear, chosen: Params, payload: Files, beside: Files
) -> bytes:
    """The bytes of START_HER.html, which lies on top of the package. Called when a package is made. chosen: the
    half-year's params, for the date of the report. payload: what lies in data/; beside: what lies beside the page."""
    told = start_page.Told(
        half_year=str(half_year),
        years=packed_years.list_years(workspace, half_year),
        **_describe_issue(workspace, half_year, chosen),
    )
    files = {f"{bag.PAYLOAD}{name}" for name in payload} | beside.keys()
    return start_page.write_start_page(told, files, verify.GROUPS, verify.MEANINGS)


def _read_launcher() -> bytes:
    """The bytes of verify.py, which lies in the package and checks it. Called when a package is made."""
    return Path(verify.__file__).with_name("launcher.py").read_text(encoding="utf-8").encode("utf-8")


def _describe_bag(workspace: Workspace, half_year: HalfYear, chosen: Params, previous: str) -> dict[str, str]:
    """The content of the package's bag-info.txt, by its labels. Called when a package is made. chosen: the half-year's
    params, for the date of the report. previous: the digest of the package before; `package_chain.FIRST` where there is
    none."""
    return {
        "Source-Organization": workspace.plan.settings.publisher,
        "External-Identifier": name_package(half_year),
        "Bagging-Date": chosen.report_date.isoformat(),
        "Bag-Software-Agent": f"hpanalysis {hpanalysis.__version__}",
        "Half-Year": str(half_year),
        "Previous-Package-SHA512": previous,
    }


def _make_package(workspace: Workspace, half_year: HalfYear, previous: str) -> Package:
    """The package of a half-year, unsigned; `Stop` if a part has changed since publication or has data on a person, or
    without the key, for nobody could tell then whether a number is a person's. Called once by `hpanalysis package`.
    previous: the digest of the package before, or `package_chain.FIRST`."""
    path = workspace.params / f"{half_year}.yaml"
    chosen = read_params(path, half_year, workspace.plan, set(catalogue.sources()))
    payload = package_contents.gather_contents(workspace, half_year)
    prints = packed_prints.gather_prints(package_contents.find_published_folders(workspace, half_year))
    key = load.Key.from_environment(synthetic=workspace.synthetic)
    _stop_if_leaking(payload | prints, workspace, known_persons.read_persons(workspace, key))
    payload[crate.FILE] = crate.serialise_crate(_describe_crate(workspace, half_year, chosen), payload)
    beside = {
        "verify.py": _read_launcher(),
        letter.FILE: _write_letter(workspace, half_year, chosen),
        **prints,
        cover_letter.FILE: _write_cover_letter(workspace, half_year, chosen, payload, prints),
    }
    beside[start_page.FILE] = _write_start_page(workspace, half_year, chosen, payload, beside)
    return Package(
        name_package(half_year), bag.build_bag(payload, _describe_bag(workspace, half_year, chosen, previous), beside)
    )


def _resolve_target(workspace: Workspace, to: Path) -> Path:
    """The absolute path of the file that the package is written to. Called by `hpanalysis package` before anything is
    made. `WrongUse` if it lies among the publications, does not end in .zip, or is in a folder that does not exist."""
    to = to.resolve()
    if workspace.reports in to.parents:
        raise WrongUse(
            "Pakken må ikke ligge blandt udgivelserne.",
            place=f"»{to.name}«",
            expected="en mappe uden for reports.",
            do="Vælg en anden mappe til --to.",
        )
    if to.suffix.lower() != ".zip" or not to.parent.is_dir():
        raise WrongUse(
            "Pakken kan ikke skrives dertil.",
            place=f"»{to.name}«",
            expected="en fil, der ender på .zip, i en mappe, der findes.",
            do="Ret --to.",
        )
    return to


def pack_half_year(workspace: Workspace, settings: Settings, progress: Progress | None = None) -> Packed:
    """Make the package of a published half-year and write it; what is in the way is a `Stop`, and nothing is written.
    Called by `hpanalysis package`. A run in the same folders is waited for: it may be about to publish what is packed.
    progress: None where nobody watches."""
    with run_lock.hold_folders(workspace.processed, workspace.reports, progress=progress):
        publication_records.finish_interrupted_run(workspace)
        return _make_alone(workspace, settings)


def _make_alone(workspace: Workspace, settings: Settings) -> Packed:
    """Make the package, sign it where that is asked for, and write it, while other runs are locked out of the folders.
    `Stop`, with nothing written, where the half-year is not as published or a file changes meanwhile. Called by
    `pack_half_year`, for `hpanalysis package`."""
    to, half_year = _resolve_target(workspace, settings.to), settings.half_year
    began = moment.take_moment(package_contents.watch_contents(workspace, half_year))
    package_contents.stop_unless_as_published(workspace, half_year)
    previous = find_previous_digest(workspace, half_year, settings.previous, settings.first)
    package = _make_package(workspace, half_year, previous)
    if findings := began.find_changes("der er ikke lavet nogen pakke"):
        raise Stop("\n".join(findings))
    if settings.sign is not None:
        package = package.signed(signing.PREPARED, settings.sign)
    stood = package_zip.write_package(package, to)
    _note_package(workspace, half_year, package)
    return Packed(to, package, stood)


def _note_package(workspace: Workspace, half_year: HalfYear, package: Package) -> None:
    """Write down in data/processed that a package was made of the half-year's publication, and its digest. Called when
    it is written: its digest may stand in minutes, and what it was made of may not be replaced without a question."""
    checksum = publications.compute_checksum(workspace.reports / str(half_year))
    told = publications.read_packages(workspace, half_year)
    told[checksum] = sorted({*told.get(checksum, ()), package.digest})
    write_text(publications.format_packages(told, half_year), publications.find_packages_path(workspace, half_year))


def approve_package(path: Path, key: Path) -> Packed:
    """Add the approver's signature to a package that is prepared and passes every check; the file is replaced whole.
    Called by `hpanalysis approve`. path: the zip. key: the file of the approver's private SSH key, or of the public one
    if the ssh-agent holds the private. `Stop` or `WrongUse` where the package fails a check, is not signed as prepared,
    is approved already, or was prepared with the same key."""
    package_zip.stop_unless_file(path)
    package_zip.stop_unless_it_holds(path)
    package = package_zip.read_package(path)
    if package.signature_key(signing.PREPARED) is None:
        raise _make_unfit_error(path, "Pakken er ikke underskrevet som udarbejdet.", "en pakke lavet med --sign.")
    if package.signature_key(signing.APPROVED) is not None:
        raise _make_unfit_error(path, "Pakken er allerede godkendt.", "en pakke, der ikke er godkendt endnu.")
    approved = package.signed(signing.APPROVED, key)
    package_zip.replace_file(approved.archive, path)
    return Packed(path, approved)


def _make_unfit_error(path: Path, wrong: str, expected: str) -> WrongUse:
    """The error for a package that cannot be approved. Called by `hpanalysis approve`. wrong, expected: what is wrong
    and what should be there, in Danish."""
    return WrongUse(wrong, place=f"»{path.name}«", expected=expected, do="Brug den rigtige pakke.")


def _format_megabytes(size: int) -> str:
    """A number of bytes in Danish, as MB with one decimal. Called for the lines that tell the user of a package."""
    return f"{danish.format_number(round(size / 1e6, 1), 1)} MB"


def describe_package(packed: Packed) -> Iterator[str]:
    """The lines for the user, in Danish: the package's name and size, who signed it, and code and digest to be kept.
    Called by the commands `package` and `approve`, which print them."""
    files = packed.package.files
    approved = packed.package.signature_key(signing.APPROVED) is not None
    made = "Den samme pakke findes allerede" if packed.stood else f"Pakken er {'godkendt' if approved else 'skrevet'}"
    unfolded = sum(map(len, files.values()))
    yield (
        f"{made}: {mask_numbers(packed.path.name)}, {_format_megabytes(packed.path.stat().st_size)}"
        f" (udpakket {len(files)} filer, {_format_megabytes(unfolded)})."
    )
    for role in (signing.PREPARED, signing.APPROVED):
        if (key := packed.package.signature_key(role)) is not None:
            yield f"Underskrevet som {role} med nøglen {signing.compute_fingerprint(key)}"
    yield f"Pakkens kode: {verify.write_code(packed.package.digest)}"
    yield f"Pakkens kontrolsum (SHA-512): {packed.package.digest}"
    yield from _ADVICE
