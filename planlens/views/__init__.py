"""What people see of a project, without Qt: words, filters, facts, counts, lanes, the review queue, marks."""
