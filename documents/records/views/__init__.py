"""Pages of readers: `archive`, `public`; of those who keep the archive: `keeping`, `acts`, `importing`."""
