"""What a check found, in the forms that CI systems and people read; a module for each."""
