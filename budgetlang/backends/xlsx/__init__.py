"""The workbook: one sheet a table, live sums over exact amounts, native charts, one row a fact."""
