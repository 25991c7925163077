/** Says in the bar which section is being read, and shows the arrow of a connection with its row. */

const links = new Map(
  [...document.querySelectorAll('.bar a')].map((link) => [link.getAttribute('href')?.slice(1), link]),
);
/** @type {Set<Element>} */
const seen = new Set();
const sections = [...document.querySelectorAll('main > section')];
const watcher = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) seen.add(target);
      else seen.delete(target);
    }
    const current = sections.find((section) => seen.has(section));
    for (const section of sections) {
      const link = links.get(section.id);
      if (section === current) link?.setAttribute('aria-current', 'true');
      else link?.removeAttribute('aria-current');
    }
  },
  { rootMargin: '-20% 0px -60% 0px' },
);
for (const section of sections) watcher.observe(section);

for (const part of document.querySelectorAll('#picture [data-number]')) {
  const number = part.getAttribute('data-number');
  const parts = document.querySelectorAll(`#picture [data-number="${number}"]`);
  const light = (/** @type {boolean} */ on) => parts.forEach((each) => each.classList.toggle('lit', on));
  part.addEventListener('pointerenter', () => light(true));
  part.addEventListener('pointerleave', () => light(false));
}
