// Small drawings, in the colour of the text around them. None says anything that words beside it, or the button's name, do not say. A content script loads it as it
// is, a module imports it for its global.
'use strict';
{
  const NAMESPACE = 'http://www.w3.org/2000/svg';

  /** @type {Record<string, string[]>} */
  const PATHS = {
    'close': ['M6 6l12 12M18 6L6 18'],
    'chevron': ['M6 9.5l6 6 6-6'],
    'outside': ['M13 5h6v6', 'M19 5l-8 8', 'M17 14v4a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 5 18V9a1.5 1.5 0 0 1 1.5-1.5H10'],
    'muted': ['M6 16.5h12c-1.2-1.3-1.8-2.6-1.8-6a4.2 4.2 0 0 0-8.4 0c0 3.4-.6 4.7-1.8 6z', 'M10.5 19.5h3', 'M4 4l16 16'],
  };

  /** @param {string} name @param {string[]} [paths] of a drawing that is not one of these */
  function icon(name, paths = PATHS[name]) {
    const svg = document.createElementNS(NAMESPACE, 'svg');
    for (const [key, value] of Object.entries({ 'viewBox': '0 0 24 24', 'class': `icon ${name}`, 'aria-hidden': 'true', 'focusable': 'false' })) svg.setAttribute(key, value);
    for (const d of paths) svg.appendChild(document.createElementNS(NAMESPACE, 'path')).setAttribute('d', d);
    return svg;
  }

  globalThis.sessionClockIcon = icon;
}
