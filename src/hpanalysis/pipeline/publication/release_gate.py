"""What stands between a half-year that is made and its publication: the auditor's certificate, and the leak gate."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from hpanalysis import audit, disclose
from hpanalysis.cpr import Known
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.pipeline.publication import person_gate
from hpanalysis.pipeline.storage.files import write_text
from hpanalysis.publications import Publication
from hpanalysis.published.names import CERTIFICATE_JSON
from hpanalysis.workspace import Workspace

# So many of the failures are named on the screen; the certificate holds them all.
_NAMED = 20


def _find_folders(publication: Publication[HalfYear], published: Iterable[str]) -> dict[str, Path]:
    """Half-year -> the folder of its published files, or of this one's staged files; oldest first. Called when all are
    audited before a half-year is published. published: the half-years that count as published."""
    folders = {half: publication.workspace.reports / half for half in published} | {
        publication.name: publication.output
    }
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


def _describe_failure(one: audit.Failure) -> str:
    """A failure of the audit in a line: cell, fault and file. Called for the message that stops a publication."""
    where = f" ({one.half_year}/{one.file})" if one.file else f" ({one.half_year})"
    return f"{one.place}: {one.fault}{where}"


def certify(publication: Publication[HalfYear], published: Iterable[str]) -> None:
    """Audit all publications, the next included, and write the certificate into the staged folder; `Stop`, which names
    the cells by id, if the auditor finds a failure. Called before a half-year is published. published: the half-years
    that count as published, this one or not."""
    workspace, half_year, staged = publication.workspace, publication.period, publication.output
    folders = _find_folders(publication, published)
    certificate = audit.audit(folders, *_count_hidden_cells(workspace, half_year))
    write_text(audit.render_certificate(certificate), staged / CERTIFICATE_JSON)
    if certificate.holds:
        return
    raise Stop(
        "Den uafhængige kontrol kan ikke give en attest, og intet er udgivet.\n"
        + _format_failures([_describe_failure(one) for one in certificate.failures], half_year)
        + "\n",
        expected="at intet om en person kan regnes ud af det, der er udgivet.",
        do=f"Se hele kontrolattesten i data/processed/{half_year}/staged/{CERTIFICATE_JSON}, og kør halvåret igen.",
        ask="analytikeren.",
    )


def stop_if_leaking(publication: Publication[HalfYear], persons: Known | None) -> None:
    """`Stop` if a file that is to be published, or an executed notebook, has data on a person in it; it names file and
    kind, never the value. Called last before a half-year is published, when every file of it is staged. persons: those
    of the extracts."""
    half_year = publication.period
    hits = person_gate.find_leaks(publication, persons)
    if not hits:
        return
    raise Stop(
        "Filer, der skulle udgives, indeholder noget om personer, og intet er udgivet.\n"
        + _format_failures([f"{one.file}: {one.kind}" for one in hits], half_year)
        + "\n",
        expected="ingen CPR-numre, pseudonymer, adresser eller rækker fra et udtræk.",
        do=person_gate.say_where(publication),
        ask="databeskyttelsesrådgiveren.",
    )
