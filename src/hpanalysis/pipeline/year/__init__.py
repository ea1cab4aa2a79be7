"""The reports of an accounting year, made from the secretariat's logs and a published half-year.

In: the logs and reports/. Out: reports/regnskabsaar-<year>/; no figure is computed here.
"""
