"""Two branches of one issue brought together, over trees of texts: fields, lists, histories, and the event of it."""
