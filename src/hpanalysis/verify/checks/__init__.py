"""The checks of a package, one module each, with the Danish name that is printed of it.

In: an opened package. Out: an `Outcome`. A check may also raise, since the files are not trusted to have their form:
`hpanalysis.verify.check` makes an outcome of that.
"""
