"""Work for the tests of `notebooks.workers`: what a job asks for is done in the worker's process."""

import os

from hpanalysis.errors import Stop


def work(job):
    _, what, given = job
    if what == "square":
        return given * given
    if what == "environment":
        return os.environ[given]
    if what == "pid":
        return os.getpid()
    if what == "stop":
        raise Stop(given)
    if what == "die":
        os.kill(os.getpid(), given)
    raise ValueError(given)
