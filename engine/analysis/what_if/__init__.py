"""For an award that is refused or unknown: the nearest change of facts an applicant can change that would qualify."""
