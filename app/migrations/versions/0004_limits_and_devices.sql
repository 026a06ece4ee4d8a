ALTER TABLE users
    ADD COLUMN task_count bigint NOT NULL DEFAULT 0,
    ADD COLUMN conversation_count bigint NOT NULL DEFAULT 0,
    ADD COLUMN message_count bigint NOT NULL DEFAULT 0;

UPDATE users SET
    task_count = (SELECT count(*) FROM tasks WHERE user_id = users.id AND deleted_at IS NULL),
    conversation_count = (SELECT count(*) FROM chat_sessions WHERE user_id = users.id AND deleted_at IS NULL),
    message_count = (
        SELECT count(*) FROM chat_messages JOIN chat_sessions ON chat_sessions.id = chat_messages.session_id
        WHERE chat_sessions.user_id = users.id AND deleted_at IS NULL
    );

ALTER TABLE api_tokens ADD COLUMN scopes varchar(20)[] NOT NULL DEFAULT '{read,write,chat,mcp}'
    CONSTRAINT api_tokens_scopes_known CHECK (scopes <@ '{read,write,chat,mcp}'::varchar[] AND cardinality(scopes) > 0);

ALTER TABLE browser_sessions ADD COLUMN device varchar(100);

CREATE TABLE identities (
    issuer varchar(255) NOT NULL,
    subject varchar(255) NOT NULL,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (issuer, subject)
);

CREATE INDEX identities_owner ON identities (user_id);

ALTER TABLE identities ENABLE ROW LEVEL SECURITY;

ALTER TABLE audit_entries DROP CONSTRAINT audit_entries_deed_known;

ALTER TABLE audit_entries ADD CONSTRAINT audit_entries_deed_known CHECK (deed IN (
    'registered', 'logged_in', 'login_refused', 'logged_out', 'logged_out_everywhere',
    'device_logged_out', 'password_changed', 'password_reset', 'account_deleted', 'account_exported',
    'token_created', 'token_revoked', 'invited', 'reset_link_made', 'identity_linked'
));
