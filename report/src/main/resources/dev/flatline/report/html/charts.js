'use strict';
/* Draws the charts of the page from the JSON beside it: one shared axis, the faults behind the lines. */
(function () {
  let data = JSON.parse(document.getElementById('data').textContent);
  const AXIS_WIDTH = 56;
  const LABEL_HEIGHT = 18;
  const LABEL_FONT = '12px system-ui, sans-serif';
  const charts = [];

  const color = (role) => getComputedStyle(document.documentElement).getPropertyValue('--' + role).trim();
  const number = (value) => value.toLocaleString('en-US');
  /* Ticks of one axis in one unit, so that none is wider than the room for it. */
  function tick(value) {
    const [size, unit] = this.max >= 1e6 ? [1e6, 'M'] : this.max >= 1e4 ? [1e3, 'k'] : [1, ''];
    return value === 0 ? '0' : (value / size).toLocaleString('en-US', { maximumFractionDigits: 3 }) + unit;
  }
  const clock = (seconds) => {
    if (data.end <= 180) return number(Math.round(seconds * 10) / 10) + ' s';
    const whole = Math.round(seconds);
    return Math.floor(whole / 60) + ':' + String(whole % 60).padStart(2, '0');
  };

  const looks = {
    first: { color: 'accent', dash: [], width: 2 },
    second: { color: 'second', dash: [6, 4], width: 2 },
    bad: { color: 'bad', dash: [2, 3], width: 2 },
  };

  function dataset(series, only) {
    const look = looks[series.look];
    const ink = color(look.color);
    return {
      label: series.label,
      data: series.points.map(([x, y]) => ({ x, y })),
      borderColor: ink,
      backgroundColor: ink,
      borderWidth: look.width,
      borderDash: only ? [] : look.dash,
      pointRadius: 0,
      pointHitRadius: 8,
      stepped: series.stepped ? 'before' : false,
    };
  }

  /* Chart.js leaves the dashes out of its legend. */
  function legend(chart) {
    return Chart.defaults.plugins.legend.labels.generateLabels(chart).map((label) =>
      ({ ...label, lineDash: chart.data.datasets[label.datasetIndex].borderDash, lineWidth: 2 }));
  }

  /* A fault's name stands above the plot where the fault begins; where names would meet, the later one moves up a row. */
  function labels(width) {
    const pen = document.createElement('canvas').getContext('2d');
    pen.font = LABEL_FONT;
    const rowEnds = [];
    return data.bands.map((band) => {
      const text = width < 480 && data.bands.length > 3 ? band.number : band.number + ' ' + band.label;
      const from = (band.from / data.end) * width;
      const room = pen.measureText(text).width + 10;
      const left = Math.min(from, width - room);
      let row = rowEnds.findIndex((end) => end <= left);
      if (row < 0) row = rowEnds.push(0) - 1;
      rowEnds[row] = left + room;
      return { text, row, shift: left - from };
    });
  }

  function annotations(placed) {
    const all = {};
    data.bands.forEach((band, i) => {
      all['band' + i] = {
        type: 'box', drawTime: 'beforeDatasetsDraw', xMin: band.from, xMax: band.to,
        backgroundColor: color('band'), borderWidth: 0,
      };
      all['label' + i] = {
        type: 'label', drawTime: 'afterDatasetsDraw', content: placed[i].text, font: { size: 12 },
        color: color('bad'), padding: { x: 0, y: 2 }, position: { x: 'start', y: 'end' },
        xValue: band.from, yValue: (context) => context.chart.scales.y.max,
        xAdjust: placed[i].shift, yAdjust: -placed[i].row * LABEL_HEIGHT,
      };
    });
    return all;
  }

  function place(chart, width) {
    const placed = labels(width);
    const rows = placed.reduce((most, label) => Math.max(most, label.row + 1), 0);
    chart.options.layout.padding.top = rows * LABEL_HEIGHT + 4;
    chart.options.plugins.annotation.annotations = annotations(placed);
  }

  function options(series) {
    const quiet = color('quiet');
    const axis = { grid: { color: color('grid') }, border: { color: color('line') } };
    return {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      normalized: true,
      interaction: { mode: 'index', axis: 'x', intersect: false },
      layout: { padding: { top: 4 } },
      scales: {
        x: {
          ...axis, type: 'linear', min: 0, max: data.end,
          ticks: { color: quiet, maxRotation: 0, autoSkipPadding: 24, callback: clock },
        },
        y: {
          ...axis, beginAtZero: true, suggestedMax: 1, afterFit: (scale) => { scale.width = AXIS_WIDTH; },
          ticks: { color: quiet, precision: 0, maxTicksLimit: 6, callback: tick },
        },
      },
      plugins: {
        legend: {
          display: series.length > 1, position: 'bottom',
          labels: {
            color: color('ink'), usePointStyle: true, pointStyle: 'line', pointStyleWidth: 28, padding: 16,
            generateLabels: legend,
          },
        },
        tooltip: { callbacks: { title: (items) => (items.length ? clock(items[0].parsed.x) : '') } },
        annotation: { clip: false, annotations: {} },
      },
    };
  }

  function draw() {
    charts.splice(0).forEach((chart) => chart.destroy());
    for (const { id, series } of data.charts) {
      const only = series.length === 1;
      const chart = new Chart(document.getElementById(id), {
        type: 'line',
        data: { datasets: series.map((line) => dataset(line, only)) },
        options: options(series),
      });
      const plot = () => chart.width - AXIS_WIDTH - 12;
      place(chart, plot());
      chart.options.onResize = () => { place(chart, plot()); };
      chart.update('none');
      charts.push(chart);
    }
  }

  draw();
  /* Draws again, from new data of the same kind. */
  window.flatline = { show(next) { data = next; draw(); } };
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  const theme = document.documentElement.dataset;
  addEventListener('beforeprint', () => { theme.theme = 'light'; draw(); });
  addEventListener('afterprint', () => { delete theme.theme; draw(); });
  document.querySelectorAll('details').forEach((box) =>
    addEventListener('beforeprint', () => { box.open = true; }));
})();
