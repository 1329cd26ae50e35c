"""The pages of councils: what everybody reads of their seats, and what an office does at its desk."""
