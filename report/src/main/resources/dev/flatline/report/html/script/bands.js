'use strict';
/* The faults behind the lines, and their names above the plot; in other charts, the lines that mark a bound. */
flatline.bands = (function () {
  const ROW = 18;
  const FONT = '12px ' + getComputedStyle(document.body).fontFamily;
  const pen = document.createElement('canvas').getContext('2d');

  /* A name stands where its fault begins; where names would meet, the later one moves up a row. */
  function rows(bands, range, width, name) {
    pen.font = FONT;
    const ends = [];
    const scale = width / (range.max - range.min);
    const places = bands.map((band) => {
      if (band.to < range.min || band.from > range.max) return null;
      const from = Math.max(0, (band.from - range.min) * scale);
      const room = pen.measureText(name(band)).width + 10;
      const left = Math.max(0, Math.min(from, width - room));
      let row = ends.findIndex((end) => end <= left);
      if (row < 0) row = ends.push(0) - 1;
      ends[row] = left + room;
      return { text: name(band), row, at: Math.max(band.from, range.min), shift: left - from };
    });
    return { places, high: ends.length };
  }

  /* Where names would be more than two rows high, numbers stand for them: the list above has the names. */
  function placed(bands, range, width) {
    const names = rows(bands, range, width, (band) => band.number + ' ' + band.label);
    return names.high <= 2 ? names : rows(bands, range, width, (band) => band.number);
  }

  /* Puts the faults into the options of a chart over time, for the range that it shows. */
  function place(options, bands, range, width) {
    const { color } = flatline.theme;
    const all = {};
    const { places, high } = placed(bands, range, width);
    places.forEach((place, i) => {
      if (!place) return;
      all['band' + i] = {
        type: 'box', drawTime: 'beforeDatasetsDraw', xMin: bands[i].from, xMax: bands[i].to,
        backgroundColor: color('band'), borderWidth: 0,
      };
      all['label' + i] = {
        type: 'label', drawTime: 'afterDatasetsDraw', content: place.text, font: { size: 12 },
        color: color('bad'), padding: { x: 0, y: 2 }, position: { x: 'start', y: 'end' },
        xValue: place.at, yValue: (context) => context.chart.scales.y.max,
        xAdjust: place.shift, yAdjust: -place.row * ROW,
      };
    });
    options.layout.padding.top = Math.max(1, high) * ROW + 4;
    options.plugins.annotation.annotations = all;
  }

  function mark(options, marks) {
    const { color } = flatline.theme;
    const all = {};
    marks.forEach((bound, i) => {
      all['mark' + i] = {
        type: 'line', scaleID: 'x', value: bound.at, borderColor: color('bad'), borderWidth: 2, borderDash: [6, 4],
        label: {
          display: true, content: bound.label, position: 'start', color: color('bad'), backgroundColor: color('card'),
          font: { size: 12, weight: 'normal' }, padding: 3,
        },
      };
    });
    options.plugins.annotation.annotations = all;
  }

  return { place, mark };
})();
