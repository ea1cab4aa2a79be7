"""Follow a Danish boligsocial helhedsplan: from raw extracts to published reports."""

__version__ = "0.1.0"
