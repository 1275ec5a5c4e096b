"""How the n-gram model and the table of likely originals are made and measured."""
