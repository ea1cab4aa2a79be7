"""What is needed for a row's target, made anew: how far there is to go, the next value, and when it can be known.

Only of rows that are shown, and only where the plan sets a target that can be met. Of shares of single persons, rates
and counts all of it is exact. Of persons' time and of means the independent persons and the spread are not published;
what the printed limits and standard errors leave open bounds the values and the chances.
"""
