"""What is set aside for somebody who comes back."""
