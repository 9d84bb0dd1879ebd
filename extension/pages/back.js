// The door that leads back after the end, and to which page: `shared/address.js`.
import '../shared/address.js';

export const wayBack = globalThis.sessionClockAddress.back;
