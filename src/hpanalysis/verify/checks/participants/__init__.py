"""The checks of what is published of those who take part in activities: whom they reach, and how it went them."""
