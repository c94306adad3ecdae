"""What the site's clock tells the shell."""
