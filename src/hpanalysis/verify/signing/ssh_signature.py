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


class Unread(ValueError):
    """Bytes that are not of their form."""


class _Reader:
    """A binary text of the SSH protocol (RFC 4251, section 5), read from its beginning."""

    def __init__(self, whole: bytes) -> None:
        self._left = whole

    def take(self, length: int) -> bytes:
        if length > len(self._left):
            raise Unread
        found, self._left = self._left[:length], self._left[length:]
        return found

    def number(self) -> int:
        return struct.unpack(">I", self.take(4))[0]

    def string(self) -> bytes:
        return self.take(self.number())

    def end(self) -> None:
        if self._left:
            raise Unread


def _string(content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + content


def _unarmoured(text: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        raise Unread from None


def _tagged(blob: bytes, length: int) -> bytes:
    """The content of `string kind, string content`, of Ed25519 and so many bytes."""
    reader = _Reader(blob)
    kind, content = reader.string(), reader.string()
    reader.end()
    if kind != _KIND or len(content) != length:
        raise Unread
    return content


@dataclass(frozen=True)
class PublicKey:
    """blob: the key as SSH writes it. raw: its 32 bytes."""

    blob: bytes

    @property
    def raw(self) -> bytes:
        return _tagged(self.blob, 32)

    @property
    def fingerprint(self) -> str:
        """As `ssh-keygen -l` prints it."""
        digest = base64.b64encode(hashlib.sha256(self.blob).digest()).decode("ascii")
        return f"SHA256:{digest.rstrip('=')}"


def key_of(words: list[str]) -> PublicKey:
    """The key of a line's words `ssh-ed25519 AAAA...`; `Unread` if they are none."""
    if len(words) < 2 or words[0].encode() != _KIND:
        raise Unread
    key = PublicKey(_unarmoured(words[1]))
    _ = key.raw
    return key


def public_key(text: str) -> PublicKey:
    """The key of a .pub file."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) != 1:
        raise Unread
    return key_of(lines[0].split())


@dataclass(frozen=True)
class Signature:
    """A signature file read: the key it names, the namespace it is for, and what was signed with it."""

    key: PublicKey
    namespace: str
    hash_name: bytes
    reserved: bytes
    raw: bytes

    def holds(self, message: bytes) -> bool:
        """Whether the message was signed by the key, in the namespace."""
        digest = _HASHES[self.hash_name](message).digest()
        parts = (self.namespace.encode(), self.reserved, self.hash_name, digest)
        return ed25519.holds(self.key.raw, self.raw, _MAGIC + b"".join(map(_string, parts)))


def signature(text: str) -> Signature:
    """A signature file; `Unread` if it is not of the form, or by another kind of key."""
    armoured = _ARMOUR.fullmatch(text)
    if armoured is None:
        raise Unread
    reader = _Reader(_unarmoured(armoured[1]))
    if reader.take(len(_MAGIC)) != _MAGIC or reader.number() != _VERSION:
        raise Unread
    key, namespace, reserved, hash_name, raw = (reader.string() for _ in range(5))
    reader.end()
    if hash_name not in _HASHES:
        raise Unread
    found = Signature(PublicKey(key), namespace.decode("ascii"), hash_name, reserved, _tagged(raw, 64))
    _ = found.key.raw
    return found


def allowed_signers(text: str) -> dict[str, list[PublicKey]]:
    """Principal -> keys, of a file of OpenSSH's form `principal[,principal] ssh-ed25519 AAAA... comment`.

    A line with options but `namespaces` (which the roles hold already), or with another kind of key, is `Unread`: what
    it would allow, and until when, is not known here.
    """
    found: dict[str, list[PublicKey]] = {}
    for line in text.splitlines():
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        if len(words) > 1 and words[1].startswith("namespaces="):
            words.pop(1)
        for principal in words[0].strip('"').split(","):
            found.setdefault(principal, []).append(key_of(words[1:]))
    return found
