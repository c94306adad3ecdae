"""The figures of a day, for the glass and for the command line."""
