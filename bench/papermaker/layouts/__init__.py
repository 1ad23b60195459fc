"""How papers look: blocks that arrange items, and plans that put blocks together, divided into families.

A plan belongs to the family `train` (papers for fitting) or `test` (papers for judging); no plan is in both.
"""
