'use strict';
/* Light or dark: as the system has it, or as the reader chose, for as long as the visit lasts. */
const flatline = (window.flatline = {});
flatline.theme = (function () {
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const listeners = [];
  let chosen = null;
  let printing = false;

  try { chosen = sessionStorage.getItem('flatline.theme'); } catch (refused) { chosen = null; }

  const current = () => (printing ? 'light' : chosen || (system.matches ? 'dark' : 'light'));

  function apply() {
    root.dataset.theme = current();
    listeners.forEach((listener) => listener());
  }

  function toggle() {
    chosen = current() === 'dark' ? 'light' : 'dark';
    try { sessionStorage.setItem('flatline.theme', chosen); } catch (refused) { /* it is forgotten with the page */ }
    apply();
  }

  /* Paper is light, whatever the screen is. */
  function print(begins) {
    printing = begins;
    apply();
  }

  system.addEventListener('change', apply);
  apply();
  return {
    current, toggle, print,
    onChange(listener) { listeners.push(listener); },
    color(role) { return getComputedStyle(root).getPropertyValue('--' + role).trim(); },
  };
})();
