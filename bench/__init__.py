"""Speed of the site, each figure beside a yardstick measured in the same run and the target."""
