"""A course in time: from meetings and an order of entries to dates. Pure; nothing here reads a clock."""
