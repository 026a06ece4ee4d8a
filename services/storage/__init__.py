"""What several tables share: kinds of columns, idempotency keys and quotas."""
