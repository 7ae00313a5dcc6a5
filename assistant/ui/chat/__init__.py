"""The conversation on screen: what is asked, what is answered, where a person writes."""
