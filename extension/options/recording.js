// The recording for `session-clock replay`, off unless turned on here.
import { ask } from '../pages/ask.js';
import { button, el, saveAs } from '../pages/dom.js';
import { say, word } from '../pages/words.js';
import { part, switchItem } from './form.js';

/** @param {import('./options.js').Page} page */
export function recording({ options, locked, change, stored, said }) {
  /** @type {unknown[]} */
  const events = stored.local.recording?.events ?? [];
  // One event a line, and of what is kept beside them nothing: it tells what the stand-ins stand for.
  const save = () => saveAs('session-clock-recording.jsonl', events.map((event) => `${JSON.stringify(event)}\n`).join(''), 'application/jsonl');
  const drop = async () => {
    await ask({ kind: 'drop', what: 'recording' });
    said(word('FORGOTTEN'));
  };
  const kept = events.length > 0 && el('div', { class: 'row' }, el('span', { class: 'small' }, say('RECORDED', events.length)),
    button(word('RECORDING_SAVE'), save, { 'data-key': 'recording-save' }), button(word('RECORDING_DELETE'), drop, { 'data-key': 'recording-drop' }));
  return part('recording-section', switchItem('recording', word('RECORDING_ON'), options.recording, (on) => change({ recording: on }), { hint: word('RECORDING_WHAT'), locked: locked.includes('recording'), below: [kept] }));
}
