"""The application: command line, pipeline, store and settings around the four stages."""

from importlib.metadata import version

__version__ = version("lotpass")
