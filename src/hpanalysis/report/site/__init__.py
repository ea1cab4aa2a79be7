"""What stands around the pages: titles, bands, navigation, contents, and the archive of all publications.

In: the release and the folders published. Out: HTML around a page's content.
"""
