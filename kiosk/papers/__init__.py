"""Papers: receipts and slips as device-neutral documents."""
