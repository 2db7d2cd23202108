'use strict';
/* The time that all charts over time show: one range for all of them, and whoever moves one moves all. */
flatline.range = (function () {
  const listeners = [];
  let end = 1;
  let part = null; /* null is the whole run, however long it becomes */

  const least = () => Math.min(end, Math.max(2, end / 400));
  const shown = () => part || { min: 0, max: end };

  function set(min, max) {
    const width = Math.max(least(), Math.min(end, max - min));
    const from = Math.max(0, Math.min(end - width, (min + max - width) / 2));
    part = width >= end * 0.999 ? null : { min: from, max: from + width };
    listeners.forEach((listener) => listener(shown()));
  }

  return {
    shown, set, least,
    end: () => end,
    isWhole: () => part === null,
    reset: () => set(0, end),
    zoom(factor) {
      const { min, max } = shown();
      const half = ((max - min) * factor) / 2;
      set((min + max) / 2 - half, (min + max) / 2 + half);
    },
    move(share) {
      const { min, max } = shown();
      const step = (max - min) * share;
      const allowed = Math.max(-min, Math.min(end - max, step));
      set(min + allowed, max + allowed);
    },
    /* A fault, a little of what was before it, and the way back. */
    around(from, to) {
      set(Math.max(0, from - Math.max(2, (to - from) / 2)), Math.min(end, to + Math.max(10, to - from)));
    },
    /* The run has become longer, or another is shown. */
    lasts(seconds) {
      end = seconds;
      if (part && part.max > end) part = null;
    },
    onChange(listener) { listeners.push(listener); },
  };
})();
