"""Layouts of published plans and notices: which words of a document stand under which label, one module a family."""
