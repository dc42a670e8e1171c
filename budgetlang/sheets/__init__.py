"""Tables in files: bytes of CSV, XLSX and Parquet to rows of cells, each with its place."""
