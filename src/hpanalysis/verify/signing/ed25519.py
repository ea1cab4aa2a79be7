"""Ed25519 signatures verified (RFC 8032, section 5.1.7) in plain integers; nothing here is secret, so time may vary.

The equation is checked without the cofactor: the encoding of [S]B - [k]A must be the very bytes of R. RFC 8032 allows
it, and ssh-keygen does the same, so what holds here holds there. Refused is what has two encodings: an S of the order
or more, a y of the prime or more, a zero x with a sign. A key of small order is refused too, because under it a
signature proves nothing.
"""

from __future__ import annotations

import hashlib

_P = 2**255 - 19
_ORDER = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, _P) % _P
_ROOT = pow(2, (_P - 1) // 4, _P)  # a square root of -1

# A point by extended coordinates X, Y, Z, T: x = X/Z, y = Y/Z, xy = T/Z (RFC 8032, section 5.1.4).
_Point = tuple[int, int, int, int]
_NEUTRAL: _Point = (0, 1, 1, 0)


def _add_points(p: _Point, q: _Point) -> _Point:
    """The sum of two points of the curve, by the formulas of RFC 8032, section 5.1.4 (whose letters the variables
    have). Called at each step when a signature is verified."""
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % _P, (p[1] + p[0]) * (q[1] + q[0]) % _P
    c, d = 2 * p[3] * q[3] * _D % _P, 2 * p[2] * q[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _multiply_point(scalar: int, point: _Point) -> _Point:
    """A point of the curve added to itself `scalar` times, by doubling; 0 times gives the neutral point. Called when a
    signature of a package is checked: for its key, and for the two sides of the equation that it must meet. scalar: not
    negative."""
    product = _NEUTRAL
    while scalar:
        if scalar & 1:
            product = _add_points(product, point)
        point, scalar = _add_points(point, point), scalar >> 1
    return product


def _recover_x(y: int, sign: int) -> int | None:
    """The x of a point of the curve by its y and the lowest bit of x (`sign`); None where no point has them (RFC 8032,
    section 5.1.3). Called for each key, and once on import for the base point."""
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT % _P
    if (x * x - square) % _P or (x == 0 and sign):
        return None
    return _P - x if x & 1 != sign else x


def _decode_point(encoded: bytes) -> _Point | None:
    """The point that 32 bytes of a public key encode; None where they are no point, or are written in another way than
    the shortest. Called for each signature, before anything is computed of its key."""
    whole = int.from_bytes(encoded, "little")
    y, sign = whole & (2**255 - 1), whole >> 255
    x = _recover_x(y, sign) if y < _P else None
    return None if x is None else (x, y, 1, x * y % _P)


def _encode_point(point: _Point) -> bytes:
    """The 32 bytes of a point: y, and the lowest bit of x in the highest bit. Called when a signature is verified, to
    compare points by their bytes, since a point has many coordinates and one encoding."""
    inverse = pow(point[2], -1, _P)
    x, y = point[0] * inverse % _P, point[1] * inverse % _P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def _negate_point(point: _Point) -> _Point:
    """The negative of a point: the two add up to the curve's zero, so adding it subtracts the point. Called once for
    each signature, to subtract the key's multiple."""
    return -point[0] % _P, point[1], point[2], -point[3] % _P


def _find_base_point() -> _Point:
    """The point B that every key and signature is a multiple of: y = 4/5, and x is even (RFC 8032, section 5.1). Called
    once, when this module is imported."""
    y = 4 * pow(5, -1, _P) % _P
    x = _recover_x(y, 0)
    assert x is not None  # the standard's own point lies on the curve
    return x, y, 1, x * y % _P


_BASE = _find_base_point()


def verify_signature(key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether an Ed25519 signature (64 bytes) of a message is by a public key (32 bytes); False for anything malformed,
    and for a weak key (one of small order). Called for each signature of a package that is verified. message: the bytes
    that were signed."""
    if len(key) != 32 or len(signature) != 64:
        return False
    point, s = _decode_point(key), int.from_bytes(signature[32:], "little")
    if point is None or s >= _ORDER or _encode_point(_multiply_point(8, point)) == _encode_point(_NEUTRAL):
        return False
    digest = hashlib.sha512(signature[:32] + key + message).digest()
    k = int.from_bytes(digest, "little") % _ORDER
    r = _add_points(_multiply_point(s, _BASE), _multiply_point(k, _negate_point(point)))
    return _encode_point(r) == signature[:32]
