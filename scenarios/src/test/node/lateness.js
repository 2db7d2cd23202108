// By how much this process's timers are late, looked at every 5 ms.
'use strict';

const TICK_MILLIS = 5;
// A timer is late by a millisecond or so on an idle machine.
const NOISE_MILLIS = 2;
// What happens in a delay happens at its ends: the client hears of its loss and sets its timer, and the timer is due.
const TICKS_OF_AN_END = 20;

const lates = [];
let tick = performance.now();

function pending(now) {
  return Math.max(0, now - tick - TICK_MILLIS);
}

setInterval(() => {
  const now = performance.now();
  lates.push(pending(now));
  tick = now;
}, TICK_MILLIS);

exports.mark = () => lates.length;

// The milliseconds that a delay which began at a mark, and ends now, may be too long by.
exports.heldUp = (mark) => {
  const all = [...lates.slice(mark), pending(performance.now())];
  const ends = all.length > 2 * TICKS_OF_AN_END ? [...all.slice(0, TICKS_OF_AN_END), ...all.slice(-TICKS_OF_AN_END)] : all;
  // What held a tick up may have begun right after the tick before.
  return ends.filter((late) => late > NOISE_MILLIS).reduce((sum, late) => sum + late + TICK_MILLIS, 0);
};
