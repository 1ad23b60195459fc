"""The web service of `lotpass serve`: takes bundles in, runs them, shows what was found, verifies passports.

`submissions` holds what is known of each upload, `intake` receives bytes, `runner` runs what waits, `app` answers.
"""
