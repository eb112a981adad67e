"""Who answers for which process."""
