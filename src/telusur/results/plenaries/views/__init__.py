"""The pages of a plenary for those on duty, and what everybody reads of its results."""
