"""Documents that others published, read into lines and tables: one module a file format."""
