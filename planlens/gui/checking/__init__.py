"""The check-up (交办前体检): what should be mended before tasks are sent out, with a way to each place."""
