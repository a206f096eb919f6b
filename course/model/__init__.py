"""What a course is: one model per thing that a person writes in `data/`."""
