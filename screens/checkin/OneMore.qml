// One more fact is asked, of a booking of which nothing is shown. It stands as any fact that is typed.
Typing {}
