"""The secretariat's two files, read and checked.

In: params/opfoelgning.yaml and params/beredskab.yaml. Out: the logs with every key known, or one `Stop` that names
all faults.
"""
