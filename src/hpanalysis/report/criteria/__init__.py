"""The sections of the page on the state's criteria: what each area is, how near it is to each limit, and what
follows."""
