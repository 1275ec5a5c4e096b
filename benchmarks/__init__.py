"""Programs that measure detector; they print tables and need data that is not in the repository."""
