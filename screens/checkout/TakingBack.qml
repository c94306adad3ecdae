// Travel services are taken back before their money is. It stands as a payment that is asked about.
PaymentUnclear {}
