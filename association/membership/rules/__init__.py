"""Joining the Association: `names` of the rules with their clauses, `checklist` of papers, `procedure` of states.

Clause 3.1 prints its grounds without letters; «а», «б», «в», «г» name them in order.
"""
