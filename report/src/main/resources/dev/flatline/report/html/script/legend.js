'use strict';
/* What each line is, as buttons that show and hide it; what a reader hid stays hidden when the chart is drawn again. */
flatline.legend = (function () {
  const hidden = new Set();
  const key = (figure, line) => figure.id + ' ' + line.label;

  function sample(look) {
    return '<svg width="28" height="10" aria-hidden="true"><line x1="1" y1="5" x2="27" y2="5" stroke="' + look.color
      + '" stroke-width="2.5" stroke-dasharray="' + look.dash.join(' ') + '"/></svg>';
  }

  function button(chart, figure, line, i) {
    const made = document.createElement('button');
    made.type = 'button';
    made.innerHTML = sample(flatline.looks.of(line.look));
    made.append(line.label);
    made.setAttribute('aria-pressed', String(chart.isDatasetVisible(i)));
    made.addEventListener('click', () => {
      const show = !chart.isDatasetVisible(i);
      if (show) hidden.delete(key(figure, line)); else hidden.add(key(figure, line));
      chart.setDatasetVisibility(i, show);
      chart.update('none');
      made.setAttribute('aria-pressed', String(show));
    });
    return made;
  }

  /* Hides what is hidden. */
  function restore(chart, figure) {
    figure.lines.forEach((line, i) => chart.setDatasetVisibility(i, !hidden.has(key(figure, line))));
  }

  function draw(chart, figure) {
    const box = chart.canvas.closest('figure').querySelector('.legend');
    const wanted = figure.lines.map((line) => line.label + line.look).join() + flatline.theme.current();
    if (box.dataset.shows === wanted) return;
    box.dataset.shows = wanted;
    box.replaceChildren(...(figure.lines.length < 2 ? [] : figure.lines.map((line, i) => button(chart, figure, line, i))));
    if (figure.toggle) box.append(...flatline.charts.toggles(figure));
  }

  return { draw, restore };
})();
