'use strict';
/* Numbers as people read them, in the same words as the rest of the page. */
flatline.format = (function () {
  const plain = (value, most) => value.toLocaleString('en-US', { maximumFractionDigits: most });
  const digits = (value) => (Math.abs(value) >= 99.95 ? plain(value, 0) : Math.abs(value) >= 9.995 ? plain(value, 1) : plain(value, 2));

  function duration(millis) {
    if (millis === 0) return '0';
    if (millis < 0.9995) return digits(millis * 1e3) + ' µs';
    if (millis < 999.5) return digits(millis) + ' ms';
    if (millis < 59950) return digits(millis / 1e3) + ' s';
    const seconds = Math.round(millis / 1e3);
    return Math.floor(seconds / 60) + ' min' + (seconds % 60 ? ' ' + (seconds % 60) + ' s' : '');
  }

  function bytes(value) {
    const power = Math.min(3, Math.max(0, Math.floor(Math.log2(Math.max(1, value)) / 10)));
    return digits(value / 1024 ** power) + ' ' + ['B', 'KiB', 'MiB', 'GiB'][power];
  }

  function count(value) {
    return plain(value, 1);
  }

  const units = { count, ms: duration, bytes, percent: (value) => digits(value) + ' %', processors: digits };

  /* A moment of the run. */
  function clock(seconds) {
    if (flatline.range.end() <= 180) return plain(seconds, 1) + ' s';
    const whole = Math.round(seconds);
    const minutes = Math.floor(whole / 60);
    const rest = String(whole % 60).padStart(2, '0');
    return minutes < 60 ? minutes + ':' + rest : Math.floor(minutes / 60) + ':' + String(minutes % 60).padStart(2, '0') + ':' + rest;
  }

  /* Ticks of one axis in one unit, so that none is wider than the room for it. */
  function ticks(unit) {
    if (unit !== 'count') return (value) => units[unit](value);
    return function (value) {
      const [size, sign] = this.max >= 1e6 ? [1e6, 'M'] : this.max >= 1e4 ? [1e3, 'k'] : [1, ''];
      return value === 0 ? '0' : plain(value / size, 3) + sign;
    };
  }

  return { units, duration, clock, ticks };
})();
