'use strict';
/* How lines look: a colour and a dash each, so that nobody needs to tell colours apart. */
flatline.looks = (function () {
  const looks = {
    first: ['accent', []],
    second: ['second', [7, 7]],
    third: ['third', [10, 3, 2, 3]],
    fourth: ['fourth', [4, 2]],
    bad: ['bad', [2, 3]],
    quiet: ['quiet', [8, 3]],
    first2: ['accent', [2, 4]],
    second2: ['second', [12, 4]],
    third2: ['third', [2, 2]],
    fourth2: ['fourth', [10, 4, 2, 4, 2, 4]],
    bad2: ['bad', [12, 3, 3, 3]],
    quiet2: ['quiet', [1, 3]],
  };

  function of(name, only) {
    const [role, dash] = looks[name] || looks.first;
    return { color: flatline.theme.color(role), dash: only ? [] : dash };
  }

  /* A value between two gaps is no line: it is shown as a dot. */
  function dot(context) {
    const points = context.dataset.data;
    const gap = (i) => !points[i] || points[i].y === null;
    return gap(context.dataIndex - 1) && gap(context.dataIndex + 1) ? 2 : 0;
  }

  /* The first line lies below the others: what is dashed shows what is under it. */
  function dataset(figure, line, i) {
    const look = of(line.look, figure.lines.length === 1);
    const bars = figure.kind === 'bars';
    return {
      label: line.label,
      order: -i,
      /* A logarithm has no place for nothing. */
      data: line.points.map(([x, y]) => ({ x, y: figure.log && y <= 0 ? null : y })),
      clip: { left: 0, right: 0, top: 3, bottom: 3 },
      borderColor: look.color,
      backgroundColor: bars ? look.color + '33' : look.color,
      fill: bars ? 'origin' : false,
      borderWidth: bars ? 1.5 : 2,
      borderDash: look.dash,
      pointRadius: dot,
      pointHitRadius: 8,
      spanGaps: false,
      stepped: line.stepped ? 'before' : false,
    };
  }

  return { of, dataset };
})();
