"""Signatures made by the real ssh-keygen, and read by it again."""

import os
import shutil
import subprocess
import time

import pytest

from hpanalysis.errors import Stop
from hpanalysis.evidence import signing

CONTENT = b"digest  fil\n" * 50

pytestmark = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen was not found")


def _key(folder, name="noegle", kind="ed25519", passphrase="", comment="navn@maskine"):
    path = folder / name
    subprocess.run(
        ["ssh-keygen", "-q", "-t", kind, "-N", passphrase, "-C", comment, "-f", str(path)],
        check=True,
        stdin=subprocess.DEVNULL,
    )
    return path


def _verified(folder, signature, role, content=CONTENT):
    signers, text = folder / "signers", folder / "x.sig"
    signers.write_bytes(role.encode() + b" " + signing.write_public_line(signature, role))
    text.write_bytes(signature.text)
    done = subprocess.run(
        ["ssh-keygen", "-Y", "verify", "-f", signers, "-I", role, "-n", f"{role}@hpanalysis", "-s", text],
        input=content,
        capture_output=True,
    )
    return done.returncode == 0


@pytest.mark.parametrize("role", [signing.PREPARED, signing.APPROVED])
def test_ssh_keygen_finds_the_signature_good_in_its_role(tmp_path, role):
    signature = signing.sign(CONTENT, _key(tmp_path), role)
    assert _verified(tmp_path, signature, role)
    assert not _verified(tmp_path, signature, role, CONTENT + b"x")


def test_a_signature_in_one_role_is_none_in_the_other(tmp_path):
    signature = signing.sign(CONTENT, _key(tmp_path), signing.PREPARED)
    assert not _verified(tmp_path, signature, signing.APPROVED)


def test_the_same_key_signs_the_same_with_the_same_bytes(tmp_path):
    key = _key(tmp_path)
    assert signing.sign(CONTENT, key, signing.PREPARED) == signing.sign(CONTENT, key, signing.PREPARED)


def test_the_public_key_beside_the_signature_is_the_keys_own_without_its_comment(tmp_path):
    key = _key(tmp_path)
    line = signing.write_public_line(signing.sign(CONTENT, key, signing.PREPARED), signing.PREPARED)
    kind, blob, _comment = key.with_suffix(".pub").read_text().split()
    assert line.decode() == f"{kind} {blob} udarbejdet\n"
    assert "navn" not in line.decode()


def test_the_fingerprint_is_the_one_that_ssh_keygen_prints(tmp_path):
    key = _key(tmp_path)
    signature = signing.sign(CONTENT, key, signing.PREPARED)
    told = subprocess.run(["ssh-keygen", "-l", "-f", key], capture_output=True, encoding="utf-8", check=True).stdout
    assert signing.compute_fingerprint(signature.key) == told.split()[1]
    assert signing.parse_public_line(signing.write_public_line(signature, "x")) == signature.key


@pytest.mark.parametrize("kind", ["rsa", "ecdsa"])
def test_a_key_of_another_kind_is_refused(tmp_path, kind):
    with pytest.raises(Stop, match="ikke en Ed25519-nøgle"):
        signing.sign(CONTENT, _key(tmp_path, kind=kind), signing.PREPARED)


def test_an_encrypted_key_without_an_agent_is_refused_at_once(tmp_path, monkeypatch):
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    started = time.monotonic()
    with pytest.raises(Stop, match="låst med et kodeord"):
        signing.sign(CONTENT, _key(tmp_path, passphrase="et langt kodeord"), signing.PREPARED)
    assert time.monotonic() - started < 10


def test_an_encrypted_key_asks_no_window_for_its_passphrase(tmp_path, monkeypatch):
    asked = tmp_path / "spurgt"
    helper = tmp_path / "askpass"
    helper.write_text(f"#!/bin/sh\ntouch '{asked}'\necho 'et langt kodeord'\n")
    helper.chmod(0o700)
    monkeypatch.setenv("SSH_ASKPASS", str(helper))
    monkeypatch.setenv("SSH_ASKPASS_REQUIRE", "force")
    monkeypatch.setenv("DISPLAY", ":0")
    with pytest.raises(Stop, match="låst med et kodeord"):
        signing.sign(CONTENT, _key(tmp_path, passphrase="et langt kodeord"), signing.PREPARED)
    assert not asked.exists()


@pytest.fixture
def agent(monkeypatch, tmp_path_factory):
    """An ssh-agent of the test's own, ended with it."""
    if shutil.which("ssh-agent") is None:
        pytest.skip("ssh-agent was not found")
    socket = tmp_path_factory.mktemp("a") / "s"
    process = subprocess.Popen(["ssh-agent", "-D", "-a", str(socket)], stdout=subprocess.DEVNULL)
    monkeypatch.setenv("SSH_AUTH_SOCK", str(socket))
    for _ in range(100):
        if socket.exists():
            break
        time.sleep(0.05)
    yield
    process.terminate()
    process.wait()


def test_an_encrypted_key_that_the_agent_holds_signs(agent, tmp_path):
    key, helper = _key(tmp_path, passphrase="et langt kodeord"), tmp_path / "askpass"
    helper.write_text("#!/bin/sh\necho 'et langt kodeord'\n")
    helper.chmod(0o700)
    added = os.environ | {"SSH_ASKPASS": str(helper), "SSH_ASKPASS_REQUIRE": "force", "DISPLAY": ":0"}
    subprocess.run(["ssh-add", "-q", str(key)], env=added, stdin=subprocess.DEVNULL, check=True)
    signature = signing.sign(CONTENT, key, signing.PREPARED)
    assert _verified(tmp_path, signature, signing.PREPARED)
    key.unlink()
    assert signing.sign(CONTENT, key.with_suffix(".pub"), signing.PREPARED) == signature


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights otherwise")
def test_a_key_that_others_may_read_is_refused(tmp_path):
    key = _key(tmp_path)
    key.chmod(0o644)
    key.with_suffix(".pub").unlink()
    with pytest.raises(Stop, match="Andre end ejeren"):
        signing.sign(CONTENT, key, signing.PREPARED)


def test_a_file_that_is_no_key_is_refused(tmp_path):
    path = tmp_path / "noegle"
    path.write_text("hej\n")
    path.chmod(0o600)
    with pytest.raises(Stop, match="Nøglen kan ikke bruges"):
        signing.sign(CONTENT, path, signing.PREPARED)


def test_a_missing_key_is_named(tmp_path):
    with pytest.raises(Stop, match="»noegle«: Nøglen findes ikke"):
        signing.sign(CONTENT, tmp_path / "noegle", signing.PREPARED)


def test_a_machine_without_ssh_keygen_is_told_what_it_lacks(tmp_path, monkeypatch):
    key = _key(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Stop, match="ssh-keygen findes ikke"):
        signing.sign(CONTENT, key, signing.PREPARED)
