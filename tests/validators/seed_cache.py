"""Put the RO-Crate 1.1 context into rocrate-validator's cache: `python seed_cache.py CACHE`, in the validators' venv.

The validator fetches the context of a crate by its address; the tests have no network. ro-crate-1.1-context.jsonld is
version 1.1.3 as the specification publishes it (https://w3id.org/ro/crate/1.1/context; CC0).
"""

import io
import sys
from pathlib import Path

from requests.adapters import HTTPAdapter
from requests_cache import CachedSession
from urllib3 import HTTPResponse

CONTEXT = "https://w3id.org/ro/crate/1.1/context"
FILE = Path(__file__).with_name("ro-crate-1.1-context.jsonld")


class FromFile(HTTPAdapter):
    """Answers every request with the file."""

    def send(self, request, **_):
        body, headers = io.BytesIO(FILE.read_bytes()), {"Content-Type": "application/ld+json"}
        raw = HTTPResponse(body, headers, 200, preload_content=False, request_url=request.url)
        return self.build_response(request, raw)


session = CachedSession(sys.argv[1], backend="sqlite", expire_after=-1)
session.mount("https://", FromFile())
session.get(CONTEXT).raise_for_status()
