(() => {
  'use strict';
  const list = document.getElementById('list');
  const tools = document.getElementById('tools');
  if (!list || !tools) return;
  const rows = [...list.children];
  const [find, state, order] = ['find', 'state', 'order'].map((name) => tools.elements[name]);
  const count = tools.querySelector('output');
  const named = [...document.querySelectorAll('ul.names > li')];
  const compare = new Intl.Collator(document.documentElement.lang === 'en' ? ['zh-CN', 'en'] : 'zh-CN', { numeric: true }).compare;
  let texts;
  const filter = () => {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length) texts ??= rows.map((row) => row.textContent.toLowerCase());
    const wanted = (row) => state.value === '' || (state.value === 'told' ? row.dataset.told > 0 : row.dataset.state === state.value);
    let shown = 0;
    rows.forEach((row, at) => {
      const keep = wanted(row) && words.every((word) => texts[at].includes(word));
      if (row.hidden === keep) row.hidden = !keep;
      shown += keep;
    });
    named.forEach((one) => {
      const keep = words.every((word) => one.textContent.toLowerCase().includes(word));
      if (one.hidden === keep) one.hidden = !keep;
      if (keep && words.length) one.closest('details').open = true;
    });
    count.value = count.dataset.text.replace('{shown}', shown).replace('{all}', rows.length);
  };
  const rank = { refused: 0, partly: 1, written: 2 };
  const keys = {
    name: (a, b) => compare(a.name, b.name),
    state: (a, b) => rank[a.row.dataset.state] - rank[b.row.dataset.state],
    told: (a, b) => b.row.dataset.told - a.row.dataset.told,
    pages: (a, b) => b.row.dataset.pages - a.row.dataset.pages,
  };
  const sort = () => {
    const all = rows.map((row, at) => ({ row, at, name: order.value === 'name' ? row.querySelector('h3').textContent : '' }));
    const key = keys[order.value];
    if (key) all.sort((a, b) => key(a, b) || a.at - b.at);
    const moved = document.createDocumentFragment();
    all.forEach(({ row }) => moved.append(row));
    list.append(moved);
  };
  let waiting = 0;
  find.addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(filter, 120); });
  state.addEventListener('change', filter);
  order.addEventListener('change', sort);
  tools.addEventListener('submit', (event) => { event.preventDefault(); filter(); });
  tools.hidden = false;
  sort();
  filter();
})();
