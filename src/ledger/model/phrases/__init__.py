"""The grammar of 整改时限, a family of forms each; `model.deadline` reads a whole phrase with them."""
