"""Profiles looked at without a budget: what can never hold or never be printed, and their documentation."""
