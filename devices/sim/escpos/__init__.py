"""A simulated ESC/POS receipt printer: stream interpreter, paper, status, receive buffer."""
