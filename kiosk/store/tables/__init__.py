"""Tables that stand apart from sales and journal, and what declaring any of them needs."""
