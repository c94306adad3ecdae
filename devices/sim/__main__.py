"""`python -m devices.sim NAME`: see `devices.sim.process.front`."""

from devices.sim.process.front import main

raise SystemExit(main())
