// The colours that every surface shares: each pair that stands on each other has the contrast it needs, and nobody writes a colour of their own.
import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const SOURCE = fileURLToPath(new URL('../../extension', import.meta.url));
const css = readFileSync(join(SOURCE, 'pages/tokens.css'), 'utf8');

/** Each colour by its name, in light and dark. @type {Map<string, [string, string]>} */
const colours = new Map([...css.matchAll(/--([\w-]+): (?:light-dark\((#\w+), (#\w+)\)|(#\w+));/g)].map(([, name, light, dark, both]) => [name, [light ?? both, dark ?? both]]));

/** @param {string} hex @returns {string} six digits, in small letters */
const whole = (hex) => (hex.length === 4 ? `#${[...hex.slice(1)].map((digit) => digit + digit).join('')}` : hex).toLowerCase();

/** The relative luminance of WCAG 2. @param {string} hex */
function luminance(hex) {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(whole(hex).slice(at, at + 2), 16) / 255).map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** @param {string} a @param {string} b */
function contrast(a, b) {
  const [less, more] = [luminance(a), luminance(b)].sort((one, other) => one - other);
  return (more + 0.05) / (less + 0.05);
}

const GROUNDS = ['bg', 'raised', 'page'];
const ACCOUNTS = [...colours.keys()].filter((name) => name.startsWith('account-'));

/** What stands on what, and the least contrast: 4.5 for text, 3 for what is drawn (WCAG 1.4.3, 1.4.11). @type {[string[], string[], number][]} */
const PAIRS = [
  [['text', 'soft', 'calm', 'amber', 'red', 'ok'], GROUNDS, 4.5],
  [['on-calm'], ['calm'], 4.5],
  [['on-amber-fill'], ['amber-fill'], 4.5],
  [['on-red-fill'], ['red-fill'], 4.5],
  [['on-pill', 'pill-ring'], ['pill'], 4.5],
  [['on-badge'], ['badge', 'badge-amber', 'badge-red', 'badge-unknown'], 4.5],
  [['edge', 'amber-bar', 'red-bar'], GROUNDS, 3],
  [['calm'], ['track'], 3],
  [ACCOUNTS, GROUNDS, 3],
];

describe('the tokens', () => {
  test('are read, all of them', () => {
    assert.equal(colours.size, [...css.matchAll(/^\s*--[\w-]+:.*#/gm)].length);
    assert.equal(ACCOUNTS.length, 10);
  });

  for (const [tops, grounds, least] of PAIRS) {
    test(`${tops.join(', ')} on ${grounds.join(', ')}: ${least}`, () => {
      for (const top of tops) {
        for (const ground of grounds) {
          for (const theme of [0, 1]) {
            const [a, b] = [top, ground].map((name) => /** @type {[string, string]} */ (colours.get(name))[theme]);
            const found = contrast(a, b);
            assert.ok(found >= least, `${top} ${a} on ${ground} ${b}, ${theme ? 'dark' : 'light'}: ${found.toFixed(2)}`);
          }
        }
      }
    });
  }

  test('the countdown\'s edge shows on a white page and on a dark one', () => {
    const [edge] = /** @type {[string, string]} */ (colours.get('pill-edge'));
    for (const ground of /** @type {[string, string]} */ (colours.get('bg'))) assert.ok(contrast(edge, ground) >= 3, `${edge} on ${ground}`);
  });

  test('nobody writes a colour of their own: each stands here; black is for shadows and masks', () => {
    const values = new Set([...colours.values()].flat().map(whole));
    const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(js|css)$/.test(name));
    const own = files.flatMap((name) => [...readFileSync(join(SOURCE, name), 'utf8').matchAll(/#(?:[\da-f]{8}|[\da-f]{6}|[\da-f]{3,4})\b/gi)].map(([colour]) => `${name}: ${colour}`))
      .filter((one) => !/#0{3}[\da-f]?$/.test(one) && !values.has(whole(one.split(': ')[1])));
    assert.ok(files.includes(join('content', 'countdown.js')) && values.size > 30, 'there is something to look at');
    assert.deepEqual(own, []);
  });

  test('the calculator writes no colour either, but its picture those of the light theme, which a saved file keeps', () => {
    const root = join(SOURCE, '..');
    assert.deepEqual([...readFileSync(join(root, 'www/style.css'), 'utf8').matchAll(/:[^;{}]*(#[\da-f]{3,8})\b/gi)].map(([, colour]) => colour), []);
    const rust = readFileSync(join(root, 'crates/calculator/src/picture.rs'), 'utf8');
    const drawn = [...rust.matchAll(/const (\w+): &str = "(#[\da-f]+)";/g)].map(([, name, colour]) => [name.toLowerCase().replaceAll('_', '-'), colour]);
    assert.ok(drawn.length >= 6);
    assert.deepEqual(drawn, drawn.map(([name]) => [name, colours.get(name)?.[0]]));
    assert.equal([...rust.matchAll(/#[\da-f]{3,8}\b/gi)].length, drawn.length, 'and no other');
  });
});
