"""The help is Danish, whole, and about every command; a wrong line is told what is wrong and what was meant."""

import re
from pathlib import Path

import pytest
import typer

import commands
from hpanalysis.cli import app
from hpanalysis.cli.help_text import Command, name_parameter

PROGRAM = typer.main.get_command(app)
COMMANDS = sorted(PROGRAM.commands)
# What the library would write in English.
ENGLISH = re.compile(r"Usage|Options|Commands|Arguments|Show this|required|default|<path>|TEXT|\.\.\.$", re.MULTILINE)


def run(*arguments, **environment):
    done = commands.run(arguments, Path.cwd(), environment)
    assert "Traceback" not in done.stderr
    return done


def test_a_bare_command_shows_the_help():
    bare, asked, short = run(), run("--help"), run("-h")
    assert bare.stdout == asked.stdout == short.stdout and bare.stdout
    assert [done.returncode for done in (bare, asked, short)] == [0, 0, 0]
    panels = [line.rstrip(":") for line in bare.stdout.splitlines() if line.endswith(":") and not line.startswith(" ")]
    assert panels[:3] == ["Halvåret", "Opslag og kontrol", "Til revisor"]


@pytest.mark.parametrize("width", ["40", "80", "200"])
def test_the_help_names_every_command_with_its_whole_sentence_at_any_width(width):
    said = run("--help", COLUMNS=width).stdout
    assert not ENGLISH.search(said)
    as_one_line = " ".join(said.split())
    for name, command in PROGRAM.commands.items():
        sentence = " ".join(command.help.split()).split(". ")[0]
        assert f"{name} {sentence}" in as_one_line, name


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_tells_of_all_that_it_takes(name):
    command = PROGRAM.commands[name]
    assert isinstance(command, Command)
    done = run(name, "-h")
    assert done.returncode == 0 and not ENGLISH.search(done.stdout)
    as_one_line = " ".join(done.stdout.split())
    assert " ".join(command.help.split()) in as_one_line
    for param in command.params:
        assert param.help, f"{name}: {param.name}"
        assert name_parameter(param) in done.stdout
        assert " ".join(param.help.split()) in as_one_line
        # What stands for a value is chosen by us, for the library's word would be English.
        assert param.param_type_name == "argument" or param.is_flag or param.metavar, f"{name}: {param.name}"
    assert "Fx:\n  " in done.stdout


def test_the_version_is_told():
    assert re.fullmatch(r"hpanalysis \d+\.\d+\.\d+\S*\n", run("--version").stdout)


@pytest.mark.parametrize(
    ("line", "wrong", "advice"),
    [
        (["rn"], "Kommandoen »rn« findes ikke.", "Mente du »run«?"),
        (["koer"], "Kommandoen »koer« findes ikke.", "Skriv »hpanalysis --help«"),
        (["--hurtigt"], "Tilvalget --hurtigt findes ikke til »hpanalysis«.", "Skriv »hpanalysis --help«"),
        (
            ["--jobs", "2", "run", "2026H1"],
            "Tilvalget --jobs står før kommandoen. Ventet: tilvalget efter",
            "run … --jobs",
        ),
        (["run"], "HALVÅR mangler på linjen. Ventet: halvåret, fx 2026H1.", "Skriv »hpanalysis run --help«"),
        (["run", "2026H1", "--job", "1"], "Tilvalget --job findes ikke til »hpanalysis run«.", "Mente du »--jobs«?"),
        (
            ["run", "2026H1", "--jobs", "0"],
            "»0« kan ikke bruges til --jobs. Ventet: et helt tal, der",
            "Skriv",
        ),
        (
            ["run", "2026H1", "--edition", "x"],
            "»x« kan ikke bruges til --edition. Ventet: offentlig eller",
            "Skriv",
        ),
        (["run", "2026H1", "--jobs"], "Tilvalget --jobs mangler sin værdi.", "Skriv »hpanalysis run --help«"),
        (["run", "2026H1", "--publish-again=ja"], "Tilvalget --publish-again har ingen værdi.", "Skriv"),
        (["run", "2026H1", "2026H2"], "Der står for meget på linjen. Ventet: HALVÅR.", "Skriv »hpanalysis run --help«"),
        (["list", "2026H1"], "Der står for meget på linjen. Ventet: kun tilvalg.", "Skriv »hpanalysis list --help«"),
        (["follow-up", "2026H1"], "»2026H1« kan ikke bruges som ÅR. Ventet: regnskabsåret, fx 2026.", "Skriv"),
        (["package", "2026H1"], "Tilvalget --to mangler. Ventet: filen, pakken skrives til", "package --help"),
        (["completion", "cmd"], "»cmd« kendes ikke.", "completion bash"),
        (["locate", "Vej", "12"], "Der står for meget på linjen. Ventet: ADRESSE.", "Sæt anførselstegn om adressen."),
        (["run", "26H1"], "Halvåret kendes ikke.", "Skriv »hpanalysis list«"),
    ],
)
def test_a_wrong_line_is_told_what_is_wrong_and_what_to_write(line, wrong, advice):
    done = run(*line)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(wrong), done.stderr
    assert advice in done.stderr.split("Gør sådan: ")[1]
    assert done.stderr.count("\n") == 1


def test_what_may_be_a_person_is_not_repeated():
    number = "0101" + "01-0014"
    said = run("run", "2026H1", "--jobs", number).stderr
    assert "0014" not in said and said.startswith("»…« kan ikke bruges til --jobs.")


def test_a_half_year_may_be_written_in_small_letters():
    upper, lower = (run("new", half_year, "--raw", "findes-ikke") for half_year in ("2023H1", "2023h1"))
    assert upper.stderr == lower.stderr and upper.returncode == lower.returncode == 2
    assert "før planens første halvår" in lower.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_a_shell_gets_a_script_that_asks_this_program(shell):
    said = run("completion", shell).stdout
    assert "_HPANALYSIS_COMPLETE" in said and "hpanalysis" in said


def test_the_program_answers_what_a_line_may_be_completed_to():
    asked = {"_HPANALYSIS_COMPLETE": "complete_bash", "COMP_WORDS": "hpanalysis pac", "COMP_CWORD": "1"}
    assert run(**asked).stdout.split() == ["package"]
    asked |= {"COMP_WORDS": "hpanalysis run --publ", "COMP_CWORD": "2"}
    assert run(**asked).stdout.split() == ["--publish-again"]
