/** Unfolds what a link points into, and folds or unfolds all groups of changes at once. */

const tools = document.getElementById('tools');
const groups = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll('details.group')]);

if (tools && groups.length > 0) {
  const all = document.createElement('button');
  all.type = 'button';
  const say = () => (all.textContent = groups.some(({ open }) => open) ? 'Fold all groups' : 'Unfold all groups');
  const turn = () => {
    const open = !groups.some((group) => group.open);
    for (const group of groups) group.open = open;
    say();
  };
  all.addEventListener('click', turn);
  document.addEventListener('review:fold', turn);
  for (const group of groups) group.addEventListener('toggle', say);
  say();
  tools.append(all);
  tools.hidden = false;
}

/** What was folded before the page was printed. @type {HTMLDetailsElement[]} */
let folded = [];

// Paper has everything unfolded: print.css sees to it in browsers that know ::details-content, this in all others.
addEventListener('beforeprint', () => {
  folded = [...document.querySelectorAll('details')].filter(({ open }) => !open);
  for (const details of folded) details.open = true;
});
addEventListener('afterprint', () => {
  for (const details of folded) details.open = false;
});
addEventListener('hashchange', reveal);
reveal();

/** Shows the place that the address names, also where it is folded or left out by a search. */
function reveal() {
  const target = document.getElementById(decodedHash());
  if (!target) return;
  if (target.closest('[hidden]')) document.dispatchEvent(new Event('review:end-search'));
  for (let at = /** @type {Element | null} */ (target); at; at = at.parentElement) {
    if (at instanceof HTMLDetailsElement) at.open = true;
  }
  target.scrollIntoView({ behavior: 'instant' });
}

function decodedHash() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return '';
  }
}
