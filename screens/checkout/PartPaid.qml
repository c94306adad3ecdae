// A part is paid: the rest of the amount, what is paid already, and the next card. It stands as a card that was declined.
Declined {}
