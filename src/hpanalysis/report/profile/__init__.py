"""The profile of an area: its figures beside the municipality's, their courses, and the plan's facts about it.

In: cells that may be shown and the plan's facts. Out: sections of omraadeprofil.
"""
