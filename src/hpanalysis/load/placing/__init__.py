"""Finds the area of each row: by address, by department, by the area's name, or by where the person lived on a date.

In: texts of a delivered file and the plan's areas. Out: ids of areas. No address leaves this room.
"""
