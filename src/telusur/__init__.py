"""Telusur: the open office of an election commission."""

__version__ = "0.1.0"
