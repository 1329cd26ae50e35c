"""The checks, a module for each family. A check takes a report and yields what is wrong with it."""
