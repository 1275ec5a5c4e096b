"""Stuffed pages side by side: detector, Yoast SEO's own analysis, and the Gopher rules."""
