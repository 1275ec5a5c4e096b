"""What an audit costs on one core, beside what others do with the same pages in the same run."""
