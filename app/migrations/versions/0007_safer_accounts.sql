ALTER TABLE api_tokens ADD COLUMN is_login boolean NOT NULL DEFAULT false;

UPDATE api_tokens SET is_login = true WHERE expires_at IS NOT NULL;

UPDATE api_tokens SET expires_at = clock_timestamp() + interval '1 year' WHERE expires_at IS NULL;

ALTER TABLE users
    ADD COLUMN email_verified_at timestamptz,
    ADD COLUMN disabled_at timestamptz;

DELETE FROM one_time_links WHERE expires_at < clock_timestamp();

ALTER TABLE one_time_links ADD COLUMN user_id uuid REFERENCES users (id) ON DELETE CASCADE;

UPDATE one_time_links SET user_id = users.id FROM users
    WHERE users.email = one_time_links.email AND purpose = 'password_reset';

ALTER TABLE one_time_links DROP CONSTRAINT one_time_links_purpose_known;

ALTER TABLE one_time_links ADD CONSTRAINT one_time_links_purpose_known CHECK (
    purpose IN ('invitation', 'password_reset', 'email')
);

ALTER TABLE audit_entries DROP CONSTRAINT audit_entries_deed_known;

ALTER TABLE audit_entries ADD CONSTRAINT audit_entries_deed_known CHECK (deed IN (
    'registered', 'logged_in', 'login_refused', 'logged_out', 'logged_out_everywhere', 'device_logged_out',
    'password_changed', 'password_reset', 'account_deleted', 'account_exported',
    'token_created', 'token_revoked', 'invited', 'reset_link_made', 'identity_linked', 'identity_unlinked',
    'email_changed', 'email_verified', 'account_disabled', 'account_enabled'
));
