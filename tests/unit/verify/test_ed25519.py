"""Ed25519 by RFC 8032's own vectors (section 7.1), and whatever has two encodings or proves nothing refused."""

import shutil
import subprocess

import pytest

from hpanalysis.verify.signing import ed25519
from hpanalysis.verify.signing.ssh_signature import parse_signature

# public key, message, signature
VECTORS = {
    "TEST 1": (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
        "d25bf5f0595bbe24655141438e7a100b",
    ),
    "TEST 2": (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
        "387b2eaeb4302aeeb00d291612bb0c00",
    ),
    "TEST 3": (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
        "4a7c15e9716ed28dc027beceea1ec40a",
    ),
    "TEST SHA(abc)": (
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd"
        "454d4423643ce80e2a9ac94fa54ca49f",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e030"
        "3dca179c138ac17ad9bef1177331a704",
    ),
}
PRIME = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493


def vector(name: str) -> tuple[bytes, bytes, bytes]:
    key, message, signature = (bytes.fromhex(text) for text in VECTORS[name])
    return key, signature, message


@pytest.mark.parametrize("name", VECTORS)
def test_the_vectors_of_the_standard_hold(name):
    assert ed25519.verify_signature(*vector(name))


@pytest.mark.parametrize("name", VECTORS)
def test_a_vector_with_one_bit_changed_anywhere_does_not_hold(name):
    key, signature, message = vector(name)
    assert not ed25519.verify_signature(key, signature, message + b"x")
    for place in (0, 31, 32, 62):
        changed = bytearray(signature)
        changed[place] ^= 1
        assert not ed25519.verify_signature(key, bytes(changed), message)
    other = bytearray(key)
    other[5] ^= 1
    assert not ed25519.verify_signature(bytes(other), signature, message)


def test_a_second_form_of_the_same_signature_is_refused():
    """S and S + L give the same point; only the smaller may be written."""
    key, signature, message = vector("TEST 2")
    s = int.from_bytes(signature[32:], "little") + ORDER
    assert not ed25519.verify_signature(key, signature[:32] + s.to_bytes(32, "little"), message)


def encoded(y: int, sign: int = 0) -> bytes:
    return (y | sign << 255).to_bytes(32, "little")


@pytest.mark.parametrize(
    "key",
    [
        encoded(1),  # the neutral point: under it R = [S]B signs anything
        encoded(PRIME - 1),  # order 2
        encoded(0),  # order 4
        bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),  # order 8
    ],
)
def test_a_key_under_which_anything_is_signed_is_refused(key):
    base = bytes.fromhex("5866666666666666666666666666666666666666666666666666666666666666")
    assert not ed25519.verify_signature(key, base + encoded(1), b"x")
    assert not ed25519.verify_signature(key, encoded(1) + encoded(0), b"x")


@pytest.mark.parametrize("key", [encoded(PRIME + 1), encoded(PRIME), encoded(1, sign=1), encoded(2), bytes(31)])
def test_bytes_that_are_no_point_or_a_second_form_of_one_are_refused(key):
    """y of the prime or more; a nought with a sign; a y without an x; too short."""
    assert not ed25519.verify_signature(key, encoded(1) + encoded(0), b"x")


def test_a_signature_of_another_length_is_refused():
    key, signature, message = vector("TEST 1")
    assert not ed25519.verify_signature(key, signature[:-1], message)
    assert not ed25519.verify_signature(key, signature + b"\0", message)


def test_a_signature_with_r_in_a_second_form_is_refused():
    """R is compared byte by byte: of a neutral R (y = 1) no other form (y = p + 1) is taken."""
    key, _, message = vector("TEST 1")
    assert not ed25519.verify_signature(key, encoded(PRIME + 1) + encoded(0), message)


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen was not found")
def test_signatures_of_ssh_keygen_hold(tmp_path):
    """The whole way is tested in test_ssh_signature; here that real keys give what the equation asks for."""
    key, message = tmp_path / "key", tmp_path / "message"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    for text in (b"", b"x", bytes(100_000)):
        message.write_bytes(text)
        (tmp_path / "message.sig").unlink(missing_ok=True)
        command = ["ssh-keygen", "-q", "-Y", "sign", "-f", str(key), "-n", "file", str(message)]
        subprocess.run(command, check=True, capture_output=True)
        assert parse_signature((tmp_path / "message.sig").read_text()).holds(text)
