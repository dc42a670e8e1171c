"""Brings budget files into their one layout. The entrance is `formatter.format.format_text`."""
