"""Everything that tests Tandem. CONTRIBUTING.md says what stands where."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
