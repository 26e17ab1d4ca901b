"""Makes the weights in ``resources/weights/`` from marked documents: ``python tests/quality/learning [LESSON …]``."""
