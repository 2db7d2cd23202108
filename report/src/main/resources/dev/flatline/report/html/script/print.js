'use strict';
/* On paper: light, with every part open that can be opened; afterwards as it was. */
(function () {
  let opened = null;

  function begin() {
    if (opened) return;
    opened = [...document.querySelectorAll('details:not([open])')];
    opened.forEach((box) => { box.open = true; });
    flatline.theme.print(true);
    flatline.charts.resize();
  }

  function end() {
    if (!opened) return;
    opened.forEach((box) => { box.open = false; });
    opened = null;
    flatline.theme.print(false);
    flatline.charts.resize();
  }

  addEventListener('beforeprint', begin);
  addEventListener('afterprint', end);
  matchMedia('print').addEventListener('change', (event) => (event.matches ? begin() : end()));
})();
