import sys

import pytest

from hpanalysis import cli
from hpanalysis.errors import Stop, describe_safely, format_finding


def test_a_finding_has_its_parts_in_order_and_leaves_out_what_is_not_said():
    whole = format_finding("»a.csv«", "Filen er tom.", expected="rækker.", do="Bed om en ny.", ask="skolen.")
    assert whole == "»a.csv«: Filen er tom. Ventet: rækker. Gør sådan: Bed om en ny. Spørg: skolen."
    assert format_finding("", "Filen er tom.") == "Filen er tom."


def test_an_unforeseen_error_is_told_by_type_and_place_only():
    try:
        int("010203-1234")
    except ValueError as error:
        said = describe_safely(error)
    assert said.startswith("ValueError i test_errors.py, linje ")
    assert "1234" not in said
    assert describe_safely(Stop("Filen mangler.")) == "Filen mangler."


def test_a_notebook_shows_the_sentence_of_a_stop_and_none_of_the_code(capsys):
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell()
    result = shell.run_cell("from hpanalysis.errors import Stop\nraise Stop('Filen mangler.', do='Bed om den.')")
    assert isinstance(result.error_in_exec, Stop)
    assert capsys.readouterr().out.strip() == "Filen mangler. Gør sådan: Bed om den."


def test_the_command_line_never_prints_the_message_of_an_unforeseen_error(monkeypatch, capsys):
    def fail(*arguments, **options):
        raise ValueError("010203-1234")

    monkeypatch.setattr(cli.command_line, "app", fail)
    monkeypatch.setattr(sys.stdout, "reconfigure", lambda **options: None, raising=False)
    monkeypatch.setattr(sys.stderr, "reconfigure", lambda **options: None, raising=False)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    said = capsys.readouterr().err
    assert ended.value.code == 1
    assert "uventet fejl (ValueError i test_errors.py, linje " in said
    assert "1234" not in said
    assert "Traceback" not in said
