// Small drawings, in the colour of the text around them. None says anything that words beside it, or the button's name, do not say. A content script loads it as it
// is, a module imports it for its global.
'use strict';
{
  const NAMESPACE = 'http://www.w3.org/2000/svg';

  const PATHS = {
    'eye': ['M2 12s3.6-6.5 10-6.5S22 12 22 12s-3.6 6.5-10 6.5S2 12 2 12z', 'M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z'],
    'eye-off': ['M5 7.8C3 9.6 2 12 2 12s3.6 6.5 10 6.5c1.7 0 3.2-.5 4.5-1.1', 'M9 5.9a11 11 0 0 1 3-.4c6.4 0 10 6.5 10 6.5s-.8 1.5-2.4 3.1', 'M4 4l16 16'],
    'gear': ['M12 15.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4z', 'M12 2.5v3M12 18.5v3M2.5 12h3M18.5 12h3M5.3 5.3l2.1 2.1M16.6 16.6l2.1 2.1M5.3 18.7l2.1-2.1M16.6 7.4l2.1-2.1'],
    'close': ['M6 6l12 12M18 6L6 18'],
    'chevron': ['M6 9.5l6 6 6-6'],
    'outside': ['M13 5h6v6', 'M19 5l-8 8', 'M17 14v4a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 5 18V9a1.5 1.5 0 0 1 1.5-1.5H10'],
    'muted': ['M6 16.5h12c-1.2-1.3-1.8-2.6-1.8-6a4.2 4.2 0 0 0-8.4 0c0 3.4-.6 4.7-1.8 6z', 'M10.5 19.5h3', 'M4 4l16 16'],
    'lock': ['M6.5 11h11v8.5h-11z', 'M8.5 11V8a3.5 3.5 0 0 1 7 0v3'],
  };

  /** @param {keyof typeof PATHS} name */
  function icon(name) {
    const svg = document.createElementNS(NAMESPACE, 'svg');
    for (const [key, value] of Object.entries({ 'viewBox': '0 0 24 24', 'class': `icon ${name}`, 'aria-hidden': 'true', 'focusable': 'false' })) svg.setAttribute(key, value);
    for (const d of PATHS[name]) svg.appendChild(document.createElementNS(NAMESPACE, 'path')).setAttribute('d', d);
    return svg;
  }

  globalThis.sessionClockIcon = icon;
}
