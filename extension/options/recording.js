// The recording for `session-clock replay`, off unless turned on here.
import { platform } from '../platform.js';
import { button, el, saveAs } from '../pages/dom.js';
import { say, word } from '../pages/words.js';
import { lockedNote, section, tickBox } from './form.js';

const KEY = 'recording';

/** @param {import('./options.js').Page} page */
export function recording({ options, locked, change, stored, said }) {
  const isLocked = locked.includes('recording');
  /** @type {unknown[]} */
  const events = stored.local[KEY]?.events ?? [];
  // One event a line, and of what is kept beside them nothing: it tells what the stand-ins stand for.
  const save = () => saveAs('session-clock-recording.jsonl', events.map((event) => `${JSON.stringify(event)}\n`).join(''), 'application/jsonl');
  const drop = async () => {
    await platform.storage.local.remove(KEY);
    said(word('FORGOTTEN'));
  };
  return section('recording-section', word('RECORDING'), lockedNote(isLocked),
    tickBox('recording', word('RECORDING_ON'), options.recording, (on) => change({ recording: on }), isLocked),
    el('p', { class: 'hint' }, word('RECORDING_WHAT')),
    events.length > 0 && el('p', {}, say('RECORDED', events.length)),
    events.length > 0 && el('div', { class: 'row' }, button(word('RECORDING_SAVE'), save, { 'data-key': 'recording-save' }), button(word('RECORDING_DELETE'), drop, { 'data-key': 'recording-drop' })));
}
