"""The folder of YAML files, which is the only truth."""
