"""The departments of the second city: one module a department, one function a system."""
