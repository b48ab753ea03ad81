"""The workbook: the office's ledger in Excel form. The only package that knows openpyxl."""
