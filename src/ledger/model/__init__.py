"""What an issue and its plan are, and what may happen to them: pure functions over frozen values."""
