"""One module a format: each reads what an owner delivers into Arrow batches of text columns, strictly."""
