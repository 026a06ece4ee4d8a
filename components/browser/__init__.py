"""How Python and the browser talk: calls to our Vue components, and the gestures that come back."""
