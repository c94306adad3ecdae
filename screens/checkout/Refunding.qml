// Money of a finished sale goes back, with staff there. It stands as a payment that is asked about.
PaymentUnclear {}
