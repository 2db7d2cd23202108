'use strict';
/* Makes a chart of each figure of the data, once, and brings it up to date afterwards. */
flatline.charts = (function () {
  const { axes, format, range, theme } = flatline;
  const drawn = new Map(); /* by the figure's id: its chart and the data that it shows */
  const logarithmic = new Set(); /* figures whose time axis a reader made logarithmic */
  let bands = [];

  const plotWidth = (chart) => chart.width - axes.WIDTH - 12;

  function zoom() {
    const follow = ({ chart }) => range.set(chart.scales.x.min, chart.scales.x.max);
    return {
      limits: { x: { min: 0, max: range.end(), minRange: range.least() } },
      zoom: {
        mode: 'x', onZoom: follow, wheel: { enabled: true, modifierKey: 'ctrl' }, pinch: { enabled: true },
        drag: { enabled: true, threshold: 6, backgroundColor: theme.color('drag') },
      },
      pan: { enabled: true, mode: 'x', modifierKey: 'shift', onPan: follow },
    };
  }

  /* All options of a chart whose plot is that wide. */
  function prepared(figure, width) {
    const made = options(figure);
    made.onResize = (chart) => decorate(chart.options, figure, plotWidth(chart));
    decorate(made, figure, width);
    return made;
  }

  function options(figure) {
    const title = axes.titles[figure.kind];
    const timed = figure.kind === 'time';
    return {
      animation: false, responsive: true, maintainAspectRatio: false, normalized: true,
      interaction: { mode: timed ? 'index' : 'nearest', axis: 'x', intersect: false },
      layout: { padding: { top: 8, right: 12 } },
      scales: axes.of(figure, logarithmic.has(figure.id)),
      plugins: {
        legend: { display: false },
        tooltip: {
          filter: (item) => item.parsed.y !== null,
          callbacks: {
            title: (items) => (items.length ? title(items[0].parsed.x) : ''),
            label: (item) => ' ' + item.dataset.label + ': ' + format.units[figure.unit](item.parsed.y),
          },
        },
        annotation: { clip: false, annotations: {} },
        ...(timed ? { zoom: zoom() } : {}),
      },
    };
  }

  function decorate(target, figure, width) {
    if (figure.kind === 'time') flatline.bands.place(target, bands, range.shown(), width);
    else flatline.bands.mark(target, figure.marks || []);
  }

  function make(figure) {
    const canvas = document.getElementById('chart-' + figure.id);
    if (!canvas) return;
    const width = canvas.parentNode.clientWidth - axes.WIDTH - 12;
    const chart = new Chart(canvas, { type: 'line', data: { datasets: [] }, options: prepared(figure, width) });
    drawn.set(figure.id, { chart, figure });
    fill(chart, figure);
  }

  /* Options that are set are read at the next update: what is to be drawn must be in them before. */
  function renew(chart, figure) {
    chart.options = prepared(figure, plotWidth(chart));
    fill(chart, figure);
  }

  function fill(chart, figure) {
    chart.data.datasets = figure.lines.map((line, i) => flatline.looks.dataset(figure, line, i));
    flatline.legend.restore(chart, figure);
    chart.update('none');
    flatline.legend.draw(chart, figure);
  }

  /* Shows this data: charts that are there stay, with what the reader zoomed and hid. */
  function show(data) {
    bands = data.bands;
    const wanted = new Set(data.figures.map((figure) => figure.id));
    drawn.forEach(({ chart }, id) => {
      if (!wanted.has(id) || !chart.canvas || !chart.canvas.isConnected) {
        chart.destroy();
        drawn.delete(id);
      }
    });
    data.figures.forEach((figure) => {
      const there = drawn.get(figure.id);
      if (!there) return make(figure);
      there.figure = figure;
      return renew(there.chart, figure);
    });
  }

  range.onChange((shown) => drawn.forEach(({ chart, figure }) => {
    if (figure.kind !== 'time') return;
    Object.assign(chart.options.scales.x, shown);
    decorate(chart.options, figure, plotWidth(chart));
    chart.update('none');
  }));
  theme.onChange(() => drawn.forEach(({ chart, figure }) => renew(chart, figure)));

  /* Two buttons that choose the axis of the time since something. */
  function toggles(figure) {
    return [['linear', false], ['logarithmic', true]].map(([name, log], i) => {
      const made = document.createElement('button');
      made.type = 'button';
      made.className = i === 0 ? 'axis first' : 'axis';
      made.textContent = name + ' time';
      made.setAttribute('aria-pressed', String(logarithmic.has(figure.id) === log));
      made.addEventListener('click', () => {
        if (log) logarithmic.add(figure.id); else logarithmic.delete(figure.id);
        made.parentNode.querySelectorAll('.axis').forEach((each) => each.setAttribute('aria-pressed', String(each === made)));
        const there = drawn.get(figure.id);
        renew(there.chart, there.figure);
      });
      return made;
    });
  }

  return { show, toggles, overTime: () => [...drawn.values()].filter(({ figure }) => figure.kind === 'time').map(({ chart }) => chart),
    resize: () => drawn.forEach(({ chart }) => chart.resize()) };
})();
