/** Shortcuts of a single key; they can be turned off, since voice control types letters as well (WCAG 2.1.4). */

const dialog = /** @type {HTMLDialogElement} */ (document.getElementById('shortcuts'));
const wanted = /** @type {HTMLInputElement} */ (document.getElementById('single-keys'));
const remembered = 'gen-manifest review: single keys';

wanted.checked = read() !== 'off';
wanted.addEventListener('change', () => {
  try {
    localStorage.setItem(remembered, wanted.checked ? 'on' : 'off');
  } catch {
    // Not every browser lets a file remember: then the choice holds until the page is closed.
  }
});
document.getElementById('close-shortcuts')?.addEventListener('click', () => dialog.close());

const help = document.createElement('button');
help.type = 'button';
help.textContent = 'Keyboard shortcuts';
help.addEventListener('click', () => dialog.showModal());
document.querySelector('footer')?.append(' ', help);

/** @type {Record<string, () => void>} */
const actions = {
  '/': () => document.getElementById('query')?.focus(),
  '?': () => dialog.showModal(),
  f: () => document.dispatchEvent(new Event('review:fold')),
  n: () => toChange(1),
  p: () => toChange(-1),
};

document.addEventListener('keydown', (event) => {
  if (!wanted.checked || dialog.open || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
    return;
  const action = actions[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});

function read() {
  try {
    return localStorage.getItem(remembered);
  } catch {
    return null;
  }
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  return (
    target instanceof HTMLElement && target.matches('input:not([type=checkbox]), textarea, select, [contenteditable]')
  );
}

/** Puts the focus on the next change that is shown, or on the one before. @param {number} by */
function toChange(by) {
  const changes = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('.change:not([hidden])')]);
  const current = document.activeElement?.closest('.change');
  const index = current ? changes.indexOf(/** @type {HTMLElement} */ (current)) + by : by > 0 ? 0 : changes.length - 1;
  const change = changes[index];
  const group = change?.closest('details');
  if (group) group.open = true;
  change?.querySelector('a')?.focus({ preventScroll: true });
  change?.scrollIntoView({ block: 'center' });
}
