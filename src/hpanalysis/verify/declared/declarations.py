"""All that the package's own program and plan declare, read once for all the checks of a package that ask for it."""

from __future__ import annotations

from functools import cached_property

from hpanalysis.verify.declared.indicators import Indicator, read_indicators
from hpanalysis.verify.declared.plan import Plan
from hpanalysis.verify.declared.reports import ReportPage, list_report_pages
from hpanalysis.verify.declared.source_code import SourceCode
from hpanalysis.verify.opening.package import Package


class Declarations:
    """What the program and the plan in a package declare. Made once for each package that is verified, and given to
    each check that holds the publication against it; every part is read when it is first asked for."""

    def __init__(self, package: Package) -> None:
        """Keep the package's program and plan; nothing is read yet. Called with the package that is verified."""
        self.source, self.plan = SourceCode(package), Plan(package)

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """The indicators that the program declares, by key; empty where it declares none in a form that is read here.
        Read by the checks `definitioner` and `planen`."""
        return read_indicators(self.source)

    @cached_property
    def report_pages(self) -> list[ReportPage] | None:
        """The pages that the program makes of the half-year by notebooks; None where program or plan do not tell it in
        a form that is read here. Read by the checks `sider` and `notesboeger`."""
        return list_report_pages(self.source, self.plan)
