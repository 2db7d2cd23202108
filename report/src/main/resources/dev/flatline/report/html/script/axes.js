'use strict';
/* The axes of each kind of chart. */
flatline.axes = (function () {
  const WIDTH = 62;
  const { format, theme } = flatline;

  const frame = () => ({ grid: { color: theme.color('grid') }, border: { color: theme.color('line') } });
  const ticks = (more) => ({ color: theme.color('quiet'), maxRotation: 0, autoSkipPadding: 20, ...more });

  /* The powers of ten, and 2 and 5 times each where there are few of them. */
  function logTicks(scale) {
    const from = Math.floor(Math.log10(scale.min));
    const to = Math.ceil(Math.log10(scale.max));
    const steps = to - from <= 2 ? [1, 2, 5] : [1];
    const all = [];
    for (let power = from; power <= to; power++) steps.forEach((step) => all.push(step * 10 ** power));
    const within = all.filter((value) => value >= scale.min * 0.999 && value <= scale.max * 1.001);
    const every = Math.ceil(within.length / 6);
    scale.ticks = within.filter((value, i) => i % every === 0).map((value) => ({ value }));
  }

  /* Steps of a power of two, as sizes have them. */
  function byteTicks(scale) {
    const step = 2 ** Math.ceil(Math.log2(Math.max(1, scale.max) / 5));
    scale.ticks = [];
    for (let value = 0; value <= scale.max; value += step) scale.ticks.push({ value });
  }

  /* The smallest and the largest value above 0, of the points' x (0) or y (1). */
  function extent(figure, axis) {
    let least = Infinity;
    let most = 0;
    figure.lines.forEach((line) => line.points.forEach((point) => {
      if (point[axis] > 0) least = Math.min(least, point[axis]);
      if (point[axis] > 0) most = Math.max(most, point[axis]);
    }));
    return most > 0 ? [least, most] : [1, 1];
  }

  function vertical(figure) {
    const shared = { ...frame(), afterFit: (scale) => { scale.width = WIDTH; } };
    if (figure.log) {
      const [least, most] = extent(figure, 1);
      return { ...shared, type: 'logarithmic', min: least * 0.7, max: most * 1.4, afterBuildTicks: logTicks,
        ticks: ticks({ callback: format.ticks(figure.unit) }) };
    }
    return { ...shared, type: 'linear', beginAtZero: true, afterBuildTicks: figure.unit === 'bytes' ? byteTicks : undefined, suggestedMax: figure.kind === 'since' ? 100 : figure.unit === 'count' ? 1 : undefined,
      ticks: ticks({ precision: figure.unit === 'count' ? 0 : undefined, maxTicksLimit: 6, callback: format.ticks(figure.unit) }) };
  }

  /* HdrHistogram's axis: 90 %, 99 %, 99.9 % are equally far apart. */
  function share(x) {
    const power = Math.round(Math.log10(x));
    return power === 0 ? '0 %' : power === 1 ? '90 %' : '99' + (power > 2 ? '.' + '9'.repeat(power - 2) : '') + ' %';
  }

  const horizontal = {
    time: () => ({ ...frame(), type: 'linear', ...flatline.range.shown(), ticks: ticks({ callback: format.clock }) }),
    since: (figure, log) => ({ ...frame(), type: log ? 'logarithmic' : 'linear', min: log ? Math.max(1, extent(figure, 0)[0]) : 0,
      afterBuildTicks: log ? logTicks : undefined, ticks: ticks({ callback: format.duration }) }),
    spectrum: () => ({ ...frame(), type: 'logarithmic', min: 1,
      afterBuildTicks: (scale) => {
        scale.ticks = [];
        for (let power = 0; 10 ** power <= scale.max * 1.001; power++) scale.ticks.push({ value: 10 ** power });
      },
      ticks: ticks({ autoSkip: true, callback: share }) }),
    bars: (figure) => ({ ...frame(), type: 'linear', min: Math.min(...figure.lines[0].points.map((point) => point[0])),
      suggestedMax: Math.max(...(figure.marks || []).map((bound) => bound.at * 1.02), 0), ticks: ticks({ maxTicksLimit: 7, callback: format.duration }) }),
  };

  /* What a point is called in a tooltip. */
  const titles = {
    time: (x) => format.clock(x),
    since: (x) => format.duration(x) + ' after the end',
    spectrum: (x) => (100 - 100 / x).toFixed(Math.min(6, Math.max(0, Math.ceil(Math.log10(x)) - 1))) + ' %',
    bars: (x) => format.duration(x),
  };

  return { WIDTH, titles, of: (figure, log) => ({ x: horizontal[figure.kind](figure, log), y: vertical(figure) }) };
})();
