"""`python -m devices.sim.bench`: see `devices.sim.bench.window`."""

from devices.sim.bench.window import main

raise SystemExit(main())
