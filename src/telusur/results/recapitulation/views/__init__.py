"""What people on duty at an election see: what waits, the form to type, the polling station with its history."""
