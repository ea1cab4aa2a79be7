"""What the plan's parties have promised, judged a second time: rounds, what is due, and how each promise stands.

Written anew of docs/plan_files.md and of the standard library; nothing of the program's `followup` is used.
"""
