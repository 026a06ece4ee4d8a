CREATE TABLE passwords (
    user_id uuid PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    hash varchar(255) NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE one_time_links (
    hash varchar(64) PRIMARY KEY,
    purpose varchar(30) NOT NULL
        CONSTRAINT one_time_links_purpose_known CHECK (purpose IN ('invitation', 'password_reset')),
    email varchar(320) NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at timestamptz NOT NULL
);

ALTER TABLE api_tokens ADD COLUMN expires_at timestamptz;

CREATE TABLE audit_entries (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    deed varchar(30) NOT NULL CONSTRAINT audit_entries_deed_known CHECK (deed IN (
        'registered', 'logged_in', 'login_refused', 'logged_out', 'logged_out_everywhere',
        'password_changed', 'password_reset', 'account_deleted', 'account_exported',
        'token_created', 'token_revoked', 'invited', 'reset_link_made'
    )),
    user_id uuid REFERENCES users (id) ON DELETE SET NULL,
    address varchar(64)
);

CREATE INDEX audit_entries_of_a_person ON audit_entries (user_id, created_at);
