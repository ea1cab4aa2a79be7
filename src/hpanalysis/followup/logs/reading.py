"""Reads the secretariat's files; every fault of form and every unknown key is told in one `Stop`, a sentence each.

What is written in a field is never repeated in a message: a name may have been written where an office belongs.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from hpanalysis.by_hand import model_faults, strict_yaml, values
from hpanalysis.errors import Stop
from hpanalysis.followup.logs import references
from hpanalysis.followup.logs.faults import EMERGENCY, FOLLOWUP, format_fault, refuse
from hpanalysis.followup.logs.log import EmergencyLog, Log, list_known_keys
from hpanalysis.plan import Plan

_DAY, _MOMENT = f"{values.DAY_FORMS}.", f"{values.MOMENT_FORMS}."
_TEXT = "en tekst uden personnavne."
_EXPECTED = {
    **dict.fromkeys(
        ("as_of", "date", "delivered", "from", "to", "lbf_approved", "seen", "passed_on", "evaluated", "meeting"), _DAY
    ),
    **dict.fromkeys(("activated", "gathered"), _MOMENT),
    **dict.fromkeys(("synthetic", "consensus"), "ja eller nej."),
    **dict.fromkeys(("half_year", "half_years"), "et halvår som 2026H1."),
    "digest": "en kontrolsum på 64 eller 128 tegn, 0-9 og a-f.",
    "hours": "et antal timer over 0 med højst to decimaler, fx 412.5 for 412 timer og 30 minutter.",
    "kind": "personale eller unge.",
    **dict.fromkeys(("number", "groups", "participants"), "et helt tal fra 0."),
    "spent": "et beløb fra 0 med højst to decimaler, fx 125000.50.",
    "status": "i gang, afsluttet, udskudt eller aflyst.",
    "what": "delaftale, strategisk eller kommissorium.",
    "level": "gul eller roed.",
    "evaluation": "ja, nej eller ikke besluttet.",
    "year": "et årstal som 2026.",
    "minutes": "referatets nummer, fx 2026-025.",
    "items": "en liste af faste punkter, fx [fremdriftsrapport, økonomi].",
}
Read = TypeVar("Read", bound=BaseModel)


def _locate_entry(location: tuple[int | str, ...]) -> str:
    """The entry that an error of pydantic lies in, as a message names it: `meetings, nr. 3`; "" for the file as a
    whole. Called for each fault of form. location: pydantic's path of keys and numbers (from 0); its last part, the
    field, is left out. So are keys that are not ours, since somebody may have written anything there."""
    parts = (f"nr. {part + 1}" if isinstance(part, int) else part for part in location[:-1])
    return ", ".join(part for part in parts if part in list_known_keys() or part.startswith("nr. "))


def _describe_form_fault(name: str, model: type[BaseModel], fault: model_faults.Fault) -> str:
    """A fault of form in one of the secretariat's files, as the message that is shown. Called by `_read_file` for each
    fault. name: the file's. model: of the whole file."""
    location = fault.location
    key = next((str(part) for part in reversed(location) if part in list_known_keys()), "")
    where = ", ".join(filter(None, [f"linje {fault.line}", _locate_entry(location)]))
    if fault.is_split:
        return format_fault(name, where, model_faults.SPLIT, model_faults.SPLIT_FORMS)
    if fault.kind == "extra_forbidden":
        return format_fault(name, where, "En nøgle kendes ikke.", "kun de nøgler, der står øverst i filen.")
    at_top = len(location) == 1 and key in model.model_fields and key not in ("as_of", "synthetic", "half_years")
    expected = "en liste med en streg foran hvert punkt." if at_top else _EXPECTED.get(key, _TEXT)
    return format_fault(name, where, f"Nøglen {key} {fault.wrong}.", expected)


def _read_file(path: Path, name: str, model: type[Read], plan: Plan) -> Read:
    """Read one of the secretariat's files as its model; `Stop` if it is missing or has faults of form, all of them at
    once. Called by `read_log` and `read_emergency_log`. name: the file's, for the message. plan: tells whom to ask."""
    if not path.is_file():
        raise Stop(
            f"Filen »{name}« mangler i mappen params.",
            expected="sekretariatets log; nøglen as_of er nok til at begynde med.",
            do="Se eksemplet i projektets mappe params.",
            ask=f"{plan.settings.contact}.",
        )
    try:
        return model(**strict_yaml.read(path))
    except ValidationError as error:
        faults = model_faults.list_faults(path, error)
        raise Stop("\n".join(_describe_form_fault(name, model, fault) for fault in faults)) from None


def read_log(path: Path, plan: Plan) -> Log:
    """Read opfoelgning.yaml, with its form and every key checked against the plan; `Stop` names all that is wrong.
    Called by `yearly_logs` for an accounting year's reports and notebooks. Dates that cannot be are refused later, by
    `year.refuse_impossible`, because some depend on what lies published."""
    log = _read_file(path, FOLLOWUP, Log, plan)
    refuse(FOLLOWUP, references.find_unknown_keys(log, plan))
    return log


def read_emergency_log(path: Path, plan: Plan) -> EmergencyLog:
    """Read beredskab.yaml, with its form and every area checked against the plan; `Stop` names all that is wrong.
    Called by `yearly_logs` for an accounting year's reports and notebooks, where the file is there. Impossible dates
    are refused later, when the year is assessed."""
    log = _read_file(path, EMERGENCY, EmergencyLog, plan)
    refuse(EMERGENCY, references.find_unknown_areas(log, plan))
    return log
