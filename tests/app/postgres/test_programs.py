from app.postgres.programs import MAJOR, program, run


def test_the_programs_that_are_installed_are_of_the_version_that_the_data_folders_belong_to():
    for name in ('postgres', 'initdb', 'pg_dump', 'pg_restore', 'psql'):
        assert f'(PostgreSQL) {MAJOR}.' in run([program(name), '--version'], timeout=60)
