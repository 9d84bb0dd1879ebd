// Offline after the first visit: the files of one build, kept together under its name, and nothing else.
const BUILD = '{{BUILD}}';
const FILES = {{FILES}};

self.addEventListener('install', (event) => {
  // `no-cache`: a copy in the browser's own cache may belong to another build, so the host is asked whether it still holds; what the page has just loaded is not sent twice.
  event.waitUntil(caches.open(BUILD).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: 'no-cache' }))))
    .then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(caches.keys()
    .then((names) => Promise.all(names.filter((name) => name.startsWith('session-clock-') && name !== BUILD).map((name) => caches.delete(name))))
    .then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  if (event.request.method !== 'GET' || !event.request.url.startsWith(self.registration.scope)) return;
  event.respondWith(caches.open(BUILD).then((cache) => cache.match(event.request, { ignoreSearch: true })).then((kept) => kept ?? fetch(event.request)));
});
