// What holds for the extension as it ships, read from its files.
import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join, relative } from 'node:path';
import semver from 'semver';
import { extensionFolder } from '../e2e/setup.mjs';
import { sizes } from '../bench/sizes.mjs';

const TOP = fileURLToPath(new URL('../..', import.meta.url));
const SOURCE = join(TOP, 'extension');
const read = (/** @type {string} */ file) => readFileSync(file, 'utf8');
const manifest = JSON.parse(read(join(SOURCE, 'manifest.json')));
/** @param {string} folder @returns {string[]} */
const files = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
/** A script's code without its comments. @param {string} text */
const code = (text) => text.replace(/\/\*[^]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
const scripts = files(SOURCE).filter((file) => file.endsWith('.js'));

describe('what is asked of the user', () => {
  test('permissions: these and no others', () => {
    assert.deepEqual([...manifest.permissions].sort(), ['alarms', 'scripting', 'storage']);
    assert.deepEqual([...manifest.optional_permissions].sort(), ['cookies', 'notifications']);
    assert.equal(manifest.optional_host_permissions, undefined);
    assert.equal(manifest.web_accessible_resources, undefined);
    assert.equal(manifest.externally_connectable, undefined);
    assert.equal(manifest.content_scripts.length, 1);
    assert.doesNotMatch(JSON.stringify(manifest), /<all_urls>|webRequest|"tabs"|:\/\/\*\/|signin|all_frames|match_about_blank|"MAIN"/);
  });

  test('content scripts run where there is access, and nowhere else', () => {
    assert.deepEqual(manifest.content_scripts[0].matches, manifest.host_permissions);
    for (const pattern of manifest.host_permissions) assert.match(pattern, /^https:\/\/(\*\.)?[a-z0-9.-]+\/\*$/);
  });

  test('the manifest\'s hosts are those that the core takes for consoles', () => {
    const rust = read(join(TOP, 'crates/session-clock/src/console_page.rs'));
    const lists = [...rust.matchAll(/console: &\[([^\]]+)\]/g)].flatMap(([, list]) => [...list.matchAll(/"([^"]+)"/g)].map(([, name]) => name));
    assert.ok(lists.length >= 8, 'the core\'s list was found');
    assert.deepEqual(lists.map((name) => `https://${name.startsWith('.') ? '*' : ''}${name}/*`).sort(), [...manifest.host_permissions].sort());
  });

  test('its pages reach its own files and nothing else', () => {
    const policy = manifest.content_security_policy.extension_pages;
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /connect-src 'self'(;|$)/);
    assert.doesNotMatch(policy, /https?:|\*|unsafe-inline|'unsafe-eval'/);
  });
});

