"""referat: the package is the one that the board's minutes name, by its code or by its whole digest.

Only this shows that a package was not made anew as a whole, for whoever does that can make all else in it agree.
"""

from __future__ import annotations

from collections.abc import Iterator

from hpanalysis.verify.opening.outcomes import Outcome, State, conclude, make_printable
from hpanalysis.verify.opening.package import Package
from hpanalysis.verify.opening.short_code import write_code

NAME = "referat"
_NOT_GIVEN = "Der er ikke givet nogen kode eller kontrolsum fra bestyrelsens referat."


def _find_problems(package: Package, digest: str | None, code: str | None) -> Iterator[str]:
    """A Danish sentence for each of code and digest that is another than the package's. Called where one is given."""
    own = write_code(package.digest)
    if code is not None and code != own:
        yield f"Pakkens kode er {own}, og der er ventet {make_printable(code)}, så det er en anden pakke."
    if digest is not None and digest.strip().lower() != package.digest:
        yield "Pakkens kontrolsum er ikke den, der er ventet, så det er en anden pakke."


def check(package: Package, digest: str | None = None, code: str | None = None) -> Outcome:
    """The check `referat`: whether the package is the one that is expected. Called once for each package that is
    verified. digest, code: as the minutes give them, the code in the form of `write_code`; None where they are not
    given, and without any of them the check is not made."""
    if digest is None and code is None:
        return Outcome(NAME, State.NOT_CHECKED, _NOT_GIVEN)
    given = {"Koden": code, "Kontrolsummen": digest}
    told = [f"{word} er den, der er ventet." for word, value in given.items() if value is not None]
    return conclude(NAME, _find_problems(package, digest, code), " ".join(told))
