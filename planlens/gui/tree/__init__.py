"""The parts of the task page: tree, editors, filters, actions."""
