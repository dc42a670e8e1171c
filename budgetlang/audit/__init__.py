"""Audits of published documents: import in memory, the ordinary checks, places in the document."""
