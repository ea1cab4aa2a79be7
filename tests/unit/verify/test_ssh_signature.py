"""SSH signatures and keys as ssh-keygen writes them, and everything else refused."""

import shutil
import subprocess

import pytest

from hpanalysis.verify.signing.ssh_signature import Malformed, parse_allowed_signers, parse_public_key, parse_signature

MESSAGE = b"tagmanifest\n"

pytestmark = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen was not found")


def keygen(*arguments: str) -> str:
    done = subprocess.run(["ssh-keygen", "-q", *arguments], check=True, capture_output=True, stdin=subprocess.DEVNULL)
    return done.stdout.decode()


@pytest.fixture(scope="module")
def signed(tmp_path_factory):
    """A folder with an Ed25519 key, an ECDSA key, and each one's signature of MESSAGE in the namespace `x@y`."""
    folder = tmp_path_factory.mktemp("noegler")
    for kind in ("ed25519", "ecdsa"):
        keygen("-t", kind, "-N", "", "-C", "prøve", "-f", str(folder / kind))
        (folder / f"{kind}.txt").write_bytes(MESSAGE)
        keygen("-Y", "sign", "-f", str(folder / kind), "-n", "x@y", str(folder / f"{kind}.txt"))
    return folder


def test_a_signature_of_ssh_keygen_is_read_and_holds(signed):
    found = parse_signature((signed / "ed25519.txt.sig").read_text())
    assert found.namespace == "x@y"
    assert found.holds(MESSAGE)
    assert not found.holds(MESSAGE + b"x")


def test_the_signatures_key_is_the_public_key_and_its_fingerprint_as_ssh_keygen_prints_it(signed):
    key = parse_public_key((signed / "ed25519.pub").read_text(encoding="utf-8"))
    assert parse_signature((signed / "ed25519.txt.sig").read_text()).key == key
    assert key.fingerprint in keygen("-l", "-f", str(signed / "ed25519.pub"))


def test_a_signature_made_with_sha256_is_read_too(signed):
    (signed / "igen.txt").write_bytes(MESSAGE)
    keygen("-Y", "sign", "-f", str(signed / "ed25519"), "-n", "x", "-O", "hashalg=sha256", str(signed / "igen.txt"))
    found = parse_signature((signed / "igen.txt.sig").read_text())
    assert (found.hash_name, found.holds(MESSAGE)) == (b"sha256", True)


def test_other_kinds_of_keys_are_not_read(signed):
    keygen("-Y", "sign", "-f", str(signed / "ecdsa"), "-n", "x@y", str(signed / "ed25519.pub"))
    with pytest.raises(Malformed):
        parse_signature((signed / "ed25519.pub.sig").read_text())
    with pytest.raises(Malformed):
        parse_public_key((signed / "ecdsa.pub").read_text(encoding="utf-8"))


def test_what_is_cut_or_lengthened_is_not_read(signed):
    text = (signed / "ed25519.txt.sig").read_text()
    lines = text.splitlines()
    for changed in (
        "",
        "\n".join(lines[1:]),
        "\n".join(lines[:-1]),
        "\n".join([lines[0], *lines[2:]]),
        text.replace("U1NI", "U1NJ"),  # the magic
        text.replace(lines[1], lines[1][:-4]),
        text.replace("-----END", "AAAA\n-----END"),
        text + "mere",
    ):
        with pytest.raises(Malformed):
            parse_signature(changed)


def test_one_signature_in_a_file_and_one_key_in_another(signed):
    text = (signed / "ed25519.txt.sig").read_text()
    with pytest.raises(Malformed):
        parse_signature(text + text)
    key = (signed / "ed25519.pub").read_text(encoding="utf-8")
    with pytest.raises(Malformed):
        parse_public_key(key + key)


def test_the_file_of_who_may_sign_gives_keys_by_principal(signed):
    key = (signed / "ed25519.pub").read_text(encoding="utf-8").strip()
    text = f'# hvem der må\n\nudarbejdet {key}\ngodkendt,andre namespaces="godkendt@hpanalysis" {key}\n'
    found = parse_allowed_signers(text)
    assert set(found) == {"udarbejdet", "godkendt", "andre"}
    assert found["godkendt"] == [parse_public_key(key)]


@pytest.mark.parametrize("options", ["cert-authority", 'valid-before="20200101"', "ssh-rsa"])
def test_a_line_that_allows_something_unknown_is_not_read(signed, options):
    key = (signed / "ed25519.pub").read_text(encoding="utf-8").strip()
    with pytest.raises(Malformed):
        parse_allowed_signers(f"udarbejdet {options} {key}")
