// Words for what may be wrong, and what to do about it.
import { say, word } from './words.js';

const WRONG = {
  'not-the-console': 'WRONG_HOST', 'no-arn': 'WRONG_NO_ARN', 'unknown-arn': 'WRONG_ARN', 'sessions-differ': 'WRONG_SESSIONS',
  'identities-differ': 'WRONG_IDENTITIES', 'identity-changed': 'WRONG_CHANGED',
};

/** Why a page was not understood. @param {string | Record<string, string>} misunderstood as the core says it */
export function whyMisunderstood(misunderstood) {
  if (typeof misunderstood !== 'string') {
    const fault = misunderstood['session-data'] ?? '';
    return fault === 'missing' ? word('WRONG_DATA_MISSING') : say('WRONG_DATA', fault);
  }
  return word(WRONG[/** @type {keyof typeof WRONG} */ (misunderstood)] ?? 'WRONG_ARN');
}
