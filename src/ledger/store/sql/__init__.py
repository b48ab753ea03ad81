"""The tables and views of a published ledger as statements: text alone, no database is asked here."""
