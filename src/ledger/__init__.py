"""`ledger`: the rectification of inspection findings, one issue and one plan a file (督察整改台账, 一项一方案)."""

__version__ = "0.1.0"
