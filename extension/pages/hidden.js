// Where the countdown is hidden, each with what shows it again.
import { say, word } from './words.js';

/** @typedef {import('./types.js').Options} Options */
/** @typedef {{ key: string, text: string, hint?: string, option: string, undo: Partial<Options> }} Hidden */

/** @param {Pick<Options, 'off' | 'off_services' | 'off_hosts'>} options @returns {Hidden[]} */
export const hiddenOnes = ({ off, off_services, off_hosts }) => [
  ...(off ? [{ key: 'everywhere', text: word('HIDDEN_EVERYWHERE'), option: 'off', undo: { off: false } }] : []),
  ...off_services.map((service) => ({ key: service, text: say('HIDDEN_ON', service), hint: word('HIDDEN_EVERY_REGION'), option: 'off_services', undo: { off_services: off_services.filter((other) => other !== service) } })),
  // By whole hosts only an organisation hides it.
  ...off_hosts.map((host) => ({ key: host, text: say('HIDDEN_ON', host), option: 'off_hosts', undo: { off_hosts: off_hosts.filter((other) => other !== host) } })),
];
