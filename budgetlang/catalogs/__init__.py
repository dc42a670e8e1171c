"""Official classifications as data: looking codes up, near names, older editions, search, the economic cross-walk."""
