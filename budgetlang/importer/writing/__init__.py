"""What was read of a document as source."""
