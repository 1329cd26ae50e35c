"""Parsers of files that strangers send. They run as `python -I -m …rules.reading`, in a process of their own with
limits of memory and time (`services.parsing`), so that a hostile file ends that process and nothing else.

The file is standard input; the job is the one argument, as JSON; the answer is one JSON value on standard output.
Pictures are written to the folder that the job names.
"""
