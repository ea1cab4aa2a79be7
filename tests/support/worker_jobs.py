"""Work for the tests of `notebooks.workers`: what a job asks for is done in the worker's process."""

import os
import subprocess
import sys
import warnings

from hpanalysis.errors import Stop


def work(job):
    _, what, given = job
    if what == "square":
        return given * given
    if what == "environment":
        return os.environ[given]
    if what == "pid":
        return os.getpid()
    if what == "shout":
        print(given)
        print(given, file=sys.stderr)
        warnings.warn(given, stacklevel=1)
        for descriptor in (1, 2):
            os.write(descriptor, given.encode())
        return subprocess.run([sys.executable, "-c", f"print({given!r}, flush=True)"], check=True).returncode
    if what == "stop":
        raise Stop(given)
    if what == "die":
        os.kill(os.getpid(), given)
    raise ValueError(given)
