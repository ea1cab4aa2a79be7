"""The charts of a page as files of their own: what each drawing and each table holds, by the page it stands on.

Standard library only. A run writes the files, the auditor and `hpanalysis verify` hold them against the page.
"""
