// Moving the countdown, put in when a pointer comes to it.
'use strict';
/** @param {Countdown} countdown @param {Show} shown @param {(message: FromContent) => void} send */
(globalThis.sessionClockParts ??= {}).drag = ({ host, bar, place }, shown, send) => {
  bar.addEventListener('pointerdown', (down) => {
    // A page's script cannot drag for the user; the button in the bar is for clicking.
    if (!down.isTrusted || /** @type {Element} */ (down.target).closest('button')) return;
    const { right, bottom } = host.getBoundingClientRect();
    const start = { x: innerWidth - right + down.clientX, y: innerHeight - bottom + down.clientY };
    /** @type {Look['position']} */
    let position = null;
    const moved = (/** @type {PointerEvent} */ { clientX, clientY }) => {
      position = { right: Math.max(0, Math.round(start.x - clientX)), bottom: Math.max(0, Math.round(start.y - clientY)) };
      place(position);
    };
    bar.setPointerCapture(down.pointerId);
    bar.addEventListener('pointermove', moved);
    bar.addEventListener('pointerup', () => {
      bar.removeEventListener('pointermove', moved);
      if (position) send({ kind: 'moved', position });
    }, { once: true });
  });
};
