"""The verbs of the command line in modules of their own, each loaded when it is called."""
