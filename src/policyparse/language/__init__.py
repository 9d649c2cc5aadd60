"""Text to quantities, periods, places and names: the grammar of Chinese policy figures. Knows no document."""
