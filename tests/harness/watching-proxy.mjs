// A proxy on loopback that tells of everything that a browser sends anywhere: it leads every name to one server, and what is for loopback to loopback.
import { createServer, request as ask } from 'node:http';
import { connect } from 'node:net';

/**
 * @typedef {{ port: number, target: number, seen: string[], close: () => void }} WatchingProxy `target`: the port that every tunnel leads to, 0 for nowhere;
 *   `seen`: `host:port` of every tunnel that was asked for, the address of every plain request
 * @returns {Promise<WatchingProxy>}
 */
export async function startWatchingProxy() {
  const server = createServer((request, response) => {
    proxy.seen.push(request.url ?? '');
    const url = URL.canParse(request.url ?? '') ? new URL(request.url ?? '') : null;
    if (url?.hostname !== '127.0.0.1') return void response.writeHead(502).end();
    const onward = ask(url, { method: request.method, headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  server.on('connect', (request, socket, head) => {
    proxy.seen.push(request.url ?? '');
    socket.on('error', () => {});
    if (proxy.target === 0) return void socket.end('HTTP/1.1 502 Nowhere\r\n\r\n');
    const onward = connect(proxy.target, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connected\r\n\r\n');
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('close', () => onward.destroy());
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  // The last thing that a test file has open must not keep it from ending.
  server.unref();
  const proxy = { port: /** @type {import('node:net').AddressInfo} */ (server.address()).port, target: 0, seen: /** @type {string[]} */ ([]),
    close() { server.closeAllConnections(); server.close(); } };
  return proxy;
}
