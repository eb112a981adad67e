"""What is asked of whoever asks, answers, and looks for requests."""
