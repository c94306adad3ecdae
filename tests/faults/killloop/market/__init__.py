"""Shoppers with loose goods, coupons, cards and kept baskets, killed at each write."""
