// What may be added before paying stands as lines of the basket do, and so does what there is to pay.
Scanning {}
