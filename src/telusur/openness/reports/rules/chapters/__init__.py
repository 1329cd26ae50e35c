"""The eight chapters of Perki 1/2021 Pasal 56, a module for each kind of matter."""
