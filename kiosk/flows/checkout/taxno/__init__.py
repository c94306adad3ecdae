"""The customer's tax number on the receipt, where the country prints one."""
