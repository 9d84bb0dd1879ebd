// A host for static files under a path of its own, as the calculator may stand anywhere; it tells what it was asked for.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { readFile, readdir } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { fileURLToPath } from 'node:url';

/** What is tested: `SESSION_CLOCK_DIST`, or what `cargo xtask build` wrote. */
export const DIST = resolve(process.env.SESSION_CLOCK_DIST ?? fileURLToPath(new URL('../../dist', import.meta.url)));
export const WWW = resolve(DIST, 'www');

const TYPES = /** @type {Record<string, string>} */ ({ '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.wasm': 'application/wasm',
  '.css': 'text/css', '.svg': 'image/svg+xml', '.png': 'image/png', '.webmanifest': 'application/manifest+json', '.ts': 'text/plain' });

/** @param {{ prefix?: string, compress?: boolean, from?: string }} [options] @returns {Promise<{ url: string, asked: string[], sent: string[], stop: () => Promise<void>, close: () => Promise<void> }>} */
export async function serveCalculator({ prefix = '/some/where/', compress = true, from = WWW } = {}) {
  /** @type {string[]} */ const asked = [];
  /** The files that went out, and not only the word that the browser's copy holds. @type {string[]} */ const sent = [];
  const files = new Map();
  for (const name of await readdir(from)) {
    const bytes = await readFile(resolve(from, name));
    const compressed = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
    files.set(name, { bytes, compressed, type: TYPES[extname(name)], tag: `"${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}"` });
  }
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    asked.push(pathname);
    const name = pathname.startsWith(prefix) ? pathname.slice(prefix.length) || 'index.html' : '';
    const file = name.includes(sep) ? undefined : files.get(name);
    if (!file) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not here');
      return;
    }
    if (request.headers['if-none-match'] === file.tag) {
      response.writeHead(304, { etag: file.tag }).end();
      return;
    }
    sent.push(name);
    const small = compress && /\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''));
    response.writeHead(200, { 'content-type': file.type, 'cache-control': 'no-cache', etag: file.tag, ...(small ? { 'content-encoding': 'br' } : {}) });
    response.end(small ? file.compressed : file.bytes);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const stop = () => new Promise((done) => { server.closeAllConnections(); server.close(() => done(undefined)); });
  return { url: `http://127.0.0.1:${port}${prefix}`, asked, sent, stop: /** @type {() => Promise<void>} */ (stop), close: /** @type {() => Promise<void>} */ (stop) };
}

/** Everything that one visit loads, in bytes as brotli sends it. @param {string[]} leftOut @returns {Promise<Record<string, number>>} */
export async function weigh(leftOut = ['icon-512.png']) {
  /** @type {Record<string, number>} */ const sizes = {};
  // The icon for home screens and the list of files for offline use are not loaded to show the page.
  for (const name of await readdir(WWW)) {
    if (!leftOut.includes(name)) sizes[name] = brotliCompressSync(await readFile(resolve(WWW, name))).length;
  }
  return sizes;
}
