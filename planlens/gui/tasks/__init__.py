"""The task page: tree, columns, editors, filters, actions."""
