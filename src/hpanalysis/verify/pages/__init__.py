"""What pages say and show, read a second time by the verifier: their form, their words, their counts, their
drawings."""