describe('what the code keeps to', () => {
  test('a heading of docs/ that a comment rests on is there', () => {
    const texts = ['crates', 'extension', 'tests'].flatMap((folder) => files(join(TOP, folder))).filter((file) => /\.(rs|m?js)$/.test(file) && !file.includes('node_modules')).map(read);
    const cited = texts.flatMap((text) => [...text.matchAll(/docs\/([\w-]+\.md)`?, "([^"]+)"/g)].map(([, doc, heading]) => ({ doc, heading })));
    assert.ok(cited.length >= 10, 'the citations were found');
    for (const { doc, heading } of cited) {
      const headings = read(join(TOP, 'docs', doc)).split('\n').filter((line) => line.startsWith('#'));
      assert.ok(headings.some((line) => line.replace(/^#+ /, '').startsWith(heading) || line.includes(`"${heading}"`)), `docs/${doc}: ${heading}`);
    }
  });

  test('one file knows the name of the browser\'s API, and one line of the content scripts', () => {
    for (const file of scripts) {
      const lines = code(read(file)).split('\n').filter((line) => /(^|[^\w$.'"`/])(browser|chrome)\s*[.?[]|globalThis\.(browser|chrome)\b/.test(line));
      const name = relative(SOURCE, file);
      const allowed = name === 'platform.js' || name === 'content/main.js' ? 1 : 0;
      assert.ok(lines.length <= allowed, `${name}: ${lines.join(' | ')}`);
    }
  });

  test('content scripts have no WebAssembly, no module and no markup from strings', () => {
    for (const file of scripts.filter((file) => relative(SOURCE, file).startsWith('content'))) {
      assert.doesNotMatch(code(read(file)), /WebAssembly|wasm|^\s*(import|export)\b|innerHTML|outerHTML|insertAdjacentHTML|\beval\b|new Function|document\.write/m, file);
    }
  });

  test('no content script listens for messages', () => {
    // The background calls it instead: a listener costs each page in a new process almost a millisecond (docs/figures.md).
    for (const file of scripts.filter((name) => name.includes('/content/'))) assert.doesNotMatch(code(read(file)), /onMessage|runtime\.connect/, file);
    assert.match(code(read(join(SOURCE, 'background/main.js'))), /onMessage/, 'the background does');
  });

  test('each way to a cookie is named in one file: the page\'s in cookies.js, the browser\'s in exact.js', () => {
    const ways = { 'content/cookies.js': /document\s*\??\.\s*cookie|\bcookieStore\b/, 'background/exact.js': /\b(platform|api|browser|chrome)\s*\??\.\s*cookies\b|\{[^{}]*\bcookies\b[^{}]*\}\s*=\s*platform/ };
    for (const [only, way] of Object.entries(ways)) {
      assert.deepEqual(scripts.filter((file) => way.test(code(read(file)))).map((file) => relative(SOURCE, file)), [only]);
    }
    for (const file of scripts) assert.doesNotMatch(code(read(file)), /document\s*\.\s*cookie\s*=|cookieStore\s*\??\.\s*(set|delete)|\.cookies\s*\??\.\s*(set|remove)\b/, `${file} writes no cookie`);
  });

  test('nothing asks another machine, and nothing is run from a string', () => {
    for (const file of scripts) assert.doesNotMatch(code(read(file)), /XMLHttpRequest|WebSocket|sendBeacon|EventSource|\bfetch\(|\beval\(|new Function/, file);
  });
});

test('every tool takes every Node from the one that the README names on', () => {
  const { packages } = JSON.parse(read(join(TOP, 'tests/package-lock.json')));
  const named = Number(/Node (\d+) or later/.exec(read(join(TOP, 'README.md')))?.[1]);
  assert.equal(packages[''].engines.node, `>=${named}`);
  const range = new semver.Range(`>=${named}.0.0`);
  const narrow = Object.entries(packages).filter(([, { engines }]) => engines?.node && !semver.subset(range, engines.node)).map(([name, { engines }]) => `${name}: ${engines.node}`);
  assert.deepEqual(narrow, []);
});

test('the README names the oldest browsers that the manifest takes', () => {
  const named = [...read(join(TOP, 'README.md')).matchAll(/^\| (?:Chrome|Firefox)\b.*?, (\d+) or later \|/gm)].map(([, version]) => version);
  assert.deepEqual(named, [manifest.minimum_chrome_version, manifest.browser_specific_settings.gecko.strict_min_version.replace(/\.0$/, '')]);
});

test('PERMISSIONS.md tells of each permission of the manifest, and of no other', () => {
  const root = new URL('../../', import.meta.url);
  const manifest = JSON.parse(readFileSync(new URL('extension/manifest.json', root), 'utf8'));
  const told = [...readFileSync(new URL('PERMISSIONS.md', root), 'utf8').matchAll(/^\| .*?`([a-z_]+)`/gm)].map((row) => row[1]);
  assert.deepEqual(told.sort(), [...manifest.permissions, ...manifest.optional_permissions, 'host_permissions'].sort());
});

for (const browser of /** @type {const} */ (['chromium', 'firefox'])) {
  const folder = extensionFolder(browser);
  describe(`as it ships, for ${browser}`, { skip: existsSync(folder) ? false : `${folder} is not there: cargo xtask build` }, () => {
    const shipped = existsSync(folder) ? JSON.parse(read(join(folder, 'manifest.json'))) : null;

    for (const { what, figure, budget } of existsSync(folder) ? sizes(folder) : []) {
      test(`within budget: ${what}`, () => assert.ok(figure <= budget, `${figure} of ${budget} bytes`));
    }

    test('every file that the manifest names is there, and no path of a machine in any', () => {
      const named = JSON.stringify(shipped).match(/[\w/-]+\.(js|html|png|json)\b/g) ?? [];
      assert.ok(named.length > 5);
      for (const name of named) assert.ok(existsSync(join(folder, name)), name);
      for (const file of files(folder)) assert.doesNotMatch(readFileSync(file, 'latin1'), /\/(root|home|Users)\/\w+|\/tmp\//, file);
    });

    test('what every page loads begins with the word to Chromium that it calls its functions at once', () => {
      for (const file of shipped.content_scripts[0].js) assert.match(readFileSync(join(folder, file), 'utf8'), /^\/\/# allFunctionsCalledOnLoad\n/, file);
    });

    test('each browser gets its own keys alone', () => {
      assert.deepEqual(Object.keys(shipped.background).sort(), browser === 'chromium' ? ['service_worker', 'type'] : ['scripts', 'type']);
      assert.equal('browser_specific_settings' in shipped, browser === 'firefox');
      assert.equal('minimum_chrome_version' in shipped, browser === 'chromium');
      assert.equal('css' in shipped.content_scripts[0], browser === 'firefox');
    });
  });
}
