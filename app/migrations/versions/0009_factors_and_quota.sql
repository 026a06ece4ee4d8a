CREATE TABLE totp_factors (
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    secret varchar(64) NOT NULL,
    last_step bigint NOT NULL DEFAULT 0,
    confirmed_at timestamptz,
    CONSTRAINT totp_factors_pkey PRIMARY KEY (user_id)
);

ALTER TABLE totp_factors ENABLE ROW LEVEL SECURITY;

CREATE TABLE recovery_codes (
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    hash varchar(64) NOT NULL,
    CONSTRAINT recovery_codes_pkey PRIMARY KEY (user_id, hash)
);

ALTER TABLE recovery_codes ENABLE ROW LEVEL SECURITY;

CREATE TABLE passkeys (
    id varchar(1400) NOT NULL,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    public_key bytea NOT NULL,
    sign_count bigint NOT NULL,
    name varchar(100) NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    last_used_at timestamptz,
    CONSTRAINT passkeys_pkey PRIMARY KEY (id)
);

CREATE INDEX passkeys_owner ON passkeys (user_id);

ALTER TABLE passkeys ENABLE ROW LEVEL SECURITY;

ALTER TABLE one_time_links DROP CONSTRAINT one_time_links_purpose_known;

ALTER TABLE one_time_links ADD CONSTRAINT one_time_links_purpose_known CHECK (
    purpose IN ('invitation', 'password_reset', 'email', 'second_factor', 'passkey_registration', 'passkey_login')
);

ALTER TABLE audit_entries DROP CONSTRAINT audit_entries_deed_known;

ALTER TABLE audit_entries ADD CONSTRAINT audit_entries_deed_known CHECK (deed IN (
    'registered', 'logged_in', 'login_refused', 'logged_out', 'logged_out_everywhere', 'device_logged_out',
    'password_changed', 'password_reset', 'account_deleted', 'account_exported',
    'token_created', 'token_revoked', 'invited', 'reset_link_made', 'identity_linked', 'identity_unlinked',
    'email_changed', 'email_verified', 'account_disabled', 'account_enabled',
    'code_refused', 'second_factor_on', 'second_factor_off', 'recovery_codes_made', 'recovery_code_used',
    'passkey_added', 'passkey_removed'
));

ALTER TABLE users
    ADD COLUMN max_tasks bigint,
    ADD COLUMN max_conversations bigint,
    ADD COLUMN max_messages bigint;
