"""Checking signatures in plain Python: Ed25519, and the SSH format around it.

In: bytes, a signature and keys. Out: whether the signature is of these bytes by this key. It is written here, and not
taken from a library, because an auditor runs the check with a bare Python; tests hold it against ssh-keygen.
"""
