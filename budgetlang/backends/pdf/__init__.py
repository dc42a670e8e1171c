"""PDF: the book as it is printed, set by Typst."""
