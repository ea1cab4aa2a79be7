"""The bag against RFC 8493, written out."""

import hashlib

from hpanalysis.evidence import bag

PAYLOAD = {"b.csv": b"1,2\n", "a/æ.txt": "å".encode()}
INFO = {"Source-Organization": "Kommunen", "Half-Year": "2026H1"}
FILES = bag.build_bag(PAYLOAD, INFO, {"LAESMIG.txt": b"hej\n"})


def _sha512(content):
    return hashlib.sha512(content).hexdigest()


def test_the_payload_lies_under_data_unchanged():
    assert {name: FILES[f"data/{name}"] for name in PAYLOAD} == PAYLOAD


def test_the_declaration_is_of_bagit_one_point_nought_in_utf_8():
    assert FILES["bagit.txt"] == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def test_the_manifest_names_every_payload_file_with_its_digest_and_nothing_else():
    expected = f"{_sha512('å'.encode())}  data/a/æ.txt\n{_sha512(b'1,2' + bytes([10]))}  data/b.csv\n"
    assert FILES["manifest-sha512.txt"].decode("utf-8") == expected


def test_the_tag_manifest_names_every_other_file_but_itself():
    lines = FILES["tagmanifest-sha512.txt"].decode("utf-8").splitlines()
    named = {line.split("  ")[1]: line.split("  ")[0] for line in lines}
    assert list(named) == ["LAESMIG.txt", "bag-info.txt", "bagit.txt", "manifest-sha512.txt"]
    assert all(_sha512(FILES[name]) == digest for name, digest in named.items())


def test_the_oxum_is_bytes_and_files_of_the_payload():
    assert bag.read_info(FILES) == INFO | {"Payload-Oxum": f"{4 + 2}.2"}


def test_a_percent_sign_and_a_line_break_in_a_name_are_encoded():
    files = bag.build_bag({"50%\n.txt": b""}, {}, {})
    assert files["manifest-sha512.txt"].decode().endswith("  data/50%25%0A.txt\n")


def test_the_digest_is_that_of_the_tag_manifest_and_a_signature_does_not_change_it():
    signed = FILES | {f"{bag.SIGNATURES}udarbejdet.sig": b"x"}
    assert bag.compute_digest(signed) == bag.compute_digest(FILES) == _sha512(FILES["tagmanifest-sha512.txt"])


def test_a_changed_payload_changes_the_digest():
    assert bag.compute_digest(
        bag.build_bag(PAYLOAD | {"b.csv": b"1,3\n"}, INFO, {"LAESMIG.txt": b"hej\n"})
    ) != bag.compute_digest(FILES)
