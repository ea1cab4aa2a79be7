"""Published files -> certificate: whether anything about a person can be worked out from what is published.

This room is the protector's opponent. It shares no code and no table with the rooms that make the figures: it reads
what lies in reports/, as a stranger would, and rebuilds from the published definitions what holds between the counts.
"""

from hpanalysis.audit.audit import audit, published
from hpanalysis.audit.certificate import Certificate, as_json
from hpanalysis.published.failures import Failure, Fault

__all__ = ["Certificate", "Failure", "Fault", "as_json", "audit", "published"]
