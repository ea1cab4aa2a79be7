"""JupyterLab as this project runs it: what it saves has no figure in it, and a check keeps git free of them.

`jupyter/` is Jupyter's own configuration. It is installed into the environment with this package (pyproject.toml), so
that `jupyter lab` of that environment reads it however it is started.
"""
