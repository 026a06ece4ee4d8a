ALTER TABLE approvals ADD COLUMN revision integer NOT NULL DEFAULT 1;

ALTER TABLE sync_events DROP CONSTRAINT sync_events_type_known;

ALTER TABLE sync_events ADD CONSTRAINT sync_events_type_known CHECK (type IN (
    'task_created', 'task_updated', 'task_deleted', 'task_status_changed',
    'chat_session_created', 'chat_session_updated', 'chat_session_deleted',
    'chat_message_created', 'approval_requested', 'approval_edited', 'approval_decided'
));
