#!/bin/sh
# Installerer hpanalysis i denne mappe uden internet. Kør: sh installer.sh
set -eu
cd "$(dirname "$0")"
NEEDED=$(cat python-version.txt)
if [ -z "${PYTHON:-}" ]; then
  PYTHON=python$NEEDED
  command -v "$PYTHON" >/dev/null || PYTHON=python3
fi
command -v "$PYTHON" >/dev/null || {
  echo "Python blev ikke fundet. Ventet: Python $NEEDED. Installér den, eller skriv PYTHON=/sti/til/python sh installer.sh" >&2
  exit 1
}
"$PYTHON" -c "import sys; sys.exit('%d.%d' % sys.version_info[:2] != '$NEEDED')" || {
  echo "Denne mappe er lavet til Python $NEEDED, og den fundne er en anden. Vælg en med PYTHON=/sti/til/python$NEEDED sh installer.sh" >&2
  exit 1
}
[ -d wheels ] || { echo "Mappen wheels mangler. Kopiér hele mappen, og kør igen." >&2; exit 1; }
echo "Installerer i .venv (et par minutter) ..."
rm -rf .venv
"$PYTHON" -m venv .venv
export PIP_NO_INDEX=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_FIND_LINKS=wheels PYTHONDONTWRITEBYTECODE=
.venv/bin/python -m pip install --quiet --compile --require-hashes -r requirements-offline.txt
.venv/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
echo "Færdig. Prøv: .venv/bin/hpanalysis demo, og derefter .venv/bin/hpanalysis run 2026H1"
echo "JupyterLab: .venv/bin/jupyter lab notebooks/START.ipynb"
