"""Who may do what at a kiosk: roles, permissions and the verdict on an act."""
