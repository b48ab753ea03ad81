"""A static site: pages, one style sheet, one script, and the ledger as data that the script searches by itself."""
