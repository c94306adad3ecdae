"""Who somebody is: PINs, codes, badges, lock-out and the store of persons. What they may do is `domain.access`."""
