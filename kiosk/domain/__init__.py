"""Values and rules of the shop and the airport; pure."""
