import pytest

from hpanalysis import strict_yaml
from hpanalysis.errors import Stop


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\na: 2\n", "nøglen står to gange"),
        ("a: &x 1\nb: *x\n", "mærke"),
        ("a: !!python/object/apply:os.system [ls]\n", "mærke"),
        ("a: [1\n", "kan ikke læses"),
        ("- 1\n", "tom eller har ingen nøgler"),
        ("", "tom eller har ingen nøgler"),
    ],
)
def test_what_is_not_plain_yaml_is_refused_with_the_files_name(tmp_path, text, said):
    path = tmp_path / "2026H1.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Stop, match=said) as stop:
        strict_yaml.read(path)
    assert "»2026H1.yaml«" in str(stop.value)


def test_another_encoding_is_refused(tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_bytes("navn: Sjællandsgade".encode("cp1252"))
    with pytest.raises(Stop, match="tegnsættet"):
        strict_yaml.read(path)


def test_plain_values_are_read(tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_text("a: 1\nb: [x, y]\nc: {d: 2025-08-01}\n", encoding="utf-8")
    assert strict_yaml.read(path)["b"] == ["x", "y"]
