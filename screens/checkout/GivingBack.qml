// Money goes back, amount by amount, each with its mark. It stands as a payment that is asked about.
PaymentUnclear {}
