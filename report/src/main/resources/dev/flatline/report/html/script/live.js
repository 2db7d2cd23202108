'use strict';
/* Asks a run that goes on for what its files say now, and shows it. The page keeps what is zoomed and hidden. */
(() => {
  const EVERY = 1000;
  const banner = document.createElement('p');
  banner.className = 'notice live';
  banner.setAttribute('role', 'status');
  banner.hidden = true;
  document.getElementById('main').prepend(banner);
  let last = '';
  let failures = 0;

  const say = (text) => {
    banner.textContent = text;
    banner.hidden = false;
  };

  async function look() {
    try {
      const answer = await fetch('data', { cache: 'no-store' });
      if (!answer.ok) throw new Error(await answer.text());
      const text = await answer.text();
      failures = 0;
      if (text !== last) {
        last = text;
        flatline.show(JSON.parse(text));
      }
    } catch (problem) {
      failures += 1;
      if (failures > 2) {
        say('The run is over, or its command ended: this is the last that it said. The whole report is in its result folder.');
        return;
      }
    }
    setTimeout(look, EVERY);
  }

  look();
})();
