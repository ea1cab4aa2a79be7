"""SSH keys and signatures as files: OpenSSH's PROTOCOL.sshsig (version 1), its public keys and its allowed_signers.

Only Ed25519 keys are read. A signature binds a namespace: what is signed in one stands for nothing in another.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import struct
from dataclasses import dataclass

from hpanalysis.verify.signing import ed25519

_MAGIC, _VERSION, _KIND = b"SSHSIG", 1, b"ssh-ed25519"
_ARMOUR = re.compile(r"\s*-----BEGIN SSH SIGNATURE-----\s([A-Za-z0-9+/=\s]+)\s-----END SSH SIGNATURE-----\s*")
_HASHES = {b"sha512": hashlib.sha512, b"sha256": hashlib.sha256}


class Malformed(ValueError):
    """Raised where a key, a signature or a file of signers is not of its form, or is of another kind than Ed25519."""


class _Reader:
    """Reads the binary fields of the SSH protocol (RFC 4251, section 5) from the beginning of a blob, one after the
    other. Made by `_unpack_ed25519` and `parse_signature`, each for one blob."""

    def __init__(self, whole: bytes) -> None:
        """Start at the first of the bytes (`whole`) of a key or a signature in SSH's binary form. Called for each that
        is read."""
        self._rest = whole

    def take(self, length: int) -> bytes:
        """The next `length` bytes of the blob; `Malformed` if there are fewer. Called for each field of a key or a
        signature, and for the magic word of a signature."""
        if length > len(self._rest):
            raise Malformed
        taken, self._rest = self._rest[:length], self._rest[length:]
        return taken

    def number(self) -> int:
        """The next field of an SSH signature's bytes, an uint32 of four bytes; `Malformed` if there are fewer. Called
        for each length and for the version."""
        (number,) = struct.unpack(">I", self.take(4))
        return int(number)

    def string(self) -> bytes:
        """The bytes of the next field of the blob, a string: its length as an uint32, then its bytes; `Malformed` if
        there are fewer. Called for each field of a key or a signature."""
        return self.take(self.number())

    def end(self) -> None:
        """Raise `Malformed` if there are bytes left. Called when every field of a key or a signature has been read,
        because bytes after the last field are no part of its form."""
        if self._rest:
            raise Malformed


def _pack_string(content: bytes) -> bytes:
    """A string as the SSH protocol writes it: its length as an uint32, then its bytes. Called when a signature is
    verified, to make the bytes that it was made of."""
    return struct.pack(">I", len(content)) + content


def _decode_base64(text: str) -> bytes:
    """The bytes of a base64 text that may be broken over lines; `Malformed` if it is none. Called for the content of a
    signature file, and for the key in a line `ssh-ed25519 AAAA...`."""
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        raise Malformed from None


def _unpack_ed25519(blob: bytes, length: int) -> bytes:
    """The content of an SSH blob of `string kind, string content`; length: 32 for a key, 64 for a signature. Called for
    each key and signature that is read. `Malformed` if the kind is not Ed25519 or the content is not so long."""
    reader = _Reader(blob)
    kind, content = reader.string(), reader.string()
    reader.end()
    if kind != _KIND or len(content) != length:
        raise Malformed
    return content


@dataclass(frozen=True)
class PublicKey:
    """An SSH public key. Made by `parse_key` and `parse_signature`, which ask for `raw` at once, since it raises if
    malformed. Read by the check of a package's signatures, which compares keys."""

    blob: bytes  # the key as SSH writes it, with its kind

    @property
    def raw(self) -> bytes:
        """The 32 bytes of the Ed25519 key, without SSH's other fields; `Malformed` if the blob is not such a key. Asked
        when the key is read, to refuse another kind, and when a signature by it is verified."""
        return _unpack_ed25519(self.blob, 32)

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the key, `SHA256:...`, as `ssh-keygen -l` prints it. Used in the sentences of the check of
        signatures, for the auditor to compare."""
        digest = base64.b64encode(hashlib.sha256(self.blob).digest()).decode("ascii")
        return f"SHA256:{digest.rstrip('=')}"


def parse_key(words: list[str]) -> PublicKey:
    """The key of a line's words `ssh-ed25519 AAAA...`, after which a comment may stand; `Malformed` if they are not
    one. Called for each .pub file, and for each line of a file of allowed signers."""
    if len(words) < 2 or words[0].encode() != _KIND:
        raise Malformed
    key = PublicKey(_decode_base64(words[1]))
    _ = key.raw
    return key


def parse_public_key(text: str) -> PublicKey:
    """The key in the text of a .pub file, which has one line; `Malformed` if it is not so. Called by the check of a
    package's signatures, for the key that lies beside each signature."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) != 1:
        raise Malformed
    return parse_key(lines[0].split())


@dataclass(frozen=True)
class Signature:
    """The content of a signature file (SSHSIG). Made by `parse_signature`; read by the check of a package's
    signatures."""

    key: PublicKey  # the key that it claims to be made with
    namespace: str  # what it may stand for, such as godkendt@hpanalysis
    hash_name: bytes  # how the message was hashed before it was signed
    reserved: bytes  # signed with the rest; OpenSSH leaves it empty
    raw: bytes  # the 64 bytes of the Ed25519 signature

    def holds(self, message: bytes) -> bool:
        """Whether this signature is of the message, by its key and in its namespace. Called by the check of a package's
        signatures. message: the bytes of the tag manifest, which was signed."""
        digest = _HASHES[self.hash_name](message).digest()
        parts = (self.namespace.encode(), self.reserved, self.hash_name, digest)
        return ed25519.verify_signature(self.key.raw, self.raw, _MAGIC + b"".join(map(_pack_string, parts)))


def parse_signature(text: str) -> Signature:
    """The content of the text of a signature file (`-----BEGIN SSH SIGNATURE-----`). Called by the check of a package's
    signatures, for each role that signed. `Malformed` if the text is not of the form, or the signature is by another
    kind of key than Ed25519; UnicodeDecodeError if what it stands for is not written in ASCII."""
    armoured = _ARMOUR.fullmatch(text)
    if armoured is None:
        raise Malformed
    reader = _Reader(_decode_base64(armoured[1]))
    if reader.take(len(_MAGIC)) != _MAGIC or reader.number() != _VERSION:
        raise Malformed
    key, namespace, reserved, hash_name, raw = (reader.string() for _ in range(5))
    reader.end()
    if hash_name not in _HASHES:
        raise Malformed
    signature = Signature(PublicKey(key), namespace.decode("ascii"), hash_name, reserved, _unpack_ed25519(raw, 64))
    _ = signature.key.raw
    return signature


def parse_allowed_signers(text: str) -> dict[str, list[PublicKey]]:
    """The keys by principal (in a package's case a role), of the text of OpenSSH's file allowed_signers.

    Called when --signers is given. A line is `principal[,principal] ssh-ed25519 AAAA... comment`. A line with an option
    other than `namespaces` (which follows from the roles), or with another kind of key, is `Malformed`, because what it
    would allow, and until when, is not known here.
    """
    keys: dict[str, list[PublicKey]] = {}
    for line in text.splitlines():
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        if len(words) > 1 and words[1].startswith("namespaces="):
            words.pop(1)
        for principal in words[0].strip('"').split(","):
            keys.setdefault(principal, []).append(parse_key(words[1:]))
    return keys
