"""How models are trained and what they became; nothing here is imported by the product."""
