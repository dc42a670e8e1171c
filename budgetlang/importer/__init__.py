"""Published documents: read without their format, recognised by the words of a profile, written as source."""
