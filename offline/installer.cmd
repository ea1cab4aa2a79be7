@echo off
rem Installerer hpanalysis i denne mappe uden internet. Dobbeltklik, eller skriv installer.cmd.
rem Ligger Python et andet sted:  installer.cmd "C:\Program Files\Python311\python.exe"
rem Der bruges hverken PowerShell eller activate, saa ingen ExecutionPolicy kan staa i vejen.
rem Vinduet bliver staaende, til der trykkes paa en tast; »installer.cmd ^<nul« venter ikke.
setlocal
chcp 65001 >nul
cd /d "%~dp0"
set /p NEEDED=<python-version.txt
set "PYTHON="
if not "%~1"=="" set PYTHON="%~1"
if not defined PYTHON (py -%NEEDED% -c "" >nul 2>&1 && set "PYTHON=py -%NEEDED%")
if not defined PYTHON (python -c "" >nul 2>&1 && set "PYTHON=python")
if not defined PYTHON (
  echo Python blev ikke fundet. Ventet: Python %NEEDED%. Bed it-afdelingen installere den, eller skriv installer.cmd "stien til python.exe".
  goto failed
)
%PYTHON% -c "import sys; sys.exit('%%d.%%d' %% sys.version_info[:2] != '%NEEDED%')"
if errorlevel 1 (
  echo Denne mappe er lavet til Python %NEEDED%, og den fundne er en anden. Skriv installer.cmd "stien til python.exe", eller bed om en mappe, der passer.
  goto failed
)
if not exist wheels (
  echo Mappen wheels mangler. Kopiér hele mappen, og kør igen.
  goto failed
)
echo Installerer i .venv (et par minutter) ...
if exist .venv rmdir /s /q .venv
%PYTHON% -m venv .venv || goto broken
set PIP_NO_INDEX=1
set PIP_DISABLE_PIP_VERSION_CHECK=1
set PIP_FIND_LINKS=wheels
.venv\Scripts\python.exe -m pip install --quiet --compile --require-hashes -r requirements-offline.txt || goto broken
.venv\Scripts\python.exe -m pip install --quiet --no-deps --no-build-isolation --editable . || goto broken
echo Færdig. Prøv: .venv\Scripts\hpanalysis.exe demo, og derefter .venv\Scripts\hpanalysis.exe run 2026H1
echo JupyterLab: .venv\Scripts\jupyter.exe lab notebooks\START.ipynb
pause
exit /b 0
:broken
echo Installationen blev ikke færdig. Er mappen kopieret helt, og er der plads på disken? Kør igen.
:failed
pause
exit /b 1
