"""Bytes to pages: bundles opened safely, pages turned upright, words with boxes and honest confidence."""
