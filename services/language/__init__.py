"""Understanding plain sentences about tasks, with no network and no model."""
