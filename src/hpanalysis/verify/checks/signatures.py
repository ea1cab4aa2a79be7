"""underskrifter: who prepared and who approved the package, by their SSH keys over its tag manifest.

A role has a namespace of its own, so that one signature never stands for the other, and a key of its own. Whose keys
they are the package cannot tell: that is said by the minutes, or by a file of allowed signers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hpanalysis.verify.opening.outcomes import Outcome, State, outcome, quoted
from hpanalysis.verify.opening.package import TAG_MANIFEST, Package
from hpanalysis.verify.signing.ssh_signature import PublicKey, Signature, Unread, public_key, signature

NAME = "underskrifter"
PREPARED, APPROVED = "udarbejdet", "godkendt"
ROLES = (PREPARED, APPROVED)

Signers = Mapping[str, list[PublicKey]]


def namespace(role: str) -> str:
    return f"{role}@hpanalysis"


def _files(role: str) -> tuple[str, str]:
    return f"signatures/{role}.sig", f"signatures/{role}.pub"


def _signed(package: Package) -> list[str]:
    """The roles of which there is any file."""
    return [role for role in ROLES if any(name in package.files for name in _files(role))]


def _of_role(package: Package, role: str) -> Signature | str:
    """The signature of a role, or what is wrong with it."""
    signed, key = _files(role)
    for name in (signed, key):
        if name not in package.files:
            return f"{quoted(name)} mangler."
    try:
        found, beside = signature(package.text(signed)), public_key(package.text(key))
    except (Unread, UnicodeDecodeError):
        return f"Underskriften »{role}« er ikke lavet med en SSH-nøgle af slagsen Ed25519 eller kan ikke læses."
    if found.key != beside:
        return f"Underskriften »{role}« er lavet med en anden nøgle end {quoted(key)}."
    if found.namespace != namespace(role):
        return f"Underskriften »{role}« er givet som {quoted(found.namespace)} og ikke som {quoted(namespace(role))}."
    if not found.holds(package.files.get(TAG_MANIFEST, b"")):
        return f"Pakken er ændret, efter at den blev underskrevet: Underskriften »{role}« er ikke af denne pakke."
    return found


def _not_allowed(found: Mapping[str, Signature], signers: Signers) -> Iterator[str]:
    for role in ROLES:
        if role not in found:
            yield f"Pakken har ikke underskriften »{role}«."
        elif found[role].key not in signers.get(role, []):
            yield f"Nøglen {found[role].key.fingerprint} må ikke underskrive som »{role}«."


def _sentence(found: Mapping[str, Signature], signers: Signers | None) -> str:
    said = " ".join(f"{role.capitalize()} med nøglen {found[role].key.fingerprint}." for role in found)
    if APPROVED not in found:
        said += " Pakken er ikke godkendt."
    if signers is not None:
        return f"{said} Nøglerne står i filen over dem, der må underskrive."
    return f"{said} Sammenlign med de fingeraftryk, der står i bestyrelsens referat."


def check(package: Package, signers: Signers | None = None) -> Outcome:
    """signers: the keys that may sign, by role, if it is known."""
    roles = _signed(package)
    if not roles and signers is None:
        return Outcome(NAME, State.NOT_CHECKED, "Pakken er ikke underskrevet.")
    read = {role: _of_role(package, role) for role in roles}
    found = {role: one for role, one in read.items() if isinstance(one, Signature)}
    problems = [one for one in read.values() if isinstance(one, str)]
    if APPROVED in roles and PREPARED not in roles:
        problems.append("Pakken er godkendt, men ingen har underskrevet, at den er udarbejdet.")
    if len(found) == 2 and found[PREPARED].key == found[APPROVED].key:
        problems.append("Den samme nøgle har udarbejdet og godkendt; det skal være to personer.")
    if signers is not None and not problems:
        problems += _not_allowed(found, signers)
    return outcome(NAME, problems, _sentence(found, signers))
