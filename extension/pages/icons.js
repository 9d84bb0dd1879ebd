// The drawings of `shared/icons.js`, for modules.
import '../shared/icons.js';

export const icon = globalThis.sessionClockIcon;
