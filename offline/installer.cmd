@echo off
rem Installerer hpanalysis i denne mappe uden internet. Dobbeltklik, eller skriv installer.cmd.
rem Der bruges hverken PowerShell eller activate, saa ingen ExecutionPolicy kan staa i vejen.
setlocal
chcp 65001 >nul
cd /d "%~dp0"
set PYTHON=py -3
if not "%~1"=="" set PYTHON=%~1
%PYTHON% -c "import sys; sys.exit(sys.version_info < (3, 11))"
if errorlevel 1 (
  echo Python 3.11 eller nyere mangler. Vælg en anden med fx: installer.cmd "py -3.12"
  exit /b 1
)
if not exist wheels (
  echo Mappen wheels mangler. Kopiér hele mappen, og kør igen.
  exit /b 1
)
echo Installerer i .venv (et par minutter) ...
if exist .venv rmdir /s /q .venv
%PYTHON% -m venv .venv || exit /b 1
set PIP_NO_INDEX=1
set PIP_DISABLE_PIP_VERSION_CHECK=1
set PIP_FIND_LINKS=wheels
.venv\Scripts\python.exe -m pip install --quiet --compile --require-hashes -r requirements-offline.txt || exit /b 1
.venv\Scripts\python.exe -m pip install --quiet --no-deps --no-build-isolation --editable . || exit /b 1
echo Færdig. Prøv: .venv\Scripts\hpanalysis.exe demo, og derefter .venv\Scripts\hpanalysis.exe run 2026H1
echo JupyterLab: .venv\Scripts\jupyter.exe lab notebooks\START.ipynb
