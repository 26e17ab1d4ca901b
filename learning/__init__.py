"""Makes the weights in ``resources/weights/`` from marked documents: ``python -m learning [LESSON …]``."""
