"""The list at the side: libraries, conversations, and what is done with them."""
