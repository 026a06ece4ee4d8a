CREATE TABLE users (
    id uuid PRIMARY KEY,
    email varchar(320) UNIQUE,
    name varchar(100) NOT NULL,
    time_zone varchar(64) NOT NULL DEFAULT 'UTC',
    seq bigint NOT NULL DEFAULT 0,
    preferences jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE api_tokens (
    hash varchar(64) PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name varchar(100) NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    last_used_at timestamptz
);

CREATE INDEX api_tokens_owner ON api_tokens (user_id);

CREATE TABLE browser_sessions (
    hash varchar(64) PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    seen_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE INDEX browser_sessions_owner ON browser_sessions (user_id);

CREATE TABLE tasks (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    title varchar(255) NOT NULL CONSTRAINT tasks_title_not_blank CHECK (title ~ '\S'),
    description varchar(1000),
    status varchar(30) NOT NULL DEFAULT 'pending'
        CONSTRAINT tasks_status_known CHECK (status IN ('pending', 'in_progress', 'completed')),
    priority varchar(30) NOT NULL DEFAULT 'medium'
        CONSTRAINT tasks_priority_known CHECK (priority IN ('low', 'medium', 'high', 'urgent')),
    due_on date,
    due_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    version bigint NOT NULL DEFAULT 1,
    deleted_at timestamptz,
    CONSTRAINT tasks_one_due_date CHECK (num_nonnulls(due_on, due_at) <= 1)
);

CREATE INDEX tasks_newest_first ON tasks (user_id, created_at, id) WHERE deleted_at IS NULL;

CREATE INDEX tasks_trash ON tasks (deleted_at) WHERE deleted_at IS NOT NULL;

CREATE TABLE chat_sessions (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    title varchar(255) NOT NULL CONSTRAINT chat_sessions_title_not_blank CHECK (title ~ '\S'),
    is_active boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    deleted_at timestamptz
);

CREATE INDEX chat_sessions_latest_first ON chat_sessions (user_id, updated_at);

CREATE TABLE chat_messages (
    id uuid PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES chat_sessions (id) ON DELETE CASCADE,
    role varchar(30) NOT NULL CONSTRAINT chat_messages_role_known CHECK (role IN ('user', 'assistant')),
    content varchar(4000) NOT NULL CONSTRAINT chat_messages_content_not_blank CHECK (content ~ '\S'),
    message_type varchar(30) NOT NULL DEFAULT 'text'
        CONSTRAINT chat_messages_type_known CHECK (message_type IN ('text', 'command', 'response')),
    turn_id uuid,
    details jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    position bigint NOT NULL GENERATED ALWAYS AS IDENTITY
);

CREATE INDEX chat_messages_in_order ON chat_messages (session_id, position);

CREATE TABLE approvals (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    session_id uuid REFERENCES chat_sessions (id) ON DELETE CASCADE,
    turn_id uuid NOT NULL,
    action varchar(30) NOT NULL
        CONSTRAINT approvals_action_known CHECK (action IN ('delete_tasks', 'update_tasks')),
    items jsonb NOT NULL,
    state varchar(30) NOT NULL DEFAULT 'pending'
        CONSTRAINT approvals_state_known CHECK (state IN ('pending', 'approved', 'rejected', 'expired')),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at timestamptz NOT NULL,
    decided_at timestamptz
);

CREATE INDEX approvals_of_a_person ON approvals (user_id, created_at);

CREATE TABLE idempotency_keys (
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    key varchar(255) NOT NULL,
    fingerprint varchar(64) NOT NULL,
    result jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (user_id, key)
);

CREATE TABLE sync_events (
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    seq bigint NOT NULL CONSTRAINT sync_events_seq_positive CHECK (seq > 0),
    type varchar(30) NOT NULL CONSTRAINT sync_events_type_known CHECK (type IN (
        'task_created', 'task_updated', 'task_deleted', 'task_status_changed',
        'chat_session_created', 'chat_session_updated', 'chat_session_deleted',
        'chat_message_created', 'approval_requested', 'approval_decided'
    )),
    subject_id uuid NOT NULL,
    data jsonb NOT NULL,
    before jsonb,
    actor jsonb NOT NULL,
    turn_id uuid NOT NULL,
    reverts uuid,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (user_id, seq)
);

CREATE INDEX sync_events_by_subject ON sync_events (user_id, subject_id, seq);

CREATE INDEX sync_events_by_turn ON sync_events (user_id, turn_id);

CREATE FUNCTION tandem_touch_task() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := clock_timestamp();
    NEW.version := OLD.version + 1;
    RETURN NEW;
END $$;

CREATE TRIGGER tasks_touch BEFORE UPDATE ON tasks FOR EACH ROW EXECUTE FUNCTION tandem_touch_task();

CREATE FUNCTION tandem_touch_chat_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := clock_timestamp();
    RETURN NEW;
END $$;

CREATE TRIGGER chat_sessions_touch BEFORE UPDATE ON chat_sessions
    FOR EACH ROW EXECUTE FUNCTION tandem_touch_chat_session();

CREATE FUNCTION tandem_refuse_message_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- A message may only go together with its conversation, whose row is gone by then.
    IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM chat_sessions WHERE id = OLD.session_id) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'chat messages are immutable' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER chat_messages_immutable BEFORE UPDATE OR DELETE ON chat_messages
    FOR EACH ROW EXECUTE FUNCTION tandem_refuse_message_change();

CREATE FUNCTION tandem_refuse_event_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is append-only' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER sync_events_append_only BEFORE UPDATE ON sync_events
    FOR EACH ROW EXECUTE FUNCTION tandem_refuse_event_change();

CREATE FUNCTION tandem_announce_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Only the number travels: payloads must stay under 8,000 bytes, and PostgreSQL sends it on commit.
    PERFORM pg_notify('tandem_events', NEW.user_id || ':' || NEW.seq);
    RETURN NULL;
END $$;

CREATE TRIGGER sync_events_announce AFTER INSERT ON sync_events
    FOR EACH ROW EXECUTE FUNCTION tandem_announce_event();

INSERT INTO users (id, name) VALUES ('00000000-0000-4000-8000-000000000001', 'Owner');
