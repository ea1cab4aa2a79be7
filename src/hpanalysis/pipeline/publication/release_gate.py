"""What stands between a half-year that is made and its publication: the auditor's certificate, and the leak gate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from hpanalysis import audit, disclose
from hpanalysis.cpr import Known
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.passed_checks import EXAMINE_ALL, PassedChecks
from hpanalysis.pipeline.publication import person_gate
from hpanalysis.pipeline.storage.files import write_text
from hpanalysis.publications import Publication
from hpanalysis.published import failures
from hpanalysis.published.names import CERTIFICATE_JSON
from hpanalysis.workspace import Workspace

# So many of the failures are named on the screen; the certificate holds them all.
_NAMED = 20


def _find_folders(publication: Publication[HalfYear], built_on: Mapping[HalfYear, Path]) -> dict[str, Path]:
    """Half-year -> the folder of its published files, or of this one's staged files; oldest first. Called when all are
    audited before a half-year is published. built_on: the publications that the half-year builds on."""
    folders = {str(half): folder for half, folder in built_on.items()} | {publication.name: publication.output}
    return dict(sorted(folders.items()))


def _count_hidden_cells(workspace: Workspace, half_year: HalfYear) -> tuple[int, int]:
    """How many cells the run hides because they are small, and how many more to protect those, by its table `pattern`.
    Called for the certificate, which gives both numbers."""
    rules = workspace.table("pattern", half_year)["rule"].dropna()
    to_protect_others = int((rules == disclose.PROTECTS_ANOTHER).sum())
    return len(rules) - to_protect_others, to_protect_others


def _format_failures(lines: list[str], half_year: HalfYear) -> str:
    """The lines as a list, the first twenty of them, and how many more there are. Called for the message where the
    audit or the leak check stops a publication."""
    if len(lines) > _NAMED:
        more = f"{len(lines) - _NAMED} mere i data/processed/{half_year}/staged/{CERTIFICATE_JSON}"
        lines = [*lines[:_NAMED], more]
    return "\n".join(f"- {line}" for line in lines)


# What to do about each kind of failure: the text or the files that the analyst has a hand in, or the program.
_PROGRAM = (
    "Er intet ændret i hånden, er det en fejl i programmet: Vis attesten til den, der vedligeholder det. Imens kommer "
    "ingen tal om personer ud."
)
_TEXT = (
    "Tag tallet ud af teksten, eller ret det: Det står i en kommentar i params/{half_year}.yaml, i planens filer eller "
    "i notesbogen."
)
_FILES = "Læg de udgivne mapper tilbage, som de var, fra en sikkerhedskopi."
_REMEDIES = {
    audit.Fault.PAGE_TELLS: _TEXT,
    audit.Fault.PAGE_DIFFERS: _TEXT,
    audit.Fault.UNKNOWN_NUMBER: _TEXT,
    audit.Fault.UNREAD: "Tag filen eller det indsatte ud: Kun det, som kontrolprogrammet kan læse, må udgives.",
    audit.Fault.LOG: _FILES,
    audit.Fault.DECISION: _FILES,
}


def _list_remedies(failures: Iterable[audit.Failure], half_year: HalfYear) -> str:
    """What to do about the failures of an audit, each remedy once, in Danish. Called for the message that stops a
    publication."""
    faults = dict.fromkeys(audit.Fault(one.fault) for one in failures)
    remedies = dict.fromkeys(_REMEDIES.get(fault, _PROGRAM) for fault in faults)
    return " ".join(remedy.format(half_year=half_year) for remedy in remedies)


def _renew_certificate(
    publication: Publication[HalfYear],
    folders: Mapping[str, Path],
    replaced: list[Path],
    said: tuple[int, int],
    passed: PassedChecks,
) -> str | None:
    """The certificate that lies published with the digests of the files about to be, where the tables are the same;
    None where all must be audited. Called by `certify`, with what it has."""
    published = publication.folder / CERTIFICATE_JSON
    earlier = published.read_text(encoding="utf-8", errors="replace") if published.is_file() else ""
    return audit.renew_certificate(earlier, folders, replaced, said, passed)


def certify(
    publication: Publication[HalfYear],
    built_on: Mapping[HalfYear, Path],
    grouped: Iterable[Path] = (),
    passed: PassedChecks = EXAMINE_ALL,
) -> None:
    """Audit a half-year together with the publications that it builds on, and write the certificate into the staged
    folder; `Stop`, which names the cells by id, if the auditor finds a failure. Called before a half-year is published.
    built_on: half-year -> where its publication lies, this one's own or not. grouped: the folders of earlier editions
    with figures of groups or of reach, those among them that were replaced since. passed: the files that an earlier
    run's auditor found in agreement. What was published later has certificates of its own, in which this half-year is
    audited too."""
    workspace, half_year, staged = publication.workspace, publication.period, publication.output
    folders = _find_folders(publication, built_on)
    replaced = [folder for folder in dict.fromkeys(grouped) if folder not in folders.values()]
    said = _count_hidden_cells(workspace, half_year)
    if (renewed := _renew_certificate(publication, folders, replaced, said, passed)) is not None:
        write_text(renewed, staged / CERTIFICATE_JSON)
        return
    certificate = audit.audit(folders, *said, replaced, passed)
    text = audit.render_certificate(certificate)
    write_text(text, staged / CERTIFICATE_JSON)
    if certificate.holds:
        audit.keep_certificate(text, folders, replaced, said, passed)
        return
    raise Stop(
        "Den uafhængige kontrol kan ikke give en attest, og intet er udgivet.\n"
        + _format_failures([failures.describe(one) for one in certificate.failures], half_year)
        + "\n",
        expected="at intet om en person kan regnes ud af det, der er udgivet.",
        do=f"{_list_remedies(certificate.failures, half_year)} Kør derefter halvåret igen. Hele kontrolattesten står i "
        f"data/processed/{half_year}/staged/{CERTIFICATE_JSON}.",
        ask="dem, der vedligeholder programmet.",
    )


def stop_if_leaking(
    publication: Publication[HalfYear], persons: Known | None, passed: PassedChecks = EXAMINE_ALL
) -> None:
    """`Stop` if a file that is to be published, or an executed notebook, has data on a person in it; it names file and
    kind, never the value. Called last before a half-year is published, when every file of it is staged. persons: those
    of the extracts. passed: the files that an earlier run searched and found clean."""
    half_year = publication.period
    hits = person_gate.find_leaks(publication, persons, passed)
    if not hits:
        return
    raise Stop(
        "Filer, der skulle udgives, indeholder noget om personer, og intet er udgivet.\n"
        + _format_failures([one.describe() for one in hits], half_year)
        + "\n",
        expected="ingen CPR-numre, pseudonymer, adresser eller rækker fra et udtræk.",
        do=person_gate.say_where(publication),
        ask="databeskyttelsesrådgiveren.",
    )
