"""Flows: pure typed reducers, `step(state, event, at) -> (state, effects)`."""
