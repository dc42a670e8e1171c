"""Facts out of statements: which amounts at the lowest level say what the tables of a document say.

Tables show the same money from several sides, and no table shows all of them: one has the kinds of spending, another
the funds. For each code (unit, project) the unknown amounts at all combinations of the other dimensions are found
from everything that is stated about it; blank cells, and those of the levels above, say where nothing is.
"""
