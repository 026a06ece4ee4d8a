# One image for both ways to run: with a PostgreSQL of your own (TANDEM_DATABASE_URL, see compose.yaml)
# or, without that, with the embedded one, which keeps its files in the volume /data.

FROM python:3.11-slim AS packages
COPY requirements.lock .
RUN python -m venv /opt/tandem \
    && /opt/tandem/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock \
    && /opt/tandem/bin/pip uninstall --yes --quiet pip setuptools


FROM python:3.11-slim
RUN useradd --system --uid 10001 --no-create-home tandem \
    && install --directory --owner=tandem --group=tandem /data
COPY --from=packages /opt/tandem /opt/tandem
WORKDIR /srv/tandem
COPY main.py ./
COPY services services
COPY components components
COPY app app
RUN /opt/tandem/bin/python -m compileall -q .

# A container is reached from outside, so people have to log in: TANDEM_SECRET must be given.
ENV PYTHONUNBUFFERED=1 \
    NICEGUI_STORAGE_PATH=/data/nicegui \
    TANDEM_HOST=0.0.0.0 \
    TANDEM_PORT=8080 \
    TANDEM_AUTH=accounts \
    TANDEM_DATA_DIR=/data
VOLUME /data
EXPOSE 8080
USER tandem

HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 CMD ["/opt/tandem/bin/python", "-c", \
    "import os, urllib.request as web; web.urlopen(f'http://127.0.0.1:{os.environ[\"TANDEM_PORT\"]}/healthz', timeout=2)"]
CMD ["/opt/tandem/bin/python", "main.py"]
