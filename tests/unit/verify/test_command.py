"""The command as the package's own verify.py runs it: bare Python, Danish words, exit codes, never a traceback."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from hpanalysis.errors import WrongUse
from hpanalysis.verify import (
    GROUPS,
    NAMES,
    Outcome,
    Result,
    State,
    check_path,
    describe_result,
    main,
    read_allowed_signers,
)
from hpanalysis.verify.help_text import HELP, HELP_OPTIONS, LEAST_PYTHON, OPTIONS

SOURCE = Path(__file__).resolve().parents[3] / "src"


def bare(*arguments: str, code: str = "from hpanalysis.verify import main; sys.exit(main())"):
    """Without site-packages, environment and the folder one stands in."""
    start = f"import sys; sys.dont_write_bytecode = True; sys.path.insert(0, {str(SOURCE)!r}); "
    command = [sys.executable, "-I", "-S", "-c", start + code, *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=os.environ | {"LC_ALL": "C"})


def test_it_needs_nothing_but_the_standard_library():
    """Nothing that is imported lies outside Python itself and the rooms that the package carries."""
    done = bare(
        code="import hpanalysis.verify; "
        "print('\\n'.join(sorted(n for n in sys.modules if n.split('.')[0] not in sys.stdlib_module_names)))"
    )
    loaded = {name for name in done.stdout.split() if name != "__main__"}
    assert loaded
    rooms = ("hpanalysis.verify", "hpanalysis.published", "hpanalysis.cpr", "hpanalysis.errors")
    assert all(name == "hpanalysis" or name.startswith(rooms) for name in loaded)


@pytest.mark.parametrize("option", [[], ["--previous"]])
def test_a_file_that_is_not_there_is_wrong_use_by_its_name(tmp_path, option):
    done = bare(str(tmp_path), *option, str(tmp_path / "pakke.zip"))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("»pakke.zip«: Pakken findes ikke. Ventet: ") and len(done.stderr.splitlines()) == 1


def test_a_file_that_is_no_package_fails_by_its_name(tmp_path):
    (tmp_path / "pakke.zip").write_bytes(b"no zip")
    done = bare(str(tmp_path / "pakke.zip"))
    assert done.returncode == 1 and "»pakke.zip«" in done.stderr
    assert "Brug ikke pakken" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Der er ikke givet nogen pakke."),
        (["y.zip", "--expect"], "Tilvalget --expect mangler sin værdi (KONTROLSUM)."),
        (["y.zip", "--expect", "--signers", "x"], "Tilvalget --expect mangler sin værdi (KONTROLSUM)."),
        (["y.zip", "--kode=7K3M"], "»7K3M«: Koden kan ikke læses."),
        (["--raw", "x", "y.zip"], "Tilvalget --raw kendes ikke."),
        (["-x", "y.zip"], "Tilvalget -x kendes ikke."),
        (["a.zip", "--expect=1", "--expect=2"], "Tilvalget --expect er givet to gange."),
    ],
)
def test_wrong_use_is_one_danish_sentence_and_exit_code_2(arguments, said):
    done = bare(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"{said} Ventet: ") and "Traceback" not in done.stderr
    assert ("verify.py [PAKKE ...]" in done.stderr) is said.startswith(("Tilvalget", "Der er"))
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("arguments", [["-h"], ["--help"], ["pakke.zip", "--help"], ["--raw", "--help"]])
def test_the_help_is_danish_and_says_what_it_takes_and_what_the_exit_codes_mean(arguments):
    done = bare(*arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == HELP
    for word in ("Python 3.11 eller nyere", "intet netværk", "Slutkoder", "i orden", *OPTIONS, *HELP_OPTIONS):
        assert word in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 104


def test_the_help_names_the_python_that_the_launcher_asks_for():
    launcher = (SOURCE / "hpanalysis" / "verify" / "launcher.py").read_text(encoding="utf-8")
    asked = re.search(r"version_info < \((\d), (\d+)\)", launcher)
    assert ".".join(asked.groups()) == LEAST_PYTHON and f"Ventet: Python {LEAST_PYTHON} eller nyere" in launcher


def test_every_check_is_named_in_its_order_even_if_nothing_is_read(tmp_path):
    (tmp_path / "x.zip").write_bytes(b"no zip")
    result = check_path(tmp_path / "x.zip")
    assert tuple(one.name for one in result.outcomes) == NAMES
    assert result.failing == ("arkiv",)
    assert describe_result(result)[-2:] == [
        f"  De øvrige {len(NAMES) - 1} kontroller er ikke foretaget, for pakken kan ikke læses.",
        "Pakken er ikke i orden: Zip-fil eller mappe.",
    ]


def test_every_check_has_a_label_of_its_own_and_stands_in_a_group_in_its_place():
    labels = {name: label for group in GROUPS.values() for name, label in group.items()}
    assert tuple(labels) == NAMES
    assert len(set(labels.values())) == len(NAMES)
    assert not [label for label in labels.values() if label != label[0].upper() + label[1:] or len(label) > 34]


def test_the_page_on_packages_has_each_check_with_its_label_in_their_order():
    page = (SOURCE.parent / "docs" / "package.md").read_text(encoding="utf-8")
    table = page.partition("| check | printed as | holds if |\n|---|---|---|\n")[2].partition("\n\n")[0]
    told = [tuple(cell.strip() for cell in line.split("|")[1:3]) for line in table.splitlines()]
    assert told == [(name, label) for group in GROUPS.values() for name, label in group.items()]


def test_what_was_checked_is_printed_in_groups_and_columns(tmp_path):
    outcomes = [Outcome(name, State.HOLDS, f"{name} er talt.") for name in NAMES]
    outcomes[1] = Outcome("pose", State.FAILS, "2 fejl.", ("»a.csv« mangler.", "»b.csv« mangler."))
    outcomes[6] = Outcome("underskrifter", State.NOT_CHECKED, "Ord. " * 30)
    told = describe_result(Result(tmp_path / "p.zip", "2026H1", "ab" * 64, tuple(outcomes)))
    assert [line for line in told[1:-3] if not line.startswith(" ")] == list(GROUPS)
    place = told.index("  Filer og kontrolsummer            ikke i orden       2 fejl.")
    assert told[place + 1 : place + 3] == ["    - »a.csv« mangler.", "    - »b.csv« mangler."]
    assert "  Ukendte filer                     i orden            fremmede er talt." in told
    assert max(len(line) for line in told if "SHA-512" not in line) <= 118
    folded = [line for line in told if line.startswith(" " * 50 + " ") and "Ord." in line]
    assert folded and told[-1] == "Pakken er ikke i orden: Filer og kontrolsummer."


def test_a_folder_that_is_no_package_is_refused(tmp_path, capsys):
    (tmp_path / "noter.txt").write_text("x", encoding="utf-8")
    assert main([str(tmp_path)]) == 1
    assert "det er ingen dokumentationspakke" in capsys.readouterr().out


def test_a_name_with_control_characters_does_not_reach_the_screen(tmp_path, capsys):
    assert main([str(tmp_path / "a\x1b[31mb.zip")]) == 2
    (tmp_path / "c\x1b[31md.zip").write_bytes(b"no zip")
    assert main([str(tmp_path / "c\x1b[31md.zip")]) == 1
    told = capsys.readouterr()
    assert "\x1b" not in told.out + told.err


@pytest.mark.parametrize("text", ["", "udarbejdet ssh-rsa AAAA\n", "revisor\n", "\xff"])
def test_a_file_of_who_may_sign_that_cannot_be_read_is_wrong_use(tmp_path, text):
    path = tmp_path / "signers"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(WrongUse):
        read_allowed_signers(path)
    with pytest.raises(WrongUse):
        read_allowed_signers(tmp_path / "findes-ikke")
