ALTER TABLE tasks
    ADD COLUMN completed_at timestamptz,
    ADD COLUMN start_on date,
    ADD COLUMN estimate_minutes integer
        CONSTRAINT tasks_estimate_sensible CHECK (estimate_minutes BETWEEN 1 AND 60000);

ALTER TABLE tasks DISABLE TRIGGER tasks_touch;

UPDATE tasks SET completed_at = coalesce(
    (
        SELECT created_at FROM sync_events
        WHERE sync_events.user_id = tasks.user_id AND subject_id = tasks.id
        AND type IN ('task_created', 'task_status_changed') AND data ->> 'status' = 'completed'
        ORDER BY seq DESC LIMIT 1
    ),
    updated_at
) WHERE status = 'completed';

ALTER TABLE tasks ENABLE TRIGGER tasks_touch;

ALTER TABLE tasks
    ADD CONSTRAINT tasks_completed_at_known CHECK ((completed_at IS NOT NULL) = (status = 'completed'));

-- Kept here and not in Python, so that a process of the version before, which does not know the column, keeps it too.
CREATE FUNCTION tandem_time_completion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status <> 'completed' THEN
        NEW.completed_at := NULL;
    ELSIF NEW.completed_at IS NULL THEN
        NEW.completed_at := clock_timestamp();
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER tasks_completion BEFORE INSERT OR UPDATE ON tasks
    FOR EACH ROW EXECUTE FUNCTION tandem_time_completion();
