"""The sections of the report fremdrift: what the parties promised, what was delivered, and who owes what.

In: an accounting year's promises, milestones and hours, as `followup` judged them. Out: blocks for the notebook; no
number is worked out here but sums and counts of what the year's CSV files have.
"""
