"""Kontrollér pakken med det program, der ligger i den: `python verify.py`. Python 3.11 eller nyere er nok.

In a package this file is verify.py in the bag's root. It is run there and is never imported.
"""

import gc
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.dont_write_bytecode = True  # a folder __pycache__ in the package would be a file that was not signed
gc.disable()  # what is read is held to the end, so that looking for what could be thrown away only takes time
sys.path.insert(0, str(HERE / "data" / "projekt" / "src"))

if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 the auditor's Python is not ours
        sys.stderr.write("Pakken kan ikke kontrolleres med denne Python. Ventet: Python 3.11 eller nyere.\n")
        sys.exit(2)
    from hpanalysis.verify import main

    sys.exit(main([str(HERE), *sys.argv[1:]]))
