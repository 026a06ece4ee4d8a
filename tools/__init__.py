"""Programs for those who develop Tandem; nothing here is part of the product."""
