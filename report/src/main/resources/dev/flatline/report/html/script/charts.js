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

  function decorate(chart, figure) {
    if (figure.kind === 'time') flatline.bands.place(chart, bands, range.shown(), plotWidth(chart));
    else flatline.bands.mark(chart, figure.marks || []);
  }

  function make(figure) {
    const canvas = document.getElementById('chart-' + figure.id);
    if (!canvas) return;
    const chart = new Chart(canvas, { type: 'line', data: { datasets: [] }, options: options(figure) });
    chart.options.onResize = () => decorate(chart, drawn.get(figure.id).figure);
    drawn.set(figure.id, { chart, figure });
    fill(chart, figure);
  }

  function fill(chart, figure) {
    chart.data.datasets = figure.lines.map((line, i) => flatline.looks.dataset(figure, line, i));
    decorate(chart, figure);
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
      there.chart.options = options(figure);
      there.chart.options.onResize = () => decorate(there.chart, there.figure);
      return fill(there.chart, figure);
    });
  }

  function redraw() {
    drawn.forEach(({ chart, figure }) => {
      chart.options = options(figure);
      chart.options.onResize = () => decorate(chart, figure);
      fill(chart, figure);
    });
  }

  range.onChange((shown) => drawn.forEach(({ chart, figure }) => {
    if (figure.kind !== 'time') return;
    Object.assign(chart.options.scales.x, shown);
    decorate(chart, figure);
    chart.update('none');
  }));
  theme.onChange(redraw);

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
        const { chart } = drawn.get(figure.id);
        chart.options = options(drawn.get(figure.id).figure);
        chart.update('none');
      });
      return made;
    });
  }

  return { show, toggles, overTime: () => [...drawn.values()].filter(({ figure }) => figure.kind === 'time').map(({ chart }) => chart),
    resize: () => drawn.forEach(({ chart }) => chart.resize()) };
})();
