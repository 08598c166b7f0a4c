"""One module a system: what it holds of the world, and how it delivers that."""
