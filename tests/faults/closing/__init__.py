"""A Z under SIGKILL."""
