"""The bagging scale, done: what stands on it, and what its goods weigh, learned."""
