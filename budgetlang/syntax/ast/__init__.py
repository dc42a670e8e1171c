"""The syntax tree. Import its classes from `base`, `budget`, `cube` and `layout`."""
