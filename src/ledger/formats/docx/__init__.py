"""Letters and notices: the office's own Word documents, filled in."""
