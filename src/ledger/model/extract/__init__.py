"""What stands inside the words of a published plan: numbers, units, days, measures, targets; alike for all layouts."""
