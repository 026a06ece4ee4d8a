# With TANDEM_DATABASE_URL the image uses that PostgreSQL (see compose.yaml). Without it, it uses the embedded
# PostgreSQL, which stores its files in the volume /data. `tandem` in the container runs the commands of docs/operations.md.

FROM python:3.11-slim@sha256:9c900dea9e8fb7e16277c179b555cc72d29a352dbc33cff48ad5a0412fd5bfc7 AS packages
COPY requirements.lock requirements-oidc.lock ./
RUN python -m venv /opt/tandem \
    && /opt/tandem/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes \
        -r requirements.lock -r requirements-oidc.lock \
    && /opt/tandem/bin/pip uninstall --yes --quiet pip setuptools


FROM python:3.11-slim@sha256:9c900dea9e8fb7e16277c179b555cc72d29a352dbc33cff48ad5a0412fd5bfc7
RUN useradd --system --uid 10001 --no-create-home tandem \
    && install --directory --owner=tandem --group=tandem /data
COPY --from=packages /opt/tandem /opt/tandem
WORKDIR /srv/tandem
COPY main.py ./
COPY services services
COPY components components
COPY app app
RUN /opt/tandem/bin/python -m compileall -q . \
    && printf '#!/bin/sh\nexec /opt/tandem/bin/python /srv/tandem/main.py "$@"\n' > /usr/local/bin/tandem \
    && chmod 755 /usr/local/bin/tandem

# A container is reachable from outside, so users have to log in. TANDEM_SECRET is required.
ENV PYTHONUNBUFFERED=1 \
    NICEGUI_STORAGE_PATH=/data/nicegui \
    TANDEM_HOST=0.0.0.0 \
    TANDEM_PORT=8080 \
    TANDEM_AUTH=accounts \
    TANDEM_DATA_DIR=/data
VOLUME /data
EXPOSE 8080
USER tandem

HEALTHCHECK --interval=10s --timeout=8s --start-period=20s --retries=3 CMD ["/opt/tandem/bin/python", "-c", \
    "import os, urllib.request as web; web.urlopen(f'http://127.0.0.1:{os.environ[\"TANDEM_PORT\"]}/readyz', timeout=6)"]
CMD ["tandem"]
