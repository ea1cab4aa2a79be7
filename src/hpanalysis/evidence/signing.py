"""Signs a package with the machine's ssh-keygen and an Ed25519 key.

A signature is an SSHSIG (OpenSSH, PROTOCOL.sshsig) over tagmanifest-sha512.txt, in a namespace that names the role, so
that the signature of who prepared the package cannot be passed off as the approval. Only Ed25519 is used because it is
deterministic: the same key signs the same package with the same bytes. The private key is never read here, only by
ssh-keygen or the agent behind it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import re
import shutil
import struct
import subprocess
from dataclasses import dataclass
from pathlib import Path

from hpanalysis.errors import Stop

PREPARED, APPROVED = "udarbejdet", "godkendt"
_TYPE = b"ssh-ed25519"
_MAGIC = b"SSHSIG"
_ARMOR = re.compile(rb"-----BEGIN SSH SIGNATURE-----\n([A-Za-z0-9+/=\n]+)-----END SSH SIGNATURE-----\n")
_SECONDS = 60  # an agent may ask its owner to confirm


@dataclass(frozen=True)
class Signature:
    """A signature as ssh-keygen made it. Made by `sign`; read by pipeline.package, which puts it into the package."""

    text: bytes  # armored, as it lies in the package
    key: bytes  # the public key's blob, as SSH writes it


_OTHER = "Lav en nøgle med »ssh-keygen -t ed25519«, eller vælg en anden."


def _refuse_key(
    key: Path, wrong: str, expected: str = "en privat SSH-nøgle af slagsen Ed25519.", do: str = _OTHER
) -> Stop:
    """The `Stop` about a key that cannot be used; its file is named without its folder, and nothing of its content is.
    Called where signing a package fails. key: the key's file. wrong, expected, do: Danish sentences."""
    return Stop(f"{wrong} Pakken er ikke underskrevet.", place=f"»{key.name}«", expected=expected, do=do)


def _explain_failure(key: Path, complaint: str) -> Stop:
    """The `Stop` in Danish for a complaint of ssh-keygen's, with what to do about it. Called where ssh-keygen failed to
    sign. key: the key's file. complaint: what ssh-keygen printed, in English; one that is not known here gives a `Stop`
    that says that the key cannot be used."""
    if "passphrase" in complaint:
        return _refuse_key(
            key,
            "Nøglen er låst med et kodeord, og ingen ssh-agent har den åben.",
            "en nøgle, som ssh-agent har åben, eller en uden kodeord.",
            "Skriv »ssh-add« med stien til nøglen, og prøv igen.",
        )
    if "too open" in complaint or "UNPROTECTED" in complaint:
        return _refuse_key(
            key, "Andre end ejeren kan læse nøglen.", "en fil, som kun ejeren må læse.", "Skriv »chmod 600« med stien."
        )
    return _refuse_key(key, "Nøglen kan ikke bruges.")


def _run_without_asking(arguments: list[str], content: bytes) -> subprocess.CompletedProcess[bytes]:
    """Run ssh-keygen without terminal or window, and return what it printed and its exit code. Called by `sign`.
    arguments: the command line. content: the bytes to be signed, which are all of its input. It would else ask for a
    passphrase in a window, and a run that nobody sits at would wait for ever. TimeoutExpired after a minute."""
    quiet = {"SSH_ASKPASS_REQUIRE": "never", "LC_ALL": "C"}
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "SSH_ASKPASS")}
    return subprocess.run(
        arguments,
        input=content,
        env=environment | quiet,
        capture_output=True,
        timeout=_SECONDS,
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _split_field(blob: bytes) -> tuple[bytes, bytes]:
    """The first length-prefixed field of an SSH blob, and what follows it; `struct.error` if there are under four
    bytes, so that no length can be read. Called to take a new signature apart."""
    (length,) = struct.unpack(">I", blob[:4])
    return blob[4 : 4 + length], blob[4 + length :]


def _extract_key(text: bytes) -> bytes:
    """The public key's blob out of an armored signature; `ValueError` if the text is no signature. Called by `sign`, to
    refuse a key that is not Ed25519, and to put the key beside the signature. text: what ssh-keygen printed."""
    armored = _ARMOR.fullmatch(text)
    try:
        blob = base64.b64decode(armored[1]) if armored else b""
        if not blob.startswith(_MAGIC):
            raise ValueError
        return _split_field(blob[len(_MAGIC) + 4 :])[0]
    except (binascii.Error, struct.error):
        raise ValueError from None


def sign(content: bytes, key: Path, role: str) -> Signature:
    """Sign bytes with ssh-keygen in a role; `Stop` says what is wrong with the key or the machine.

    Called by pipeline.package when a package is prepared (`package --sign`) or approved (`approve`). content: the
    package's tag manifest. key: the file of a private key, or of a public one (`.pub`) whose private key the ssh-agent
    holds. role: `udarbejdet` or `godkendt`.
    """
    if not key.is_file():
        raise _refuse_key(key, "Nøglen findes ikke.")
    program = shutil.which("ssh-keygen")
    if program is None:
        raise Stop(
            "Programmet ssh-keygen findes ikke på maskinen. Pakken er ikke underskrevet.",
            expected="OpenSSH 8.1 eller nyere.",
            do="Installér OpenSSH (i Windows: valgfrie funktioner, OpenSSH-klient).",
        )
    arguments = [program, "-Y", "sign", "-f", str(key), "-n", f"{role}@hpanalysis"]
    try:
        done = _run_without_asking(arguments, content)
    except subprocess.TimeoutExpired:
        raise _refuse_key(key, "Nøglen svarer ikke.", "at ssh-agent bekræfter underskriften inden et minut.") from None
    if done.returncode != 0:
        raise _explain_failure(key, done.stderr.decode("utf-8", errors="replace"))
    text = done.stdout.replace(b"\r\n", b"\n")
    try:
        blob = _extract_key(text)
        kind = _split_field(blob)[0]
    except (ValueError, struct.error):
        raise _refuse_key(key, "Underskriften fra ssh-keygen kan ikke læses.") from None
    if kind != _TYPE:
        raise _refuse_key(key, "Nøglen er ikke en Ed25519-nøgle.")
    return Signature(text, blob)


def write_public_line(signature: Signature, role: str) -> bytes:
    """The line of the public key's file that lies beside a signature in the package. Called by pipeline.package when a
    package is signed. role: stands as the line's comment, since a key's own comment may name a person."""
    return b"%s %s %s\n" % (_TYPE, base64.b64encode(signature.key), role.encode("ascii"))


def parse_public_line(line: bytes) -> bytes:
    """The public key's blob out of a line that `write_public_line` wrote. Called by pipeline.package to see which key
    has signed a package already."""
    return base64.b64decode(line.split()[1])


def compute_fingerprint(key: bytes) -> str:
    """The fingerprint of a public key, `SHA256:...`, as `ssh-keygen -l` prints it. Called when a package was written or
    approved, to print who signed it. key: the key's blob, as SSH writes it."""
    return "SHA256:" + base64.b64encode(hashlib.sha256(key).digest()).decode("ascii").rstrip("=")
