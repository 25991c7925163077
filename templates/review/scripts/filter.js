/** Buttons that leave out the changes of a kind; search.js does it, since both decide what is shown. */

const tools = document.getElementById('tools');
const section = document.getElementById('changes');
/** @type {Set<string>} */
const without = new Set();

for (const kind of ['added', 'removed', 'changed', 'reordered']) {
  const count = document.querySelectorAll(`.change.${kind}`).length;
  if (count > 0) tools?.append(filter(kind, count));
}

/**
 * A button that is pressed while the changes of the kind are shown.
 * @param {string} kind
 * @param {number} count
 */
function filter(kind, count) {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = `${kind} ${count}`;
  made.setAttribute('aria-pressed', 'true');
  made.addEventListener('click', () => {
    if (!without.delete(kind)) without.add(kind);
    made.setAttribute('aria-pressed', String(!without.has(kind)));
    if (section) section.dataset['without'] = [...without].join(' ');
    document.dispatchEvent(new Event('review:filter'));
  });
  return made;
}
