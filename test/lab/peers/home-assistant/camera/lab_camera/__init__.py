"""A camera that always sees the same red pixel."""
