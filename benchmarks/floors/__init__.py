"""The least that could do the same: what each measurement is compared with."""
