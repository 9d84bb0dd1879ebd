// Moving the countdown, by hand or by the arrow keys. Put in when a pointer or the focus comes to it.
'use strict';
{
  const [PRESS, STEP] = [4, 16];
  const ARROWS = /** @type {Record<string, [number, number]>} */ ({ ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] });

  /** @param {Countdown} countdown @param {Show} shown @param {(message: FromContent) => void} send */
  (globalThis.sessionClockParts ??= {}).move = ({ host, pill, place, signal }, shown, send) => {
    /** Where it is, from the lower right corner. */
    const at = () => {
      const { right, bottom } = pill.getBoundingClientRect();
      return { right: innerWidth - right, bottom: innerHeight - bottom };
    };
    const inside = (/** @type {number} */ value, /** @type {number} */ most) => Math.max(0, Math.min(Math.round(value), most));
    /** @param {number} right @param {number} bottom */
    function move(right, bottom) {
      const position = { right: inside(right, innerWidth - pill.offsetWidth), bottom: inside(bottom, innerHeight - pill.offsetHeight) };
      place({ ...shown.look, position }, true);
      return position;
    }

    let dragged = false;
    pill.addEventListener('pointerdown', (down) => {
      dragged = false;
      // A page's script cannot drag for the user.
      if (!down.isTrusted || down.button !== 0) return;
      const start = at();
      /** @type {Look['position']} */
      let position = null;
      const moved = (/** @type {PointerEvent} */ { clientX, clientY }) => {
        const [x, y] = [clientX - down.clientX, clientY - down.clientY];
        if (position || Math.hypot(x, y) > PRESS) position = move(start.right - x, start.bottom - y);
      };
      pill.setPointerCapture(down.pointerId);
      const ended = new AbortController();
      pill.addEventListener('pointermove', moved, ended);
      // The browser may take the pointer away, for a gesture of its own.
      for (const end of ['pointerup', 'pointercancel']) {
        pill.addEventListener(end, () => {
          ended.abort();
          if (position) send({ kind: 'moved', position });
          dragged = position !== null;
        }, ended);
      }
    });
    // What was dragged was not pressed.
    pill.addEventListener('click', (click) => dragged && click.stopImmediatePropagation(), { capture: true });

    // Listened for in front of the page's own shortcuts, so that they do not act upon these keys too.
    addEventListener('keydown', (event) => {
      const arrow = ARROWS[event.key];
      if (!arrow || !event.isTrusted || event.target !== host || !pill.matches(':focus')) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const step = event.shiftKey ? 1 : STEP;
      const { right, bottom } = at();
      send({ kind: 'moved', position: move(right + arrow[0] * step, bottom + arrow[1] * step) });
    }, { capture: true, signal });
  };
}
