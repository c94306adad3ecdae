"""Simulated barcode scanners."""
