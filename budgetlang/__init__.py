"""A plain-text language and compiler for government budget documents."""

__version__ = "0.1.0"
