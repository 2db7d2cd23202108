'use strict';
/* Shows a run: the data in the page when it is loaded, and whatever flatline.show is given afterwards. */
(function () {
  /* Makes one tree like another and leaves alone what is the same already: what is focused, opened or drawn stays so. */
  function morph(old, fresh) {
    if (old.nodeName === 'OUTPUT') return;
    if (old.nodeType === Node.TEXT_NODE) {
      if (old.data !== fresh.data) old.data = fresh.data;
      return;
    }
    [...fresh.attributes].forEach(({ name, value }) => { if (old.getAttribute(name) !== value) old.setAttribute(name, value); });
    children(old, fresh);
  }

  /* A figure stays the one that it was, wherever it stands now: its chart is in it. */
  function children(old, fresh) {
    const wanted = [...fresh.childNodes];
    wanted.forEach((next, i) => {
      const there = old.childNodes[i] || null;
      const figure = next.nodeName === 'FIGURE' ? [...old.children].find((child) => child.id === next.id) : null;
      if (figure) {
        if (figure !== there) old.insertBefore(figure, there);
      } else if (there && there.nodeName === next.nodeName && next.nodeName !== 'FIGURE') {
        morph(there, next);
      } else {
        old.insertBefore(next, there);
      }
    });
    while (old.childNodes.length > wanted.length) old.lastChild.remove();
  }

  function renew(id, html) {
    const old = document.getElementById(id);
    if (!old) return;
    const fresh = document.createElement(old.nodeName);
    fresh.innerHTML = html;
    children(old, fresh);
    if (!id.startsWith('words-')) return;
    const figure = old.closest('figure');
    const label = figure.querySelector('figcaption strong').textContent + '. ' + old.textContent;
    figure.querySelector('canvas').setAttribute('aria-label', label);
  }

  /* Shows this data; what the reader zoomed, hid, opened and focused stays. */
  flatline.show = function (data) {
    Object.entries(data.parts || {}).forEach(([id, html]) => renew(id, html));
    flatline.range.lasts(data.end);
    flatline.charts.show(data);
    flatline.sayRange();
  };

  flatline.show(JSON.parse(document.getElementById('data').textContent));
})();
