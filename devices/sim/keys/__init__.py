"""Simulated devices whose keys the kernel hands on."""
