"""A simulated payment terminal that speaks nexo Retailer as JSON over HTTP."""
