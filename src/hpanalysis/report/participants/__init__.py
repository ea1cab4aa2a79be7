"""The sections of the page on participants: whom the activities reach, how it went those who took part, and how it went
others like them."""
