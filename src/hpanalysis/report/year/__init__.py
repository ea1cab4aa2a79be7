"""The sections of the accounting year's reports, lbf_opfoelgning and beredskab.

In: what the secretariat's logs come to, and what is published. Out: sections of a page.
"""
