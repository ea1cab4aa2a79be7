"""The sections of the report moede: the checklist before the next meeting of each body.

In: an accounting year as `followup` judged it. Out: blocks for the notebook; what they say of promises, hours and goals
is what the reports themselves say, with a link to each.
"""
