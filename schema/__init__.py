"""Words and rules of the hub: what a record is, what a field means, how a value is cleaned. Imports nothing of ours."""
