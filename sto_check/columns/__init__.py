"""The fourth reading: facts of many applications as columns, and the rules over all of them at once.

Every comparison word is read by what it says of itself in :mod:`sto_check.scheme.operators`, as the solver reads it
too; here it becomes an expression of Ibis, which DuckDB runs. It says what comes out and not why: the reasons of one
application are :func:`sto_check.check`'s.
"""
