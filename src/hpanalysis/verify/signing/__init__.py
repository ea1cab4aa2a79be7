"""Signatures checked in plain Python: Ed25519, and the SSH format around it.

In: bytes, a signature and keys. Out: whether the signature is of these bytes by this key.
"""
