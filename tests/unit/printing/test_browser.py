import pytest

from hpanalysis import printing
from hpanalysis.errors import Stop, WrongUse
from hpanalysis.printing import browser


def _program(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("name", browser.NAMES)
def test_a_browser_on_the_path_is_found_by_any_of_its_names(tmp_path, name):
    program = _program(tmp_path / name)
    assert printing.find_browser(environment={"PATH": str(tmp_path)}).program == program


@pytest.mark.parametrize("variable", ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"])
@pytest.mark.parametrize(
    "file",
    [
        "Google/Chrome/Application/chrome.exe",
        "Chromium/Application/chrome.exe",
        "Microsoft/Edge/Application/msedge.exe",
    ],
)
def test_a_browser_is_found_where_windows_keeps_it(tmp_path, variable, file):
    program = _program(tmp_path / file)
    assert printing.find_browser(environment={variable: str(tmp_path)}).program == program


@pytest.mark.parametrize("app", ["Chromium", "Google Chrome", "Microsoft Edge"])
def test_a_browser_is_found_where_a_mac_keeps_it(tmp_path, app):
    program = _program(tmp_path / "Applications" / f"{app}.app" / "Contents" / "MacOS" / app)
    assert printing.find_browser(environment={"HOME": str(tmp_path)}).program == program


def test_the_browser_named_goes_before_the_variable_and_the_variable_before_those_found(tmp_path):
    on_path, by_variable, named = (_program(tmp_path / name) for name in ("chromium", "variable", "named"))
    environment = {"PATH": str(tmp_path)}
    assert printing.find_browser(environment=environment).program == on_path
    environment[browser.VARIABLE] = str(by_variable)
    assert printing.find_browser(environment=environment).program == by_variable
    assert printing.find_browser(named, environment).program == named


def test_without_a_browser_the_message_says_how_to_get_one(tmp_path):
    with pytest.raises(Stop) as stop:
        printing.find_browser(environment={"PATH": str(tmp_path)})
    assert stop.value.exit_code == 1
    for said in ("Chromium", "Google Chrome", "Microsoft Edge", "Installér", "--browser", "»Gem som PDF«"):
        assert said in str(stop.value)


def test_a_browser_that_is_named_and_not_there_is_wrong_use_and_no_other_is_taken(tmp_path):
    _program(tmp_path / "chromium")
    with pytest.raises(WrongUse, match="»ukendt«"):
        printing.find_browser(tmp_path / "ukendt", {"PATH": str(tmp_path)})
    with pytest.raises(WrongUse):
        printing.find_browser(environment={"PATH": str(tmp_path), browser.VARIABLE: str(tmp_path / "ukendt")})
