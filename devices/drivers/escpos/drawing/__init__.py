"""What text and the printer's own codes cannot do, as dots: lines in other scripts, codes, whole pages, logos."""
