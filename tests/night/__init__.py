"""The large tier of docs/reliability.md, row by row."""
