// Where the countdown is hidden, each with what shows it again.
import { say, word } from './words.js';

/** @typedef {import('./types.js').Options} Options */
/** @typedef {{ key: string, text: string, hint?: string, option: keyof Options, undo: import('../messages.js').FromPage }} Hidden `undo`: what to ask of the background */

/** @param {Pick<Options, 'off' | 'off_services' | 'off_hosts'>} options @returns {Hidden[]} */
export function hiddenOnes({ off, off_services, off_hosts }) {
  const among = (/** @type {'off_services' | 'off_hosts'} */ option, /** @type {string} */ entry) =>
    ({ key: entry, text: say('HIDDEN_ON', entry), option, undo: { kind: /** @type {const} */ ('change-lists'), entries: { [option]: { drop: [entry] } } } });
  return [
    ...(off ? [{ key: 'everywhere', text: word('HIDDEN_EVERYWHERE'), option: /** @type {const} */ ('off'), undo: { kind: /** @type {const} */ ('change-options'), change: { off: false } } }] : []),
    ...off_services.map((service) => ({ ...among('off_services', service), hint: word('HIDDEN_EVERY_REGION') })),
    // By whole hosts only an organisation hides it.
    ...off_hosts.map((host) => among('off_hosts', host)),
  ];
}
