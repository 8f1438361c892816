"""Report, evaluation and signals computed anew from the exported document, by code written apart.

``records``, ``calendar``, ``statistics``, ``levels``, ``results``, ``sponsor``, ``signals`` and
``sentences`` read plain dicts and import nothing of the product: they were written from the brief
on how outcomes are measured, the design and ``docs/``, not from the rules. ``programmes`` makes
documents by chance, ``products`` asks the product, ``compare`` names what differs.
"""
