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
    """A signature as ssh-keygen made it."""

    text: bytes  # armored, as it lies in the package
    key: bytes  # the public key's blob, as SSH writes it


_OTHER = "Lav en nøgle med »ssh-keygen -t ed25519«, eller vælg en anden."


def _refuse_key(
    key: Path, wrong: str, expected: str = "en privat SSH-nøgle af slagsen Ed25519.", do: str = _OTHER
) -> Stop:
    """The `Stop` about a key; its file is named without its folder, and nothing of its content is."""
    return Stop(f"{wrong} Pakken er ikke underskrevet.", place=f"»{key.name}«", expected=expected, do=do)


def _explain_failure(key: Path, complaint: str) -> Stop:
    """ssh-keygen's English complaint as a `Stop` in Danish, with what to do; unknown ones say that the key is
    unusable."""
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
    """Run ssh-keygen without terminal or window, with `content` as all of its input.

    It would else ask for a passphrase in a window, and a run that nobody sits at would wait for ever.
    """
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
    """The first length-prefixed field of an SSH blob, and what follows it; `struct.error` if the blob is too short."""
    (length,) = struct.unpack(">I", blob[:4])
    return blob[4 : 4 + length], blob[4 + length :]


def _extract_key(text: bytes) -> bytes:
    """The public key's blob out of an armored signature; `ValueError` if the text is no signature."""
    armored = _ARMOR.fullmatch(text)
    try:
        blob = base64.b64decode(armored[1]) if armored else b""
        if not blob.startswith(_MAGIC):
            raise ValueError
        return _split_field(blob[len(_MAGIC) + 4 :])[0]
    except (binascii.Error, struct.error):
        raise ValueError from None


def sign(content: bytes, key: Path, role: str) -> Signature:
    """Sign the content in a role; `Stop` says what is wrong with the key or the machine.

    key: the file of a private key, or of a public one (`.pub`) whose private key the ssh-agent holds.
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
    """The public key as it lies beside the signature. Its comment is the role, since a key's own may name a person."""
    return b"%s %s %s\n" % (_TYPE, base64.b64encode(signature.key), role.encode("ascii"))


def parse_public_line(line: bytes) -> bytes:
    """The key's blob out of a line that `write_public_line` wrote."""
    return base64.b64decode(line.split()[1])


def compute_fingerprint(key: bytes) -> str:
    """The fingerprint of a key's blob, `SHA256:...`, as `ssh-keygen -l` prints it."""
    return "SHA256:" + base64.b64encode(hashlib.sha256(key).digest()).decode("ascii").rstrip("=")
