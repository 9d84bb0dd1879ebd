// The crossed bell of a session that is muted. Put in with the first that is.
'use strict';
{
  /** @param {Countdown} countdown @param {Show} shown */
  (globalThis.sessionClockParts ??= {}).bell = ({ pill }, { view }) => {
    const stands = pill.querySelector('svg');
    if (!view?.muted) stands?.remove();
    else if (!stands) pill.append(globalThis.sessionClockIcon('muted'));
  };
}
