// The options as a file, and from one.
import { ask } from '../pages/ask.js';
import { button, el, saveAs } from '../pages/dom.js';
import { say, word } from '../pages/words.js';
import { item, judge, part } from './form.js';

/** @param {import('./options.js').Page} page */
export function backup({ own, said, show }) {
  const input = el('input', { 'type': 'file', 'id': 'options-file', 'data-key': 'options-file', 'hidden': true, 'aria-label': word('IMPORT_OPTIONS'), 'aria-describedby': 'options-file-fault', 'accept': '.json,application/json', 'onchange': () => load() });
  async function load() {
    const [file] = input.files ?? [];
    if (!file) return;
    const fault = await loadFrom(await file.text());
    // The same file may be chosen again once it is mended.
    input.value = '';
    if (!judge(input, fault)) return;
    said(word('OPTIONS_LOADED'));
    await show();
  }
  return part('backup', item(word('BACKUP'), [
    button(word('EXPORT'), () => saveAs('session-clock-options.json', `${JSON.stringify(own, null, 2)}\n`), { 'data-key': 'export' }),
    button(word('IMPORT_OPTIONS'), () => input.click(), { 'data-key': 'import' }), input,
  ], { below: [el('p', { class: 'error small', id: 'options-file-fault', role: 'alert' })] }));
}

/** Takes options from a file's text, all or none. @param {string} text @returns {Promise<string>} what is wrong with it, or nothing */
async function loadFrom(text) {
  let options;
  try {
    options = JSON.parse(text);
  } catch {
    return word('OPTIONS_NOT_JSON');
  }
  const wrong = await ask({ kind: 'change-options', change: options });
  return wrong === null ? '' : say('OPTIONS_WRONG', wrong ?? '');
}
