// Where the countdown is hidden, each with what shows it again.
import { say, word } from './words.js';

/** @typedef {import('./types.js').Options} Options */
/** @typedef {{ key: string, text: string, hint?: string, option: string, undo: Partial<Options> }} Hidden */

/** @param {Pick<Options, 'off' | 'off_hosts'>} options @returns {Hidden[]} */
export const hiddenOnes = ({ off, off_hosts }) => [
  ...(off ? [{ key: 'everywhere', text: word('HIDDEN_EVERYWHERE'), option: 'off', undo: { off: false } }] : []),
  ...off_hosts.map((host) => ({ key: host, text: say('HIDDEN_ON', host), option: 'off_hosts', undo: { off_hosts: off_hosts.filter((other) => other !== host) } })),
];
