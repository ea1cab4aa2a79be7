"""underskrifter: who prepared and who approved the package, by their SSH keys over its tag manifest.

A role has a namespace and a key of its own, so that one signature never stands for the other. The package itself cannot
tell whose keys they are: the minutes do, or a file of allowed signers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hpanalysis.verify.opening.outcomes import Outcome, State, conclude, quote
from hpanalysis.verify.opening.package import TAG_MANIFEST, Package
from hpanalysis.verify.signing.ssh_signature import Malformed, PublicKey, Signature, parse_public_key, parse_signature

NAME = "underskrifter"
PREPARED, APPROVED = "udarbejdet", "godkendt"
ROLES = (PREPARED, APPROVED)

Signers = Mapping[str, list[PublicKey]]  # the keys that may sign, by role


def get_namespace(role: str) -> str:
    """The SSH namespace that a signature in a role must be made in, such as `godkendt@hpanalysis`. Called for each
    signature of a package. role: one of `ROLES`."""
    return f"{role}@hpanalysis"


def _name_signature_files(role: str) -> tuple[str, str]:
    """The names in the package of the signature of a role and of its public key. Called to see which roles signed, and
    when a role's signature is read. role: one of `ROLES`."""
    return f"signatures/{role}.sig", f"signatures/{role}.pub"


def _read_role_signature(package: Package, role: str) -> Signature | str:
    """Read and verify the signature of a role; returns it, or the Danish sentence that says what is wrong with it.
    Called for each role that has a signature or a key in the package. role: one of `ROLES`."""
    signature_file, key_file = _name_signature_files(role)
    for name in (signature_file, key_file):
        if name not in package.files:
            return f"{quote(name)} mangler."
    try:
        signature, key = parse_signature(package.text(signature_file)), parse_public_key(package.text(key_file))
    except (Malformed, UnicodeDecodeError):
        return f"Underskriften »{role}« er ikke lavet med en SSH-nøgle af slagsen Ed25519 eller kan ikke læses."
    if signature.key != key:
        return f"Underskriften »{role}« er lavet med en anden nøgle end {quote(key_file)}."
    namespace = get_namespace(role)
    if signature.namespace != namespace:
        return f"Underskriften »{role}« er givet som {quote(signature.namespace)} og ikke som {quote(namespace)}."
    if not signature.holds(package.files.get(TAG_MANIFEST, b"")):
        return f"Pakken er ændret, efter at den blev underskrevet: Underskriften »{role}« er ikke af denne pakke."
    return signature


def _find_keys_not_allowed(signatures: Mapping[str, Signature], signers: Signers) -> Iterator[str]:
    """A Danish sentence for each role that nobody signed in, and for each key that may not sign in the role it signed
    in. Called where signers are given and nothing else is wrong. signatures: by role. signers: the keys that may sign,
    by role."""
    for role in ROLES:
        if role not in signatures:
            yield f"Pakken har ikke underskriften »{role}«."
        elif signatures[role].key not in signers.get(role, []):
            yield f"Nøglen {signatures[role].key.fingerprint} må ikke underskrive som »{role}«."


def _describe_signatures(signatures: Mapping[str, Signature], signers: Signers | None) -> str:
    """The Danish sentence for where the signatures hold: each fingerprint, and how the reader learns whose it is.
    Called once for each package whose signatures are checked. signatures: by role. signers: the keys that may sign, by
    role; None if not known."""
    words = " ".join(f"{role.capitalize()} med nøglen {signatures[role].key.fingerprint}." for role in signatures)
    if APPROVED not in signatures:
        words += " Pakken er ikke godkendt."
    if signers is not None:
        return f"{words} Nøglerne står i filen over dem, der må underskrive."
    return f"{words} Sammenlign med de fingeraftryk, der står i bestyrelsens referat."


def check(package: Package, signers: Signers | None = None) -> Outcome:
    """The check `underskrifter`: whether every signature is of this package, and the two are of different keys. Called
    once for each package that is verified. signers: the keys that may sign, by role; None if not known. Without signers
    an unsigned package is not checked, because it may wait to be signed, and one that is signed as prepared alone
    passes; with signers both signatures must be there. One that is approved but not prepared fails."""
    signed_roles = [role for role in ROLES if any(name in package.files for name in _name_signature_files(role))]
    if not signed_roles and signers is None:
        return Outcome(NAME, State.NOT_CHECKED, "Pakken er ikke underskrevet.")
    by_role = {role: _read_role_signature(package, role) for role in signed_roles}
    signatures = {role: signature for role, signature in by_role.items() if isinstance(signature, Signature)}
    problems = [problem for problem in by_role.values() if isinstance(problem, str)]
    if APPROVED in signed_roles and PREPARED not in signed_roles:
        problems.append("Pakken er godkendt, men ingen har underskrevet, at den er udarbejdet.")
    if len(signatures) == 2 and signatures[PREPARED].key == signatures[APPROVED].key:
        problems.append("Den samme nøgle har udarbejdet og godkendt; det skal være to personer.")
    if signers is not None and not problems:
        problems += _find_keys_not_allowed(signatures, signers)
    return conclude(NAME, problems, _describe_signatures(signatures, signers))
