'use strict';
/* Buttons and keys that move the time that is shown. */
(function () {
  const { range, format } = flatline;
  const moves = {
    '+': () => range.zoom(0.5), '=': () => range.zoom(0.5), '-': () => range.zoom(2), 0: () => range.reset(),
    ArrowLeft: () => range.move(-0.2), ArrowRight: () => range.move(0.2), Home: () => range.move(-1e6), End: () => range.move(1e6),
  };
  const buttons = { in: () => range.zoom(0.5), out: () => range.zoom(2), reset: () => range.reset() };

  document.addEventListener('keydown', (event) => {
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey || !event.target.matches('figure.time .plot')) return;
    event.preventDefault();
    move();
  });

  document.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (!button) return;
    if (button.dataset.zoom) buttons[button.dataset.zoom]();
    if (button.dataset.from) range.around(Number(button.dataset.from), Number(button.dataset.to));
    if (button.id === 'theme') flatline.theme.toggle();
  });

  function say() {
    const { min, max } = range.shown();
    const output = document.getElementById('range');
    if (!output) return;
    const words = format.clock(min) + ' – ' + format.clock(max);
    if (output.textContent !== words) output.textContent = words;
    document.querySelectorAll('[data-zoom="reset"], [data-zoom="out"]').forEach((button) => { button.disabled = range.isWhole(); });
  }

  function name() {
    const button = document.getElementById('theme');
    button.textContent = flatline.theme.current() === 'dark' ? 'Light' : 'Dark';
    button.setAttribute('aria-label', 'Show the page in ' + (flatline.theme.current() === 'dark' ? 'light' : 'dark') + ' colours');
  }

  range.onChange(say);
  flatline.theme.onChange(name);
  flatline.sayRange = say;
  name();
})();
