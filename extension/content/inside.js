// Keeps notice and panel inside the window, wherever the countdown was dragged to: above it where there is room, else below. Put in with either.
'use strict';
{
  const GAP = 8;
  /** @param {Countdown} countdown */
  globalThis.sessionClockInside = ({ box, bar }) => {
    const cards = /** @type {HTMLElement[]} */ ([...box.children].filter((child) => child !== bar));
    const panel = cards.find((card) => card.classList.contains('panel'));
    for (const card of cards) card.style.translate = '';
    if (panel) panel.style.maxHeight = '';
    const { top, bottom, height } = bar.getBoundingClientRect();
    const needed = cards.reduce((sum, card) => sum + card.offsetHeight + GAP, 0);
    const below = needed > top && innerHeight - bottom > top;
    const room = (below ? innerHeight - bottom : top) - GAP;
    // The box has no height: what is in it stands above its line, or, turned round, below; the countdown itself stays where it is.
    box.style.flexDirection = below ? 'column-reverse' : '';
    box.style.translate = below ? `0 ${-height}px` : '';
    if (panel && needed > room) panel.style.maxHeight = `${Math.max(80, room - (needed - panel.offsetHeight))}px`;
    for (const card of cards) card.style.translate = `${Math.max(0, GAP - card.getBoundingClientRect().left)}px`;
  };
}
