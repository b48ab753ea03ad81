"""What `check` looks for: one module per family of rules."""
