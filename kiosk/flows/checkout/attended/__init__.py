"""What staff do at a customer's checkout: changes of the basket, a refund of an earlier sale, its receipt again."""
