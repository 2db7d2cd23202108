'use strict';
/* Copies a text of the page; where the clipboard is refused, marks it, so that a key copies it. */
(function () {
  function mark(element) {
    const range = document.createRange();
    range.selectNodeContents(element);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  }

  document.addEventListener('click', async (event) => {
    const button = event.target.closest('button[data-copy]');
    if (!button) return;
    const text = document.getElementById(button.dataset.copy);
    mark(text);
    let done = false;
    try {
      await navigator.clipboard.writeText(text.textContent);
      done = true;
    } catch (refused) {
      done = document.execCommand('copy');
    }
    button.textContent = done ? 'Copied' : 'Marked';
    setTimeout(() => { button.textContent = 'Copy'; }, 2000);
  });
})();
