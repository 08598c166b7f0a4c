"""How the demo city ages: what happens from night to night, and how each system delivers it."""
