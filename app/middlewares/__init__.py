"""Middlewares, one file each; app/serving.py lists them in the order in which a request passes them."""
