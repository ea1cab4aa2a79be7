"""Published files -> certificate: whether anything about a person can be worked out from what is published.

This room is the protector's opponent. It shares no code and no table with the rooms that make the figures: it reads
what lies in reports/, as a stranger would, and rebuilds from the published definitions what holds between the counts.
So it does some things a second time, on purpose: a mistake in one of the two is then found by the other, while a
mistake in shared code would be made by both.
"""

from hpanalysis.audit.audit import audit
from hpanalysis.audit.certificate import Certificate, render_certificate
from hpanalysis.audit.folder import list_published_folders
from hpanalysis.audit.renewal import keep_certificate, renew_certificate
from hpanalysis.published.failures import Failure, Fault

__all__ = [
    "Certificate",
    "Failure",
    "Fault",
    "audit",
    "keep_certificate",
    "list_published_folders",
    "render_certificate",
    "renew_certificate",
]
