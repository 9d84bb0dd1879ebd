// Keeps notice and panel inside the window, wherever the countdown was dragged to: above it where there is room, else below. Put in with either.
'use strict';
{
  const [GAP, LEAST] = [8, 100];
  /** @param {Countdown} countdown */
  globalThis.sessionClockInside = ({ box, bar }) => {
    const cards = /** @type {HTMLElement[]} */ ([...box.children].filter((child) => child !== bar));
    for (const { style } of cards) style.translate = style.maxHeight = '';
    const { top, bottom, height } = bar.getBoundingClientRect();
    const needed = () => cards.reduce((sum, card) => sum + card.offsetHeight + GAP, 0);
    const below = needed() > top && innerHeight - bottom > top;
    const room = (below ? innerHeight - bottom : top) - GAP;
    // The box has no height: what is in it stands above its line, or, turned round, below; the countdown itself stays where it is.
    box.style.flexDirection = below ? 'column-reverse' : '';
    box.style.translate = below ? `0 ${-height}px` : '';
    // The panel first, which scrolls anyway; it stands behind the notice.
    for (const card of cards.reverse()) {
      const over = needed() - room;
      if (over > 0) card.style.maxHeight = `${Math.max(LEAST, card.offsetHeight - over)}px`;
    }
    for (const card of cards) card.style.translate = `${Math.max(0, GAP - card.getBoundingClientRect().left)}px`;
  };
}
