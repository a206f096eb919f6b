"""A course as data: read, checked, dated and rendered, without MkDocs, a clock or an environment."""
