"""Tables of amounts: recognised by their headers and codes, read as statements about the cube."""
