"""A kill loop where travellers check in: their hands, what stands beside the kiosk, and what they must leave behind."""
