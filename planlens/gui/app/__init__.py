"""The window itself: start, session, jobs, menus, colours, and what pages and dialogs are."""
