"""The weight of what is bagged: a doubt is told gently, beside the basket."""
