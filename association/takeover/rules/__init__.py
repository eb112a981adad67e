"""What a workbook of earlier registers may say, and what is wrong with a row of it."""
