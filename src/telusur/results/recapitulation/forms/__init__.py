"""What people on duty fill in, beside the form itself."""
