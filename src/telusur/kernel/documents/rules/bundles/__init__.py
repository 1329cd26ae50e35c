"""A bundle: the papers of a case joined into one file that strangers can check without our database.

`parts` names what came of each paper, `pages` tells a page from any other, `manifest` is the list of digests that goes
with the bundle, `checking` is what `telusur bundle verify` does.
"""
