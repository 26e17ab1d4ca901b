"""Builds Word files such as offices write, from marked-up text; see ``body`` for the markup."""
