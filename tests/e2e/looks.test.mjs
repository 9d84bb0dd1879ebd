// How everything looks where the reader needs it otherwise: forced colours, 200 % zoom, reduced motion, large targets. What stands on
// the console's page is built here in an open root, from the very files that ship: neither axe-core nor a test can see into the closed one.
import { afterEach, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { waitFor } from '../harness/browsers.mjs';
import { LOOKALIKE_HOST } from '../practice-console/hosts.mjs';
import { PATIENCE, extensionFolder, inEachBrowser } from './setup.mjs';
import { HOSTILE, LANGUAGES, SHOTS, THEMES, closePages, inTheme, isAccessible, multiply, openPage, sticksOut } from './pages.mjs';

/** @typedef {import('./setup.mjs').Page} Page */
/** @typedef {{ left: number | null, lead?: number, urgent?: boolean, bound?: string, show?: string, folded?: boolean, position?: { right: number, bottom: number }, panel?: boolean }} State */

const HOST = 'practice-host';
const HOUR = 3_600;

/** What the background would answer: names as bad as they come, every kind of paragraph. @param {string} name @param {string} account */
const details = (name, account) => ({
  name, account, muted: false, view: { sure: 'between' }, again: `https://signin.aws.amazon.com/switchrole?account=444455556666&roleName=${HOSTILE.longRole}`,
  why: [{ text: 'It ends with the session of ' }, { text: HOSTILE.longRole }, { text: '; the role itself would last until ' }, { moment: Math.floor(Date.now() / 1000) + 4 * HOUR }],
  advice: [{ pieces: [{ text: 'Raise the role\'s maximum session duration.' }], command: `aws iam update-role --role-name ${HOSTILE.longRole} --max-session-duration 43200` },
    { pieces: [{ text: 'This session cannot be extended; sign in again.' }], command: null }],
});

/** @type {Record<string, State>} */
const STATES = {
  'page-countdown': { left: 2 * HOUR, show: 'both', bound: 'at-least' },
  'page-not-known': { left: null },
  'page-notice': { left: 15 * 60, lead: 900 },
  'page-last-notice': { left: 60, lead: 60, urgent: true, folded: true },
  'page-ended': { left: -30, lead: 0, urgent: true },
  'page-panel': { left: 14 * 60, panel: true },
  'page-panel-and-ended': { left: -30, lead: 0, urgent: true, panel: true },
};

inEachBrowser('looks', (world) => {
  const isChromium = () => world().name === 'chromium';
  /** @type {string[]} */ let scripts;
  /** @type {Record<string, Record<string, Record<string, string>>>} */ let words;
  before(async () => {
    const folder = extensionFolder(world().name);
    scripts = await Promise.all(['countdown', 'inside', 'notice', 'panel'].map((name) => readFile(join(folder, 'content', `${name}.js`), 'utf8')));
    ({ words } = await import(pathToFileURL(join(folder, 'core/words.js')).href));
    await mkdir(SHOTS, { recursive: true });
  });
  afterEach(closePages);

  /** A page that looks like the console's, where the extension is not. */
  async function bare() {
    const page = await world().browser.newPage();
    await page.goto(world().pc.savedUrl(LOOKALIKE_HOST, 'iam-user.html'));
    for (const script of scripts) await page.evaluate(script);
    return page;
  }

  /** Builds a state anew. @param {Page} page @param {State} state @param {string} lang @param {[string, string]} [names] */
  const show = (page, state, lang, names = [HOSTILE.longRole, HOSTILE.longAlias]) => page.evaluate(async ({ id, state, lang, words, asked }) => {
    document.getElementById(id)?.remove();
    const host = document.body.appendChild(Object.assign(document.createElement('div'), { id }));
    const send = async (/** @type {{ kind: string }} */ { kind }) => (kind === 'details' ? { session: asked, words, lang } : undefined);
    const countdown = globalThis.sessionClockCountdown.build(host.attachShadow({ mode: 'open' }), host, send);
    const now = Math.floor(Date.now() / 1000);
    const end = state.left === null ? null : now + state.left;
    const shown = /** @type {any} */ ({
      kind: 'show', words, lang, look: { show: state.show ?? 'remaining', folded: state.folded ?? false, position: state.position ?? null },
      view: { session: 1, phase: end === null ? 'unknown' : end <= now ? 'ended' : 'running', end, bound: state.bound ?? null, sure: 'between', urgent: state.urgent ?? false, next: null,
        notice: state.lead === undefined ? null : { lead: state.lead, end } },
    });
    countdown.tick(shown, now);
    countdown.place(shown.look.position);
    await globalThis.sessionClockParts?.notice?.(countdown, shown, send);
    let later = now;
    Object.assign(window, { practiceTick: () => {
      later += 60;
      countdown.tick(shown, later);
      return globalThis.sessionClockParts?.notice?.(countdown, shown, send);
    } });
    if (state.panel) await globalThis.sessionClockParts?.panel?.(countdown, shown, send);
  }, { id: HOST, state, lang, words: { ...words[lang].page, ...words[lang].panel }, asked: details(...names) });

  /** What is too small for a finger, out of the window, or cut at its sides. @param {Page} page */
  const misplaced = (page) => page.evaluate((id) => {
    const root = /** @type {ShadowRoot} */ (document.getElementById(id)?.shadowRoot);
    const faults = [];
    const told = (/** @type {Element} */ element) => `${element.className || element.localName} ${element.textContent?.slice(0, 30)} ${JSON.stringify(element.getBoundingClientRect())} in ${innerWidth} x ${innerHeight}`;
    for (const part of root.querySelectorAll('.bar, .card')) {
      const box = part.getBoundingClientRect();
      if (Math.min(box.left, box.top, innerWidth - box.right, innerHeight - box.bottom) < -0.5) faults.push(`out of the window: ${told(part)}`);
      if (part.scrollWidth > part.clientWidth + 1) faults.push(`cut: ${told(part)}`);
      if (getComputedStyle(part).overflowY !== 'auto' && part.scrollHeight > part.clientHeight + 1) faults.push(`cut: ${told(part)}`);
      for (const other of root.querySelectorAll('.bar, .card')) {
        const next = other.getBoundingClientRect();
        if (other !== part && box.left < next.right && next.left < box.right && box.top < next.bottom - 1 && next.top < box.bottom - 1) faults.push(`over another: ${told(part)}`);
      }
    }
    for (const target of root.querySelectorAll('button, a')) {
      const { width, height } = target.getBoundingClientRect();
      if (width < 24 || height < 24) faults.push(`small: ${told(target)}`);
      if (target.localName === 'button' && height > 48 && width < 48) faults.push(`broken into letters: ${told(target)}`);
    }
    return faults;
  }, HOST);

  /** @param {Page} page @param {boolean} on */
  async function forcedColours(page, on) {
    if (isChromium()) {
      const protocol = await page.createCDPSession();
      await protocol.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: on ? 'active' : 'none' }] });
    } else {
      await /** @type {any} */ (world().browser).inBrowserWindow(`Services.prefs.setIntPref('browser.display.document_color_use', ${on ? 2 : 0})`);
    }
    await waitFor(() => page.evaluate((wanted) => matchMedia('(forced-colors: active)').matches === wanted, on), { what: `forced colours ${on}`, ...PATIENCE });
  }

  /** Text that cannot be read, and edges that cannot be seen. @param {Page} page @param {string} edged what must have one @param {string} [host] whose shadow root is looked at */
  const illegible = (page, edged, host) => page.evaluate(({ edged, host }) => {
    const root = host ? /** @type {ShadowRoot} */ (document.getElementById(host)?.shadowRoot) : document.body;
    const numbers = (/** @type {string} */ colour) => {
      const found = /^rgba?\(([^)]+)\)$/.exec(colour)?.[1]?.split(/[,/ ]+/).map(Number);
      if (!found) throw new Error(`a colour of another form: ${colour}`);
      return found;
    };
    const light = (/** @type {number[]} */ rgb) => rgb.slice(0, 3).map((value) => value / 255).map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)).reduce((sum, value, at) => sum + value * [0.2126, 0.7152, 0.0722][at], 0);
    const contrast = (/** @type {number[]} */ a, /** @type {number[]} */ b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
    /** @param {Element | null} element @returns {number[]} */
    const behind = (element) => {
      for (let at = element; at; at = at.parentElement ?? /** @type {ShadowRoot} */ (at.getRootNode()).host ?? null) {
        const colour = numbers(getComputedStyle(at).backgroundColor);
        if ((colour[3] ?? 1) > 0) return colour;
      }
      return [255, 255, 255];
    };
    const faults = [];
    for (const element of root.querySelectorAll('*')) {
      const style = getComputedStyle(element);
      if (!element.checkVisibility() || style.clipPath !== 'none') continue;
      const has = [...element.childNodes].some((child) => child.nodeType === 3 && child.textContent?.trim());
      if (has && !element.matches(':disabled') && contrast(numbers(style.color), behind(element)) < 4.5) faults.push(`text: ${element.outerHTML.slice(0, 120)} ${style.color}`);
      if (!element.matches(edged)) continue;
      // An accent as a background is an edge too.
      const around = behind(element.parentElement ?? /** @type {ShadowRoot} */ (element.getRootNode()).host ?? null);
      const drawn = style.borderTopStyle !== 'none' && parseFloat(style.borderTopWidth) >= 1 && contrast(numbers(style.borderTopColor), around) >= 3;
      if (!drawn) faults.push(`edge: ${element.outerHTML.slice(0, 120)} ${style.borderTopStyle} ${style.borderTopWidth} ${style.borderTopColor}`);
    }
    return faults;
  }, { edged, host });

  /** What has the focus shows it. @param {Page} page @returns {Promise<string>} what it is */
  const focusShown = async (page) => {
    const { what, style, width } = await page.evaluate(() => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      const { outlineStyle, outlineWidth } = getComputedStyle(/** @type {Element} */ (active));
      return { what: /** @type {Element} */ (active).outerHTML.slice(0, 120), style: outlineStyle, width: parseFloat(outlineWidth) };
    });
    assert.ok(style !== 'none' && width >= 2, `${what}: ${style} ${width}`);
    return what;
  };

  /** Everything that an animation or transition moves or changes; that what does not tick any more hides itself is no motion. @param {Page} page */
  const moving = (page) => page.evaluate(() => [...document.querySelectorAll('*')].flatMap((element) => [element, ...element.shadowRoot?.querySelectorAll('*') ?? []])
    .flatMap((element) => [
      ...element.getAnimations().flatMap((animation) => /** @type {KeyframeEffect} */ (animation.effect).getKeyframes()).flatMap((frame) => Object.keys(frame)),
      ...(/[1-9]/.test(getComputedStyle(element).transitionDuration) ? ['transition'] : []),
    ]).filter((name) => !['offset', 'computedOffset', 'easing', 'composite', 'visibility'].includes(name)));

  describe('what stands on the page', () => {
    test('no violation in any state, theme and language; every target is 24 pixels; nothing cut or out of the window', async () => {
      const page = await bare();
      for (const theme of THEMES) {
        await inTheme(world(), page, theme);
        for (const lang of LANGUAGES) {
          for (const [name, state] of Object.entries(STATES)) {
            await show(page, state, lang);
            await isAccessible(page, `${name}, ${lang}, ${theme}`, `#${HOST}`);
            assert.deepEqual(await misplaced(page), [], `${name}, ${lang}, ${theme}`);
            await page.screenshot({ path: /** @type {`${string}.png`} */ (join(SHOTS, `${name}-${lang}-${theme}-${world().name}.png`)) });
          }
        }
      }
      await inTheme(world(), page, 'light');
      await page.close();
    });

    test('at 200 %, and dragged to any corner, nothing is cut, covered or out of the window', async () => {
      const page = await bare();
      for (const [width, height] of [[1280, 800], [640, 400]]) {
        await page.setViewport({ width, height });
        for (const position of [undefined, { right: 0, bottom: 0 }, { right: width, bottom: height }, { right: 0, bottom: height }, { right: width, bottom: 0 }]) {
          for (const name of ['page-notice', 'page-panel', 'page-panel-and-ended']) {
            await show(page, { ...STATES[name], ...(position && { position }) }, 'en');
            assert.deepEqual(await misplaced(page), [], `${name} at ${JSON.stringify(position)}`);
          }
          if (position) assert.equal((await page.evaluate((id) => document.getElementById(id)?.shadowRoot?.querySelector('.bar')?.getBoundingClientRect().bottom ?? 0, HOST)).toFixed(0), String(Math.max(40, height - position.bottom)), 'it stays where it was put');
        }
        await page.screenshot({ path: join(SHOTS, `page-corner-${width}-${world().name}.png`) });
      }
      await page.close();
    });

    test('a notice is put in once and stands untouched while the countdown ticks; the countdown itself says nothing aloud', async () => {
      const page = await bare();
      await show(page, STATES['page-notice'], 'en');
      const seen = await page.evaluate(async (id) => {
        const root = /** @type {ShadowRoot} */ (document.getElementById(id)?.shadowRoot);
        const notice = /** @type {Element} */ (root.querySelector('[role=status]'));
        let spoken = 0;
        new MutationObserver((changes) => { spoken += changes.length; }).observe(notice, { subtree: true, childList: true, characterData: true });
        await /** @type {any} */ (window).practiceTick();
        await /** @type {any} */ (window).practiceTick();
        const timer = /** @type {Element} */ (root.querySelector('[role=timer]'));
        return { spoken, same: root.querySelector('[role=status]') === notice, apart: !notice.contains(timer), live: [...root.querySelectorAll('[aria-live]')].length, timer: timer.textContent };
      }, HOST);
      assert.deepEqual(seen, { spoken: 0, same: true, apart: true, live: 0, timer: '13 minutes' });
      await page.close();
    });

    test('names that others chose are whole and inert, in the panel and in the notice', async () => {
      const page = await bare();
      for (const [name, account] of [[HOSTILE.longRole, HOSTILE.longAlias], [HOSTILE.markup, HOSTILE.apostrophe], [HOSTILE.rightToLeft, HOSTILE.markup]]) {
        await show(page, STATES['page-panel-and-ended'], 'en', /** @type {[string, string]} */ ([name, account]));
        const seen = await page.evaluate((id) => {
          const root = /** @type {ShadowRoot} */ (document.getElementById(id)?.shadowRoot);
          return { texts: [...root.querySelectorAll('.card')].map((card) => card.textContent ?? ''), images: root.querySelectorAll('img').length, isolated: [...root.querySelectorAll('bdi')].map((bdi) => bdi.textContent) };
        }, HOST);
        assert.equal(seen.texts.length, 2);
        for (const text of seen.texts) assert.ok(text.includes(name) && text.includes(account), text);
        assert.equal(seen.images, 0);
        assert.deepEqual(seen.isolated, [name, account, name, account], 'in a direction of their own');
      }
      await page.close();
    });

    test('with forced colours all is legible, edged, and the focus is seen', async () => {
      const page = await bare();
      await forcedColours(page, true);
      for (const name of ['page-notice', 'page-panel-and-ended']) {
        await show(page, STATES[name], 'en');
        // The countdown's own button has the countdown's edge.
        assert.deepEqual(await illegible(page, '.bar, .card, button:not(.more)', HOST), [], name);
        await page.screenshot({ path: join(SHOTS, `${name}-forced-${world().name}.png`) });
      }
      for (let tabs = 0; tabs < 3; tabs += 1) {
        await page.keyboard.press('Tab');
        await focusShown(page);
      }
      await forcedColours(page, false);
      await page.close();
    });

    // That nothing of it is on paper: vanishing.test.mjs.
    test('nothing of it moves', async () => {
      const page = await bare();
      await show(page, STATES['page-panel-and-ended'], 'en');
      assert.deepEqual(await moving(page), []);
      await page.close();
    });
  });

  describe('the extension\'s own pages', () => {
    /** Sessions with all that a card can have. */
    async function met() {
      await world().startAnew();
      const { page } = await world().signIn({ kind: 'iam-user', alias: 'practice' });
      await world().timer(page, /hours/);
      await multiply(world(), [
        () => ({}),
        (base) => ({ start: { from: base.start.by, by: base.start.by }, identity: { partition: 'aws', account: '444455556666', who: { role: { role: HOSTILE.longRole, session: HOSTILE.longAlias } } }, origin: null, origin_by: 'unknown' }),
        (base) => ({ ended: { at: base.start.by, by: 'cookie-gone' } }),
      ]);
      return page;
    }
    const PAGES = /** @type {const} */ ([['popup', 400, 300], ['options', 640, 400], ['welcome', 640, 400]]);

    test('every target is 24 pixels; at 200 % nothing sticks out; nothing moves', async () => {
      const console_ = await met();
      for (const [name, width, height] of PAGES) {
        const page = await openPage(world(), name);
        const small = () => page.evaluate(() => [...document.querySelectorAll('button, a[href], summary, select, input, textarea')].filter((element) => element.checkVisibility()).filter((element) => {
          const { width: wide, height: high } = element.getBoundingClientRect();
          return wide < 24 || high < 24;
        }).map((element) => element.outerHTML.slice(0, 120)));
        assert.deepEqual(await small(), [], name);
        await page.setViewport({ width, height });
        assert.deepEqual(await sticksOut(page), [], name);
        assert.deepEqual(await small(), [], name);
        assert.deepEqual(await moving(page), [], name);
      }
      await console_.close();
    });

    test('with forced colours all is legible, edged, and the focus is seen', async () => {
      const console_ = await met();
      for (const [name] of PAGES) {
        const page = await openPage(world(), name);
        await forcedColours(page, true);
        assert.deepEqual(await illegible(page, 'button, .card, .problem, textarea, select, input:not([type=checkbox], [type=radio], [type=file])'), [], name);
        await page.keyboard.press('Tab');
        await focusShown(page);
        await page.screenshot({ path: join(SHOTS, `${name}-forced-${world().name}.png`), fullPage: true });
        await forcedColours(page, false);
      }
      await console_.close();
    });
  });
});
