"""How well families of pages are found: families of known make hidden among other pages."""
