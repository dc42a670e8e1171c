"""DOCX: the book for Word, WPS and LibreOffice.

`book` puts the file together, `flow` decides what stands on which pages, `tables` and `charts` prepare their parts,
`house` takes the styles of a template, `package` writes the container. The parts themselves are in `templates`.
"""
