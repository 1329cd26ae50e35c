"""The release check: what a file holds beside what it shows, found before the file leaves the house."""
