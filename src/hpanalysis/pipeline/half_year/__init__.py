"""The steps of a half-year's run (`pipeline.publish_run`): what it depends on, its tables, and its way out.

In: data/raw, params and what lies published. Out: tables in data/processed and data files beside the pages.
"""
