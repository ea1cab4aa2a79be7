"""Whom activities are for, as far as an extract knows them: one file a target group.

`definitions.catalogue` finds what is declared here; activities.csv names a group by its file's name.
"""
