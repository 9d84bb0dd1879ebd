// How everything looks where the reader needs it otherwise: forced colours, 200 % zoom, reduced motion, large targets. What stands on
// the console's page is built here in an open root, from the very files that ship: neither axe-core nor a test can see into the closed one.
import { afterEach, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdir, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { waitFor } from '../harness/browsers.mjs';
import { HOST, STATES, surfaces } from './on-page.mjs';
import { PATIENCE, inEachBrowser } from './setup.mjs';
import { HOSTILE, LANGUAGES, SHOTS, THEMES, closePages, inTheme, isAccessible, multiply, openPage, sticksOut } from './pages.mjs';

/** @typedef {import('./setup.mjs').Page} Page */

inEachBrowser('looks', (world) => {
  const isChromium = () => world().name === 'chromium';
  /** @type {Awaited<ReturnType<typeof surfaces>>} */ let made;
  before(async () => {
    made = await surfaces(world().name);
    await mkdir(SHOTS, { recursive: true });
  });
  afterEach(closePages);

  /** A page that looks like the console's, where the extension is not. */
  const bare = () => made.bare(world());
  /** Builds a state; with names as bad as they come, unless they are given. @param {Page} page @param {import('./on-page.mjs').State} state @param {'en' | 'ja'} lang @param {[string, string]} [names] */
  const show = (page, state, lang, names = [HOSTILE.longRole, HOSTILE.longAlias]) => made.stand(page, state, lang, names);

  /** What is too small for a finger, out of the window, or cut at its sides. @param {Page} page */
  const misplaced = (page) => page.evaluate((id) => {
    const root = /** @type {ShadowRoot} */ (document.getElementById(id)?.shadowRoot);
    const faults = [];
    const told = (/** @type {Element} */ element) => `${element.className || element.localName} ${element.textContent?.slice(0, 30)} ${JSON.stringify(element.getBoundingClientRect())} in ${innerWidth} x ${innerHeight}`;
    const parts = [...root.querySelectorAll('.pill, .card')].filter((part) => part.checkVisibility({ visibilityProperty: true }));
    for (const part of parts) {
      const box = part.getBoundingClientRect();
      if (Math.min(box.left, box.top, innerWidth - box.right, innerHeight - box.bottom) < -0.5) faults.push(`out of the window: ${told(part)}`);
      if (part.scrollWidth > part.clientWidth + 1) faults.push(`cut: ${told(part)}`);
      if (getComputedStyle(part).overflowY !== 'auto' && part.scrollHeight > part.clientHeight + 1) faults.push(`cut: ${told(part)}`);
      for (const other of parts) {
        const next = other.getBoundingClientRect();
        if (other !== part && box.left < next.right && next.left < box.right && box.top < next.bottom - 1 && next.top < box.bottom - 1) faults.push(`over another: ${told(part)}`);
      }
    }
    for (const target of [...root.querySelectorAll('button, a')].filter((element) => element.checkVisibility())) {
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

  test('the browser understands every declaration of every style sheet: one that it does not is dropped without a word', async (t) => {
    if (!isChromium()) return t.skip('the sheets are the same, and a declaration for one browser is none for the other');
    const top = fileURLToPath(new URL('../..', import.meta.url));
    const files = (await Promise.all(['extension', 'www'].map(async (folder) => (await readdir(join(top, folder), { recursive: true })).map((name) => join(top, folder, name)))))
      .flat().filter((name) => name.endsWith('.css') || /content\/\w+\.js$/.test(name));
    /** @type {[string, string, string][]} */ const declared = [];
    for (const file of files) {
      const text = await readFile(file, 'utf8');
      const sheets = file.endsWith('.css') ? [text] : [...text.matchAll(/const STYLE = `([^`]*)`/g)].map(([, sheet]) => sheet);
      const found = sheets.flatMap((sheet) => [...sheet.replace(/\/\*.*?\*\//gs, '').matchAll(/(?<=[{;]\s*)([a-z][a-z-]*)\s*:\s*([^;{}]+?)\s*(?:!important\s*)?(?=[;}])/g)]);
      declared.push(...found.map(([, property, value]) => /** @type {[string, string, string]} */ ([file.slice(top.length), property, value])));
    }
    for (const part of ['content/cards.js', 'content/countdown.js', 'content/notice.js', 'content/panel.js', 'options/options.css', 'www/style.css']) {
      assert.ok(declared.some(([file]) => file.endsWith(part)), `nothing found in ${part}`);
    }
    const page = await bare();
    const dropped = await page.evaluate((all) => all.filter(([, property, value]) => !CSS.supports(property, value)), declared);
    assert.deepEqual(dropped, []);
  });

  describe('what stands on the page', () => {
    /** One of every kind: all of them with axe-core would take minutes. */
    const KINDS = ['countdown-hours', 'countdown-not-known', 'notice-first', 'notice-several', 'ended-portal', 'panel-expected', 'panel-range', 'panel-over'];

    test('no violation in any kind of card, theme and language', async (t) => {
      if (world().name !== 'chromium') return t.skip('elements, names and colours are the same in both');
      const page = await bare();
      for (const theme of THEMES) {
        await inTheme(world(), page, theme);
        // Cards are as light or dark as the page behind them.
        await page.evaluate((dark) => { document.body.style.background = dark ? '#0f141a' : '#fff'; }, theme === 'dark');
        for (const lang of LANGUAGES) {
          for (const name of KINDS) {
            await show(page, STATES[name], lang);
            await isAccessible(page, `${name}, ${lang}, ${theme}`, `#${HOST}`);
            if (name.startsWith('panel')) assert.equal(await page.evaluate((id) => getComputedStyle(/** @type {Element} */ (document.getElementById(id)?.shadowRoot?.querySelector('.card'))).backgroundColor, HOST), theme === 'dark' ? 'rgb(22, 29, 38)' : 'rgb(255, 255, 255)');
          }
        }
      }
      await inTheme(world(), page, 'light');
      await page.close();
    });

    test('in every state every target is 24 pixels, and nothing is cut or out of the window', async () => {
      const page = await bare();
      for (const [name, state] of Object.entries(STATES)) {
        await show(page, state, 'en');
        assert.deepEqual(await misplaced(page), [], name);
      }
      await page.close();
    });

    test('from 50 to 300 %, dragged to any corner and at every place, nothing is cut, covered or out of the window', async () => {
      const page = await bare();
      for (const [width, height] of [[2560, 1600], [640, 400], [427, 267]]) {
        await page.setViewport({ width, height });
        const corners = [{ right: 0, bottom: 0 }, { right: width, bottom: height }, { right: 0, bottom: height }, { right: width, bottom: 0 }].map((position) => ({ position }));
        const places = ['top-left', 'top', 'right'].map((place) => ({ place }));
        for (const where of [...corners, ...places]) {
          for (const name of ['notice-first', 'panel-range', 'ended-portal']) {
            await show(page, { ...STATES[name], ...where }, 'en');
            assert.deepEqual(await misplaced(page), [], `${name} at ${JSON.stringify(where)}`);
          }
        }
      }
      await page.close();
    });

    test('with the text spacing of WCAG 1.4.12, and a wider font, nothing is cut', async () => {
      const page = await bare();
      for (const name of KINDS) {
        await show(page, STATES[name], 'en');
        await page.evaluate((id) => {
          const root = /** @type {ShadowRoot} */ (document.getElementById(id)?.shadowRoot);
          const sheet = new CSSStyleSheet();
          sheet.replaceSync('*{letter-spacing:.12em!important;word-spacing:.16em!important;line-height:1.5!important}p{margin-bottom:2em!important}');
          root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
          dispatchEvent(new Event('resize'));
        }, HOST);
        assert.deepEqual((await misplaced(page)).filter((fault) => !fault.startsWith('out of the window: pill')), [], name);
      }
      await page.close();
    });

    test('what only explains is smaller than what is said', async () => {
      const page = await bare();
      for (const name of ['panel-expected', 'panel-over', 'ended-portal']) {
        await show(page, STATES[name], 'en');
        const sizes = await page.evaluate((id) => [...document.getElementById(id)?.shadowRoot?.querySelectorAll('p.small') ?? []].map((line) => getComputedStyle(line).fontSize), HOST);
        assert.deepEqual([...new Set(sizes)], ['12px'], name);
      }
      await page.close();
    });

    test('buttons of a notice stand on one row in both languages', async () => {
      const page = await bare();
      const states = Object.entries(STATES).filter(([name]) => /^(notice|ended)/.test(name));
      for (const lang of LANGUAGES) {
        for (const [name, state] of states) {
          await show(page, state, lang, ['Admin', 'acme-dev']);
          const rows = await page.evaluate((id) => new Set([...document.getElementById(id)?.shadowRoot?.querySelectorAll('.row > *') ?? []].map((button) => Math.round(button.getBoundingClientRect().top))).size, HOST);
          assert.equal(rows, 1, `${name}, ${lang}`);
        }
      }
      await page.close();
    });

    test('the cross of a card is level with the name, and its target pushes nothing down', async () => {
      const page = await bare();
      for (const name of ['panel-expected', 'ended-portal']) {
        await show(page, STATES[name], 'en', ['Admin', 'acme-dev']);
        const [cross, account, drawn] = await page.evaluate((id) => ['.close', 'bdi', '.close svg'].map((part) => {
          const { top, bottom, height, left, right } = /** @type {Element} */ (document.getElementById(id)?.shadowRoot?.querySelector(`.card ${part}`)).getBoundingClientRect();
          return { middle: (top + bottom) / 2, top, height, across: (left + right) / 2 };
        }), HOST);
        assert.ok(Math.abs(cross.middle - account.middle) <= 1.5 && cross.height >= 32 && cross.top < account.top, `${name}: ${JSON.stringify([cross, account])}`);
        assert.ok(Math.hypot(drawn.middle - cross.middle, drawn.across - cross.across) < 0.5, `${name}: the cross is in the middle of its target: ${JSON.stringify([cross, drawn])}`);
      }
      await page.close();
    });

    test('a drawing on a button has the colour of its words, also once the countdown was come to', async () => {
      const page = await bare();
      for (const name of ['ended-portal', 'panel-over', 'panel-exact']) {
        await show(page, { ...STATES[name], focus: true }, 'en');
        const pairs = await page.evaluate((id) => [...document.getElementById(id)?.shadowRoot?.querySelectorAll('.card svg') ?? []].map((svg) => [svg, svg.parentElement].map((one) => getComputedStyle(/** @type {Element} */ (one)).color)), HOST);
        assert.ok(pairs.length > 0);
        for (const [drawing, words] of pairs) assert.equal(drawing, words, name);
      }
      await page.close();
    });

    test('every button of a card answers the pointer', async () => {
      const page = await bare();
      for (const name of ['notice-first', 'notice-several', 'ended-portal', 'panel-expected']) {
        await show(page, STATES[name], 'en', ['Admin', 'acme-dev']);
        const looks = () => page.evaluate((id) => [...document.getElementById(id)?.shadowRoot?.querySelectorAll('.card :is(button, a)') ?? []].filter((one) => one.checkVisibility()).map((one) => {
          const { left, right, top, bottom } = one.getBoundingClientRect();
          const { backgroundColor, filter } = getComputedStyle(one);
          return { x: (left + right) / 2, y: (top + bottom) / 2, look: `${backgroundColor} ${filter}` };
        }), HOST);
        await page.mouse.move(0, 0);
        const calm = await looks();
        assert.ok(calm.length > 1);
        for (const [at, { x, y, look }] of calm.entries()) {
          await page.mouse.move(x, y);
          assert.notEqual((await looks())[at].look, look, `button ${at} of ${name}`);
        }
      }
      await page.close();
    });

    test('who it is stands in the panel as large as what is said; the rows of several begin and end where the rest of their notice does', async () => {
      const page = await bare();
      await show(page, STATES['panel-exact'], 'en');
      assert.equal(await page.evaluate((id) => getComputedStyle(/** @type {Element} */ (document.getElementById(id)?.shadowRoot?.querySelector('.top p'))).fontSize, HOST), '14px');
      await show(page, STATES['notice-several'], 'en', ['Admin', 'acme-dev']);
      const { lefts, rights } = await page.evaluate((id) => {
        const boxes = (/** @type {string} */ part) => [...document.getElementById(id)?.shadowRoot?.querySelectorAll(part) ?? []].map((one) => one.getBoundingClientRect());
        return { lefts: boxes('.beside .square, .text > h2').map(({ left }) => Math.round(left)), rights: boxes('.beside button > .soft, .text > h2').map(({ right }) => Math.round(right)) };
      }, HOST);
      assert.deepEqual([lefts.length, new Set(lefts).size, rights.length, new Set(rights).size], [4, 1, 4, 1], JSON.stringify({ lefts, rights }));
      await page.close();
    });

    test('the panel\'s foot is whole and inside the window at every size, on one row, and its head stays where there is room', async () => {
      const page = await bare();
      for (const [width, height] of [[320, 560], [340, 480], [361, 640], [640, 560], [640, 320], [427, 267]]) {
        await page.setViewport({ width, height });
        for (const lang of LANGUAGES) {
          for (const name of ['panel-exact', 'panel-expected', 'panel-range', 'panel-over']) {
            await show(page, STATES[name], lang, ['Admin', 'acme-dev']);
            const seen = await page.evaluate((id) => {
              const root = /** @type {ShadowRoot} */ (document.getElementById(id)?.shadowRoot);
              const [card, body, foot, cross] = ['.panel', '.body', '.foot', '.close'].map((part) => /** @type {Element} */ (root.querySelector(part)));
              body.scrollTop = body.scrollHeight;
              const hit = (/** @type {Element} */ button, /** @type {number} */ edge) => {
                const { left, right, top, bottom } = button.getBoundingClientRect();
                return root.elementFromPoint((left + right) / 2, edge ? bottom - 4 : top + 4)?.closest('button') === button;
              };
              const links = [...foot.querySelectorAll(':scope > button')];
              return { foot: links.every((link) => hit(link, 0) && hit(link, 1)), rows: new Set(links.map((link) => link.getBoundingClientRect().top)).size, head: hit(cross, 0), left: card.getBoundingClientRect().bottom - foot.getBoundingClientRect().bottom };
            }, HOST);
            assert.deepEqual({ ...seen, head: seen.head || height < 400 }, { foot: true, rows: 1, head: true, left: 1 }, `${name}, ${lang}, ${width} x ${height}`);
          }
        }
      }
      await page.close();
    });

    test('what goes on below the panel\'s body fades, and at its end nothing is covered', async () => {
      const page = await bare();
      await page.setViewport({ width: 320, height: 400 });
      await show(page, STATES['panel-expected'], 'en');
      const { scrolls, fades, free } = await page.evaluate((id) => {
        const body = /** @type {Element} */ (document.getElementById(id)?.shadowRoot?.querySelector('.panel .body'));
        const { height, position, backgroundImage } = getComputedStyle(body, '::after');
        const scrolls = body.scrollHeight > body.clientHeight;
        body.scrollTop = body.scrollHeight;
        const free = body.getBoundingClientRect().bottom - /** @type {Element} */ (body.lastElementChild).getBoundingClientRect().bottom;
        return { scrolls, fades: position === 'sticky' && backgroundImage.startsWith('linear-gradient'), free: Math.round(free - parseFloat(height)) };
      }, HOST);
      assert.deepEqual([scrolls, fades, free], [true, true, 0]);
      await page.close();
    });

    test('the tile says its words on one line, and all of itself in one row where it stands on top', async () => {
      const page = await bare();
      for (const lang of LANGUAGES) {
        for (const name of ['notice-earliest', 'notice-expected', 'ended-role']) {
          for (const width of [640, 320]) {
            await page.setViewport({ width, height: 560 });
            await show(page, STATES[name], lang);
            const { lines, height, across, edges } = await page.evaluate((id) => {
              const tile = /** @type {Element} */ (document.getElementById(id)?.shadowRoot?.querySelector('.tile'));
              const words = document.createRange();
              words.selectNodeContents(/** @type {Node} */ (tile.querySelector('.small') ?? tile.firstChild));
              const { borderInlineEndWidth, borderBlockEndWidth } = getComputedStyle(tile);
              return { lines: words.getClientRects().length, height: tile.getBoundingClientRect().height, across: tile.getBoundingClientRect().width, edges: [borderInlineEndWidth, borderBlockEndWidth] };
            }, HOST);
            assert.equal(lines, 1, `${name}, ${lang}, ${width}`);
            if (width > 340) assert.deepEqual([across, edges], [72, ['1px', '0px']]);
            else assert.ok(height <= 40 && edges.join() === '0px,1px', `${name}, ${lang}: ${height} ${edges}`);
          }
        }
      }
      await page.close();
    });

    test('a circle\'s words stay off its ring', async () => {
      const page = await bare();
      await show(page, STATES['countdown-circle-about'], 'en');
      const { words, inner } = await page.evaluate((id) => {
        const [ring, seen] = ['.ring', '.seen'].map((part) => /** @type {Element} */ (document.getElementById(id)?.shadowRoot?.querySelector(part)).getBoundingClientRect().width);
        return { words: seen, inner: ring * 0.88 };
      }, HOST);
      assert.ok(words > 0 && words <= inner - 4, `${words} in ${inner}`);
      await page.close();
    });

    test('a notice is spoken once: its words stand untouched while its time ticks, which is said to nobody', async () => {
      const page = await bare();
      await show(page, STATES['notice-first'], 'en');
      const seen = await page.evaluate(async (id) => {
        const root = /** @type {ShadowRoot} */ (document.getElementById(id)?.shadowRoot);
        const notice = /** @type {Element} */ (root.querySelector('[aria-live=polite]'));
        const tile = /** @type {HTMLElement} */ (root.querySelector('.tile'));
        let [spoken, ticked] = [0, 0];
        tile.replaceChildren();
        new MutationObserver((changes) => { spoken += changes.length; }).observe(notice, { subtree: true, childList: true, characterData: true });
        new MutationObserver((changes) => { ticked += changes.length; }).observe(tile, { childList: true });
        await /** @type {any} */ (window).practiceTick();
        await /** @type {any} */ (window).practiceTick();
        await new Promise((next) => setTimeout(next));
        return { spoken, ticked: ticked > 0, same: root.querySelector('[aria-live=polite]') === notice, hidden: tile.ariaHidden, others: [...root.querySelectorAll('[aria-live], [role=status], [role=alert]')].filter((one) => one !== notice).map((one) => one.textContent), text: notice.textContent };
      }, HOST);
      assert.match(seen.text ?? '', /^AWS session .+, role .+, ends in 15 minutes, at .+\. You can't extend this session\. Save your work before then\.$/);
      assert.deepEqual({ ...seen, text: null }, { spoken: 0, ticked: true, same: true, hidden: 'true', others: [''], text: null });
      await page.close();
    });

    test('the way back says no more than it leads to', async () => {
      const page = await bare();
      const said = async (/** @type {any} */ back) => {
        await show(page, { ...STATES['ended-portal'], back }, 'en', ['Admin', 'acme-dev']);
        return page.evaluate((id) => /** @type {Element} */ (document.getElementById(id)?.shadowRoot?.querySelector('.after')).textContent ?? '', HOST);
      };
      assert.match(await said(STATES['ended-portal'].back), /Open access portal.+Brings you back to this page as Admin, in a new tab\./);
      assert.match(await said({ kind: 'portal', link: 'https://acme.awsapps.com/' }), /Open acme\.awsapps\.com.+Opens the page where you signed in, in a new tab\./);
      // Also of a sign-in for which AWS has no one link.
      for (const kind of ['outside', 'sign-in']) assert.match(await said({ kind, link: null }), /Open the console again the way you did before, for example from aws-vault or Granted\.$/);
      await page.close();
    });

    test('a panel whose facts change stays as its reader left it: scrolled, with the focus, its ways to hide open', async () => {
      const page = await bare();
      await page.setViewport({ width: 640, height: 420 });
      await show(page, STATES['panel-range'], 'en');
      const seen = await page.evaluate(async (id) => {
        const root = /** @type {ShadowRoot} */ (document.getElementById(id)?.shadowRoot);
        const { countdown } = /** @type {any} */ (window);
        const [panel, body, hide] = ['.panel', '.body', '.hide'].map((part) => () => /** @type {HTMLElement} */ (root.querySelector(part)));
        const copy = () => /** @type {HTMLElement} */ (root.querySelector('.code button'));
        const made = panel();
        hide().hidden = false;
        copy().focus();
        body().scrollTop = 40;
        // What another tab's sign-in does: the countdown is sent another end.
        countdown.shown = { ...countdown.shown, view: { ...countdown.shown.view, end: countdown.shown.view.end - 60 } };
        await new Promise((done) => new MutationObserver((_, watch) => { if (panel() && panel() !== made) { watch.disconnect(); setTimeout(done); } }).observe(root, { childList: true, subtree: true }));
        return { scrolled: body().scrollTop, focused: root.activeElement === copy(), hides: !hide().hidden, expanded: root.querySelectorAll('.foot [aria-expanded=true]').length };
      }, HOST);
      assert.deepEqual(seen, { scrolled: 40, focused: true, hides: true, expanded: 1 });
      await page.close();
    });

    test('no moment breaks over two lines', async () => {
      const page = await bare();
      const broken = [];
      let seen = 0;
      for (const width of [320, 340, 360, 400, 640]) {
        await page.setViewport({ width, height: 560 });
        for (const name of KINDS) {
          await show(page, STATES[name], 'en');
          const lines = await page.evaluate((id) => [...(document.getElementById(id)?.shadowRoot?.querySelectorAll('bdi') ?? [])].filter(({ textContent }) => /\d:\d\d/.test(textContent ?? '')).map((moment) => moment.getClientRects().length), HOST);
          seen += lines.length;
          if (name === 'notice-several') assert.equal(lines.length, 4, 'the title\'s and those of three sessions');
          if (lines.some((count) => count > 1)) broken.push(`${name} at ${width}`);
        }
      }
      assert.ok(seen > 0);
      assert.deepEqual(broken, []);
      await page.close();
    });

    test('a command breaks between its words, a number stays with its unit, and a bar begins with no crumb', async () => {
      const page = await bare();
      let numbers = 0;
      for (const [lang, name, width] of /** @type {const} */ ([['en', 'panel-range', 640], ['en', 'panel-range', 320], ['ja', 'panel-range', 320], ['en', 'panel-expected', 640], ['en', 'panel-expected', 320], ['ja', 'panel-expected', 320]])) {
        await page.setViewport({ width, height: 900 });
        await show(page, STATES[name], lang);
        const seen = await page.evaluate((id) => {
          const panel = /** @type {Element} */ (document.getElementById(id)?.shadowRoot?.querySelector('.panel'));
          const tops = (/** @type {Range} */ range) => new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
          const words = [...panel.querySelectorAll('pre *')].map((word) => {
            const range = document.createRange();
            range.selectNodeContents(word);
            return { text: word.textContent ?? '', lines: tops(range) };
          });
          const pairs = [...panel.querySelectorAll('.body p, .body span')].flatMap(({ childNodes }) => [...childNodes]).filter((node) => node instanceof Text).flatMap((node) => [...(node.nodeValue ?? '').matchAll(/\d\s(?=\p{L})/gu)].map(({ 0: { length }, index }) => {
            const range = document.createRange();
            range.setStart(node, index);
            range.setEnd(node, index + length + 1);
            return tops(range);
          }));
          const bar = /** @type {Element} */ (panel.querySelector('.bar'));
          return { words, pairs, bar: [...bar.children].map(({ className }) => className), short: bar.getBoundingClientRect().right - Number(bar.lastElementChild?.getBoundingClientRect().right), copied: panel.querySelector('pre')?.textContent ?? null, tongues: [...panel.querySelectorAll('pre')].map((pre) => pre.closest('[lang]')?.getAttribute('lang')) };
        }, HOST);
        // The role's name is longer than a line, and in the narrow window an option may be.
        for (const { text, lines } of seen.words.filter(({ text: word }) => width > 320 && !word.startsWith('R'))) assert.equal(lines, 1, `${name}, ${lang}, ${width}: ${text}`);
        assert.ok(seen.pairs.every((lines) => lines === 1), `${name}, ${lang}, ${width}: ${seen.pairs}`);
        numbers += seen.pairs.length;
        // Or a browser would write it in the letters of the words around it.
        assert.ok(seen.tongues.every((tongue) => tongue === 'en'), `${name}, ${lang}: ${seen.tongues}`);
        assert.notEqual(seen.bar[0], 'gone', 'a minute of twelve hours, or of four');
        assert.ok(Math.abs(seen.short) < 0.5, `the bar is ${seen.short} pixels short`);
        if (name === 'panel-range') assert.match(String(seen.copied), /^aws iam update-role --role-name R+ --max-session-duration 43200$/);
      }
      assert.ok(numbers > 5, `${numbers} numbers with a unit`);
      await page.close();
    });

    test('no word of a sentence stands alone on its last line', async (t) => {
      if (!isChromium()) return t.skip('Firefox breaks lines as they come');
      const page = await bare();
      let seen = 0;
      for (const name of KINDS) {
        await show(page, STATES[name], 'en', ['Admin', 'acme-dev']);
        const ends = await page.evaluate((id) => [...document.getElementById(id)?.shadowRoot?.querySelectorAll('.card p, .card li') ?? []].flatMap((sentence) => {
          const text = [...sentence.querySelectorAll('span'), sentence].map(({ firstChild }) => firstChild).find((node) => node?.nodeType === 3);
          const words = [...(text?.textContent ?? '').matchAll(/\S+/g)].map(({ index, 0: word }) => {
            const range = document.createRange();
            range.setStart(/** @type {Node} */ (text), index);
            range.setEnd(/** @type {Node} */ (text), index + word.length);
            return Math.round(range.getBoundingClientRect().bottom);
          });
          return new Set(words).size > 1 ? [{ text: text?.textContent, last: words.filter((bottom) => bottom === words.at(-1)).length }] : [];
        }), HOST);
        seen += ends.length;
        for (const { text, last } of ends) assert.ok(last > 1, `${name}: ${text}`);
      }
      assert.ok(seen > 5, `${seen} sentences of more than one line`);
      await page.close();
    });

    test('what is spoken comes into a region that stands a while before: else a screen reader says nothing', async () => {
      const page = await bare();
      await page.evaluate(() => {
        const set = Element.prototype.setAttribute;
        const waited = /** @type {number[]} */ (/** @type {any} */ (window).practiceWaited = []);
        Element.prototype.setAttribute = function made(name, value) {
          set.call(this, name, value);
          if (name !== 'aria-live') return;
          const since = performance.now();
          new MutationObserver(() => { if (this.textContent) waited.push(performance.now() - since); }).observe(this, { childList: true });
        };
      });
      await show(page, STATES['notice-first'], 'en');
      const waited = await page.evaluate(() => /** @type {any} */ (window).practiceWaited);
      assert.equal(waited.length, 1, 'spoken once');
      assert.ok(waited[0] >= 100, `${waited[0]} ms`);
      await page.close();
    });

    test('a warning sounds where the user wants it, and nowhere else', async () => {
      const page = await bare();
      await page.evaluate(() => {
        /** @type {any} */ (window).practiceTones = 0;
        const create = AudioContext.prototype.createOscillator;
        AudioContext.prototype.createOscillator = function made() {
          /** @type {any} */ (window).practiceTones += 1;
          return create.call(this);
        };
      });
      const tones = () => page.evaluate(() => /** @type {any} */ (window).practiceTones);
      await show(page, STATES['notice-first'], 'en');
      assert.equal(await tones(), 0);
      await show(page, { ...STATES['notice-first'], sound: true }, 'en');
      assert.equal(await tones(), 1);
      await page.close();
    });

    test('names that others chose are whole and inert, in the panel and in the notice', async () => {
      const page = await bare();
      for (const [name, account] of [[HOSTILE.longRole, HOSTILE.longAlias], [HOSTILE.markup, HOSTILE.apostrophe], [HOSTILE.rightToLeft, HOSTILE.markup]]) {
        await show(page, STATES['panel-over-a-notice'], 'en', /** @type {[string, string]} */ ([name, account]));
        const seen = await page.evaluate((id) => {
          const root = /** @type {ShadowRoot} */ (document.getElementById(id)?.shadowRoot);
          return { texts: [...root.querySelectorAll('.card')].map((card) => card.textContent ?? ''), images: root.querySelectorAll('img').length,
            isolated: [...root.querySelectorAll('bdi')].map((bdi) => bdi.textContent ?? '').filter((text) => !/\d:\d\d/.test(text)) };
        }, HOST);
        assert.equal(seen.texts.length, 2);
        for (const text of seen.texts) assert.ok(text.includes(name) && text.includes(account), text);
        assert.equal(seen.images, 0);
        assert.deepEqual(seen.isolated, [account, `Role ${name}, from role Deploy`, account, `Role ${name}`], 'in a direction of their own');
      }
      await page.close();
    });

    test('a copy that the browser refuses says so', async () => {
      const page = await bare();
      await page.evaluate(() => { navigator.clipboard.writeText = async () => { throw new Error('not allowed'); }; });
      await show(page, STATES['ended-role'], 'en');
      const copy = /** @type {any} */ (await page.evaluateHandle((id) => [...document.getElementById(id)?.shadowRoot?.querySelectorAll('button') ?? []].find((button) => button.textContent === 'Copy address'), HOST));
      await copy.click();
      await waitFor(() => copy.evaluate((/** @type {HTMLElement} */ button) => button.textContent === "Not copied. Your browser doesn't allow it."), { what: 'the button to say so', ...PATIENCE });
      await page.close();
    });

    test('what is taken away listens for nothing any more, and moving it is put in once', async () => {
      const page = await world().browser.newPage();
      await page.evaluateOnNewDocument(() => {
        const real = globalThis.addEventListener;
        /** @type {any} */ const kept = [];
        Object.assign(globalThis, { kept, addEventListener: (/** @type {string} */ kind, /** @type {any} */ listener, /** @type {any} */ options) => {
          kept.push([kind, options?.signal]);
          real.call(globalThis, kind, listener, options);
        } });
      });
      await made.bare(world(), page);
      await show(page, STATES['panel-exact'], 'en');
      await page.evaluate(() => {
        const { countdown, sent } = /** @type {any} */ (globalThis);
        countdown.pill.dispatchEvent(new PointerEvent('pointerenter'));
        countdown.pill.dispatchEvent(new FocusEvent('focus'));
        for (const { part } of sent) globalThis.sessionClockParts?.[part]?.(countdown, /** @type {any} */ ({ look: {} }), async () => undefined);
        countdown.remove();
      });
      const { sent, kept } = await page.evaluate(() => ({
        sent: /** @type {any} */ (globalThis).sent.map((/** @type {any} */ { part }) => part),
        kept: /** @type {any} */ (globalThis).kept.map((/** @type {any} */ [kind, signal]) => [kind, signal?.aborted]),
      }));
      assert.deepEqual(sent.filter((/** @type {string} */ part) => part === 'move'), ['move']);
      assert.ok(kept.length >= 5, 'keys of cards, their size, and arrows');
      assert.deepEqual(kept.filter((/** @type {any} */ [, aborted]) => !aborted), []);
      await page.close();
    });

    test('with forced colours all is legible, edged, and the focus is seen', async () => {
      const page = await bare();
      await forcedColours(page, true);
      for (const name of ['notice-first', 'panel-range', 'ended-portal', 'countdown-minutes']) {
        await show(page, STATES[name], 'en');
        assert.deepEqual(await illegible(page, '.pill, .card', HOST), [], name);
        await page.screenshot({ path: /** @type {`${string}.png`} */ (join(SHOTS, `${name}-forced-${world().name}.png`)) });
      }
      // A ring that is drawn has the colour of words all round: over, nothing of it is left; at the end it has no second one in it.
      await show(page, STATES['countdown-over'], 'en');
      const drawn = (/** @type {string} */ part) => page.evaluate(({ id, part }) => {
        const ring = /** @type {Element} */ (document.getElementById(id)?.shadowRoot?.querySelector(part));
        const { backgroundImage, borderTopColor } = getComputedStyle(ring);
        return { within: [...new Set(backgroundImage.match(/rgba?\([^)]+\)/g))], edge: borderTopColor, words: getComputedStyle(/** @type {Element} */ (ring.parentElement)).color };
      }, { id: HOST, part });
      const over = await drawn('.pill .ring');
      assert.deepEqual(over.within, [over.words]);
      await show(page, STATES['ended-portal'], 'en');
      const ended = await drawn('.tile .ring');
      assert.deepEqual([ended.within, ended.edge], [[], ended.words]);
      await show(page, STATES['panel-range'], 'en');
      for (let tabs = 0; tabs < 3; tabs += 1) {
        await page.keyboard.press('Tab');
        await focusShown(page);
      }
      await forcedColours(page, false);
      await page.close();
    });

    // That nothing of it is on paper: vanishing.test.mjs.
    test('nothing of it moves where the reader wants no motion', async (t) => {
      if (!isChromium()) return t.skip('only Chromium\'s driver sets it');
      const page = await bare();
      await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
      for (const name of ['panel-over', 'notice-first']) {
        await show(page, STATES[name], 'en');
        assert.deepEqual(await page.evaluate((id) => [...document.getElementById(id)?.shadowRoot?.querySelectorAll('*') ?? []].map((element) => getComputedStyle(element)).filter(({ animationName, transitionDuration }) => animationName !== 'none' || /[1-9]/.test(transitionDuration)).length, HOST), 0);
      }
      await page.close();
    });
  });

  describe('the extension\'s own pages', () => {
    /** Sessions with all that a card can have. */
    async function met() {
      await world().startAnew();
      const { page } = await world().signIn({ kind: 'iam-user', alias: 'practice' });
      await world().timer(page, / h /);
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
