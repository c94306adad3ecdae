"""`python -m devices.sim NAME`: see `devices.sim.front`."""

from devices.sim.front import main

raise SystemExit(main())
