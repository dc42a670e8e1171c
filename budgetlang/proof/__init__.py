"""Whether whole numbers exist that satisfy many bounds and sums at once: exact, and without any floating point.

`system` says what is known, `propagation` carries bounds along the sums, `explanation` finds the smallest part that
cannot hold, `witness` finds numbers that satisfy everything, `linear` asks a solver where these two are silent and
believes nothing of what it says before it is checked in whole numbers. Nothing here knows what a budget is.
"""
