"""PDF files through PDFium."""
