"""The map of the areas: shapes alone, with a word and a colour each, beside a table that says the same.

In: the plan's areas.geojson and the counts of the overview. Out: <figure>s for the overview and an area's profile.
"""
