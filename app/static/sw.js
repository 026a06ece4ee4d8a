// Caches the offline screen and nothing else: a page or an answer from yesterday would be a lie.
const KEPT = ['{OFFLINE}', '{STYLESHEET}', '{ICON}'];
const CACHE = 'tandem {STYLESHEET}';

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(KEPT))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  const clear = async () => {
    for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
    await self.clients.claim();
  };
  event.waitUntil(clear());
});

self.addEventListener('fetch', (event) => {
  const kept = KEPT.includes(new URL(event.request.url).pathname);
  if (event.request.mode === 'navigate')
    event.respondWith(fetch(event.request).catch(() => caches.match(KEPT[0])));
  else if (kept) event.respondWith(fetch(event.request).catch(() => caches.match(event.request)));
});
