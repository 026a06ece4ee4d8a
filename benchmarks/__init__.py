"""What Tandem costs, each figure beside a floor: the least that could do the same, measured in the same minute."""
