'use strict';
/* One moment in all charts over time: where the pointer is in one of them, a line stands in each. */
flatline.cursor = (function () {
  let moment = null;

  Chart.register({
    id: 'cursor',
    afterEvent(chart, { event, inChartArea }) {
      if (!flatline.charts.overTime().includes(chart)) return;
      const next = inChartArea && event.type !== 'mouseout' ? chart.scales.x.getValueForPixel(event.x) : null;
      if (next === moment) return;
      moment = next;
      flatline.charts.overTime().forEach((other) => other.draw());
    },
    afterDatasetsDraw(chart) {
      const { x, y } = chart.scales;
      if (moment === null || !x || moment < x.min || moment > x.max || !flatline.charts.overTime().includes(chart)) return;
      const at = x.getPixelForValue(moment);
      const pen = chart.ctx;
      pen.save();
      pen.strokeStyle = flatline.theme.color('quiet');
      pen.lineWidth = 1;
      pen.beginPath();
      pen.moveTo(at, y.top);
      pen.lineTo(at, y.bottom);
      pen.stroke();
      pen.restore();
    },
  });
  return { moment: () => moment };
})();
