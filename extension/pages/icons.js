// The drawings of `shared/icons.js`, for modules, and those that only our own pages have.
import '../shared/icons.js';

/** @type {Record<string, string[]>} */
const OWN = {
  'eye': ['M2 12s3.6-6.5 10-6.5S22 12 22 12s-3.6 6.5-10 6.5S2 12 2 12z', 'M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z'],
  'eye-off': ['M5 7.8C3 9.6 2 12 2 12s3.6 6.5 10 6.5c1.7 0 3.2-.5 4.5-1.1', 'M9 5.9a11 11 0 0 1 3-.4c6.4 0 10 6.5 10 6.5s-.8 1.5-2.4 3.1', 'M4 4l16 16'],
  'gear': ['M12 15.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4z', 'M12 2.5v3M12 18.5v3M2.5 12h3M18.5 12h3M5.3 5.3l2.1 2.1M16.6 16.6l2.1 2.1M5.3 18.7l2.1-2.1M16.6 7.4l2.1-2.1'],
  'lock': ['M6.5 11h11v8.5h-11z', 'M8.5 11V8a3.5 3.5 0 0 1 7 0v3'],
};

/** @param {keyof typeof OWN | 'close' | 'chevron' | 'outside' | 'muted'} name */
export const icon = (name) => globalThis.sessionClockIcon(name, OWN[name]);
