"""What a person sees. Components draw what they are given and call one verb per gesture."""
