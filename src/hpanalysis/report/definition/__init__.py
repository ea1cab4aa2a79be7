"""The page of an indicator: what is declared of it, every figure of it that was published, and what is behind them.

In: the definitions, the judged table and the finished pages. Out: pages definition-<indicator>.html.
"""
