"""gunicorn reads this file by itself: `gunicorn portal.wsgi`."""

pythonpath = "site"
worker_tmp_dir = "/dev/shm"  # noqa: S108 heartbeat only; a disk would stall it
timeout = 60
accesslog = None
