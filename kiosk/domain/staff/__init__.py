"""What the pages of staff and of help show: settings, parts of the kiosk, articles, who attends."""
