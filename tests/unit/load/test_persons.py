import hashlib
import hmac
import stat
import sys

import pytest

from hpanalysis.errors import Stop, WrongUse
from hpanalysis.load import Key, write_new_key
from hpanalysis.load.persons import KEY_FILE, may_contain_cpr, parse_cpr
from hpanalysis.workspace import project_root

KEY = Key(b"a key of this test")


@pytest.mark.parametrize("text", ["010190-1234", "0101901234", "010190 1234", " 010190-1234 ", "101901234"])
def test_every_spelling_of_a_cpr_is_the_same_ten_digits(text):
    assert parse_cpr(text) == "0101901234"


@pytest.mark.parametrize("text", ["", "010190-123", "01019012345", "320190-1234", "011390-1234", "300290-1234", "NA"])
def test_what_is_no_cpr_is_refused(text):
    with pytest.raises(ValueError):
        parse_cpr(text)


def test_a_leap_day_and_an_administrative_number_are_valid():
    assert parse_cpr("290200-1234") == "2902001234"
    assert parse_cpr("610190-1234") == "6101901234"


def test_a_pseudonym_is_the_first_half_of_the_keyed_hash_of_the_ten_digits():
    expected = hmac.new(b"a key of this test", b"0101901234", hashlib.sha256).hexdigest()[:32]
    assert KEY.pseudonym("010190-1234") == expected
    assert KEY.pseudonym("101901234") == expected


def test_another_key_gives_another_pseudonym_and_another_fingerprint():
    other = Key(b"another key")
    assert other.pseudonym("010190-1234") != KEY.pseudonym("010190-1234")
    assert other.fingerprint != KEY.fingerprint


def test_a_key_does_not_show_itself():
    assert "test" not in repr(KEY)


def test_a_new_key_is_read_back_and_only_its_owner_may_read_it(tmp_path, monkeypatch):
    path = tmp_path / "personer.key"
    write_new_key(path)
    monkeypatch.setenv(KEY_FILE, str(path))
    assert Key.from_environment(synthetic=False).secret == bytes.fromhex(path.read_text(encoding="ascii").strip())
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_two_new_keys_differ(tmp_path):
    write_new_key(tmp_path / "a.key")
    write_new_key(tmp_path / "b.key")
    assert (tmp_path / "a.key").read_bytes() != (tmp_path / "b.key").read_bytes()


def test_a_key_is_never_overwritten(tmp_path):
    path = tmp_path / "personer.key"
    write_new_key(path)
    before = path.read_bytes()
    with pytest.raises(WrongUse, match="findes allerede"):
        write_new_key(path)
    assert path.read_bytes() == before


def test_a_key_is_not_made_within_the_project():
    path = project_root() / "personer.key"
    with pytest.raises(WrongUse, match="projektets mappe"):
        write_new_key(path)
    assert not path.exists()


def test_a_key_in_a_folder_that_is_not_there_is_wrong_use(tmp_path):
    with pytest.raises(WrongUse, match="kan ikke skrives"):
        write_new_key(tmp_path / "mangler" / "personer.key")


def test_real_data_without_a_key_stop(monkeypatch, tmp_path):
    monkeypatch.delenv(KEY_FILE, raising=False)
    with pytest.raises(Stop, match="findes ikke"):
        Key.from_environment(synthetic=False)
    monkeypatch.setenv(KEY_FILE, str(tmp_path / "mangler.key"))
    with pytest.raises(Stop, match="findes ikke"):
        Key.from_environment(synthetic=False)


@pytest.mark.parametrize("content", ["", "kort", "0" * 63, "x" * 64])
def test_a_key_file_that_holds_no_key_stops_without_showing_it(monkeypatch, tmp_path, content):
    path = tmp_path / "personer.key"
    path.write_text(content, encoding="ascii")
    monkeypatch.setenv(KEY_FILE, str(path))
    with pytest.raises(Stop, match="kan ikke læses") as stopped:
        Key.from_environment(synthetic=False)
    assert not content or content not in str(stopped.value)


def test_the_demo_has_one_key_whatever_the_machine_has(monkeypatch, tmp_path):
    path = tmp_path / "personer.key"
    write_new_key(path)
    monkeypatch.setenv(KEY_FILE, str(path))
    real = Key.from_environment(synthetic=False)
    demo = Key.from_environment(synthetic=True)
    monkeypatch.delenv(KEY_FILE)
    assert demo == Key.from_environment(synthetic=True) != real


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("010190-1234", True),
        ("sag 0101901234", True),
        ("010190 1234", True),
        ("990190-1234", False),
        ("2023-000123", False),
        ("20230001234", False),
        ("Afd. 24", False),
    ],
)
def test_a_date_and_four_digits_look_like_a_cpr(text, found):
    assert may_contain_cpr(text) is found
