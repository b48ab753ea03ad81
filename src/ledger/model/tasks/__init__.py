"""Tasks in a narrative plan: which of its sentences bind somebody, and to which day or number (目标任务分解表)."""
