/** Searches the review: leaves what matches, says how many there are of what, and goes from one to the next. */

/** Ranges that are coloured at most; a browser slows down with more. */
const mostRanges = 3000;
const containers = '.of-job, .group, .deployment, .job, main > section';
const plurals = /** @type {Record<string, string>} */ ({ box: 'boxes' });

const query = /** @type {HTMLInputElement} */ (document.getElementById('query'));
const found = /** @type {HTMLElement} */ (document.getElementById('found'));
const changes = document.getElementById('changes');
const steps = /** @type {HTMLButtonElement[]} */ (['previous', 'next'].map((id) => document.getElementById(id)));
const items = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('[data-item]')]);
const foldable = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll('main details')]);

/** The text of each item with where it stands, in small letters; read at the first search. @type {string[]} */
let texts = [];
/** What was open before the search. @type {Set<HTMLDetailsElement> | undefined} */
let openBefore;
/** @type {HTMLElement[]} */
let matches = [];
let at = -1;

/** @type {HTMLElement} */ (query.closest('.search')).hidden = false;
query.addEventListener('input', () => search());
query.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') end();
  else if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
  else return;
  event.preventDefault();
});
steps[0]?.addEventListener('click', () => step(-1));
steps[1]?.addEventListener('click', () => step(1));
document.addEventListener('review:end-search', end);
document.addEventListener('review:filter', search);
// Before fold.js unfolds everything.
addEventListener('beforeprint', end, { capture: true });

function end() {
  if (query.value === '') return;
  query.value = '';
  search();
}

function search() {
  const terms = query.value.toLowerCase().split(/\s+/).filter(Boolean);
  if (texts.length === 0) texts = items.map(textOf);
  openBefore ??= new Set(foldable.filter(({ open }) => open));
  forget();
  matches = [];
  for (const [index, item] of items.entries()) {
    const matching = !isFiltered(item) && terms.every((term) => texts[index]?.includes(term));
    item.hidden = !matching;
    if (matching) matches.push(item);
  }
  const active = terms.length > 0;
  document.body.classList.toggle('searching', active);
  showContainers(active);
  fold(active, terms);
  colour(terms);
  found.textContent = active ? summary() : '';
  for (const button of steps) button.hidden = !active || matches.length < 2;
  if (!active) openBefore = undefined;
}

/** True for a change of a kind that is left out: filter.js names them. @param {HTMLElement} item */
function isFiltered(item) {
  return without().some((kind) => item.matches(`.change.${kind}`));
}

function without() {
  return changes?.dataset['without']?.split(' ').filter(Boolean) ?? [];
}

/** @param {HTMLElement} item */
function textOf(item) {
  const job =
    item.closest('.of-job')?.querySelector('h5')?.textContent ??
    item.closest('.job')?.querySelector('h3')?.textContent ??
    '';
  const group = item.closest('.group')?.querySelector('summary')?.textContent ?? '';
  return `${group} ${job} ${item.textContent}`.toLowerCase();
}

/** Leaves out what has nothing to show: everywhere in a search, else among filtered changes. @param {boolean} active */
function showContainers(active) {
  const full = new Set();
  for (const item of matches) {
    for (
      let up = item.parentElement?.closest(containers);
      up && !full.has(up);
      up = up.parentElement?.closest(containers)
    ) {
      full.add(up);
    }
  }
  for (const container of document.querySelectorAll(containers)) {
    const looked = active || (without().length > 0 && container !== changes && changes?.contains(container));
    /** @type {HTMLElement} */ (container).hidden = Boolean(looked) && !full.has(container);
  }
}

/** Unfolds what holds a match; without a search, everything is as it was before. @param {boolean} active @param {string[]} terms */
function fold(active, terms) {
  for (const details of foldable) {
    if (!active) details.open = openBefore?.has(details) ?? details.open;
    else if (details.matches('.group, .nodes'))
      details.open = details.querySelector('[data-item]:not([hidden])') !== null;
    else if (!details.hidden && !details.closest('[hidden]')) {
      const text = details.textContent?.toLowerCase() ?? '';
      details.open = terms.some((term) => text.includes(term));
    }
  }
}

/** @param {string[]} terms */
function colour(terms) {
  if (!('highlights' in CSS)) return;
  const ranges = [];
  for (const item of matches) {
    if (ranges.length >= mostRanges || terms.length === 0) break;
    const walker = document.createTreeWalker(item, NodeFilter.SHOW_TEXT);
    while (walker.nextNode() && ranges.length < mostRanges) ranges.push(...rangesIn(walker.currentNode, terms));
  }
  CSS.highlights.set('found', new Highlight(...ranges));
}

/** @param {Node} node @param {string[]} terms */
function rangesIn(node, terms) {
  const text = node.nodeValue?.toLowerCase() ?? '';
  // A letter whose small form is longer would move every place behind it.
  if (text.length !== node.nodeValue?.length) return [];
  const ranges = [];
  for (const term of terms) {
    for (let start = text.indexOf(term); start >= 0; start = text.indexOf(term, start + term.length)) {
      const range = new Range();
      range.setStart(node, start);
      range.setEnd(node, start + term.length);
      ranges.push(range);
    }
  }
  return ranges;
}

function summary() {
  if (matches.length === 0) return `Nothing matches “${query.value.trim()}”.`;
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { dataset } of matches) {
    const name = dataset['item'] ?? '';
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const parts = [...counts].map(([name, count]) => `${count} ${count === 1 ? name : (plurals[name] ?? `${name}s`)}`);
  return `${matches.length} ${matches.length === 1 ? 'match' : 'matches'}: ${parts.join(', ')}`;
}

/** Goes to the next match, or to the one before. @param {number} by */
function step(by) {
  if (matches.length === 0 || query.value === '') return;
  const next = at < 0 && by < 0 ? matches.length - 1 : (at + by + matches.length) % matches.length;
  forget();
  at = next;
  matches[at]?.classList.add('here');
  matches[at]?.scrollIntoView({ block: 'center' });
  found.textContent = `${at + 1} of ${summary()}`;
}

function forget() {
  matches[at]?.classList.remove('here');
  at = -1;
}
