"""Everything a sentence can say about time: days, times of day, periods, ranges, recurrences."""
