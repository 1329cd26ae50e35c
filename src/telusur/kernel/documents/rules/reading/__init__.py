"""Parsers of files that strangers send. They run below `python -I -m …rules.reading`, each file in a process of its own
with limits of memory and time (`services.parsing`, `serving`): a hostile file ends that process and nothing else.

The file is standard input; the job comes as JSON by a socket; the answer is one JSON value on standard output.
Pictures are written to the folder that the job names.
"""
