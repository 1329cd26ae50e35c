"""Blackening (penghitaman): where a box lies on a page, which words it takes away, and what is proposed for it."""
