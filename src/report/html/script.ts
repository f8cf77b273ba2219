/** The page's script: search, sorting, module pages, the map, downloads. Everything else works without it. Text is set as text, never as markup. */
export const SCRIPT: string = String.raw`
'use strict';
(() => {
  const byId = (id) => document.getElementById(id);
  document.documentElement.classList.add('js');

  for (const input of document.querySelectorAll('input[data-filter]')) {
    const target = byId(input.dataset.filter);
    if (!target) continue;
    const items = [...(target.tBodies ? target.tBodies[0].rows : target.children)];
    let texts;
    const status = input.closest('p').querySelector('[role=status]');
    input.addEventListener('input', () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      texts ??= items.map((item) => item.textContent.toLowerCase());
      let shown = 0;
      items.forEach((item, i) => {
        item.hidden = !words.every((word) => texts[i].includes(word));
        if (!item.hidden) shown++;
      });
      status.textContent = words.length > 0 ? shown + ' of ' + items.length : '';
    });
  }

  for (const table of document.querySelectorAll('.scroll table')) {
    if (table.closest('.bars')) continue;
    [...table.tHead.rows[0].cells].forEach((th, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = th.textContent;
      th.replaceChildren(button);
      button.addEventListener('click', () => sort(table, th, column));
    });
  }

  function sort(table, th, column) {
    const down = th.getAttribute('aria-sort') === 'ascending';
    for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
    th.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    const isNumber = th.classList.contains('number');
    const keyed = [...table.tBodies[0].rows].map((row) => [row.cells[column].textContent.trim(), row]);
    const order = (a, b) => (isNumber ? (a === '' ? -1 : Number(a)) - (b === '' ? -1 : Number(b)) : a < b ? -1 : a > b ? 1 : 0);
    keyed.sort(([a], [b]) => (down ? -order(a, b) : order(a, b)));
    table.tBodies[0].append(...keyed.map(([, row]) => row));
  }

  const data = byId('data-modules') && JSON.parse(byId('data-modules').textContent);
  const page = byId('module-page');
  if (data && page) {
    const requirers = data.modules.map(() => []);
    data.modules.forEach((m, i) => m[5].forEach((to) => requirers[to].push(i)));
    const mainsOf = (i) => data.mains.filter(([, requires]) => requires.includes(i)).map(([name]) => name);
    const element = (tag, text, ...children) => {
      const made = document.createElement(tag);
      if (text) made.textContent = text;
      made.append(...children);
      return made;
    };
    const link = (href, text) => {
      const made = element('a', text);
      made.href = href;
      return made;
    };
    const toModule = (i) => element('li', '', link('#module-' + i, data.modules[i][0]), ' ' + data.modules[i][1]);
    const list = (title, items) =>
      element('div', '', element('h3', title + ' (' + items.length + ')'), items.length > 0 ? element('ul', '', ...items) : element('p', 'none'));
    const show = () => {
      const match = /^#module-(\d+)$/.exec(location.hash);
      const module = match && data.modules[match[1]];
      page.hidden = !module;
      if (!module) return;
      const i = Number(match[1]);
      const [path, version, license, standing, trail, requires, findings, builtBy] = module;
      const steps = element('ol', '', ...trail.map((step) => element('li', step)));
      steps.className = 'path';
      const middle = element('div', '', element('p', 'License: ' + (license || 'not known')), element('p', 'In the build list as: ' + standing));
      if (builtBy) middle.append(element('p', 'Package that is built: ' + builtBy));
      if (trail.length > 0) middle.append(element('p', 'Required through:'), steps);
      middle.append(list('Findings', findings.map(([anchor, text]) => element('li', '', link('#' + anchor, text)))));
      const columns = element(
        'div',
        '',
        list('Required by', [...mainsOf(i).map((name) => element('li', name + ' (main module)')), ...requirers[i].map(toModule)]),
        middle,
        list('Requires', requires.map(toModule)),
      );
      columns.className = 'columns';
      const heading = element('h2', path + ' ' + version);
      heading.tabIndex = -1;
      page.replaceChildren(heading, columns);
      page.scrollIntoView();
      heading.focus({ preventScroll: true });
    };
    addEventListener('hashchange', show);
    // The browser jumps to the row first.
    if (location.hash) setTimeout(show, 0);
  }

  const canvas = byId('map-canvas');
  if (data && canvas) {
    const { nodes, edges } = data.map;
    const [COLUMN, ROW] = [230, 22];
    const at = nodes.map(([, column, row]) => [column * COLUMN, row * ROW]);
    const left = Math.min(...at.map(([x]) => x)) - 20;
    const right = Math.max(...at.map(([x]) => x)) + COLUMN;
    const rows = Math.max(...at.map(([, y]) => Math.abs(y))) + ROW;
    let view;
    const near = nodes.map(() => []);
    for (const [from, to] of edges) {
      near[from].push(to);
      near[to].push(from);
    }
    let over = -1;
    const fit = () => {
      const readable = Math.min(1.2, Math.max(0.5, canvas.clientWidth / (right - left)));
      view = { scale: readable, x: -left * readable, y: canvas.clientHeight / 2 };
    };
    const draw = () => {
      const ratio = devicePixelRatio || 1;
      canvas.width = canvas.clientWidth * ratio;
      canvas.height = canvas.clientHeight * ratio;
      const pen = canvas.getContext('2d');
      const color = (name) => getComputedStyle(canvas).getPropertyValue(name).trim();
      const [fg, muted, line, accent] = ['--fg', '--muted', '--line', '--accent'].map(color);
      pen.setTransform(ratio * view.scale, 0, 0, ratio * view.scale, ratio * view.x, ratio * view.y);
      const lit = (i) => over < 0 || i === over || near[over].includes(i);
      const curve = ([from, to]) => {
        const [[x1, y1], [x2, y2]] = [at[from], at[to]];
        const start = x1 + Math.min(COLUMN - 40, 12 + nodes[from][0].length * 6);
        pen.moveTo(x2 > x1 ? start : x1, y1);
        pen.bezierCurveTo(start + 30, y1, x2 - 40, y2, x2 - 6, y2);
      };
      const strokes = (some, style, width) => {
        pen.beginPath();
        some.forEach(curve);
        pen.strokeStyle = style;
        pen.lineWidth = width;
        pen.stroke();
      };
      strokes(edges, line, 1);
      if (over >= 0) strokes(edges.filter(([from, to]) => from === over || to === over), accent, 1.5);
      pen.font = '11px system-ui, sans-serif';
      pen.textBaseline = 'middle';
      nodes.forEach(([label, , , members], i) => {
        const [x, y] = at[i];
        pen.fillStyle = i === over ? accent : lit(i) ? (members.length === 0 ? accent : muted) : line;
        pen.beginPath();
        pen.arc(x, y, members.length > 1 ? Math.min(9, 3 + Math.sqrt(members.length)) : 3.5, 0, 7);
        pen.fill();
        if (view.scale < 0.3 && i !== over) return;
        pen.fillStyle = lit(i) ? fg : muted;
        const text = label + (members.length > 1 ? ' (' + members.length + ')' : '');
        pen.fillText(text.length > 36 && i !== over ? text.slice(0, 35) + '…' : text, x + 12, y, i === over ? undefined : COLUMN - 30);
      });
    };
    const nodeAt = ({ offsetX, offsetY }) => {
      const [x, y] = [(offsetX - view.x) / view.scale, (offsetY - view.y) / view.scale];
      return at.findIndex(([nx, ny]) => x > nx - 10 && x < nx + COLUMN - 30 && Math.abs(y - ny) < ROW / 2);
    };
    const zoom = (factor, x, y) => {
      const scale = Math.min(4, Math.max(0.05, view.scale * factor));
      view = { scale, x: x - (x - view.x) * (scale / view.scale), y: y - (y - view.y) * (scale / view.scale) };
      draw();
    };
    let drag;
    canvas.addEventListener('pointerdown', (e) => {
      drag = { x: e.clientX, y: e.clientY, moved: false };
      canvas.setPointerCapture(e.pointerId);
    });
    canvas.addEventListener('pointermove', (e) => {
      if (drag) {
        const [dx, dy] = [e.clientX - drag.x, e.clientY - drag.y];
        drag = { x: e.clientX, y: e.clientY, moved: drag.moved || Math.abs(dx) + Math.abs(dy) > 3 };
        view.x += dx;
        view.y += dy;
        return draw();
      }
      const node = nodeAt(e);
      if (node === over) return;
      over = node;
      draw();
    });
    canvas.addEventListener('pointerup', (e) => {
      const members = drag && !drag.moved && nodeAt(e) >= 0 ? nodes[nodeAt(e)][3] : [];
      const search = document.querySelector('[data-filter=modules-table]');
      if (members.length === 1) location.hash = 'module-' + members[0];
      else if (members.length > 1) {
        search.value = nodes[nodeAt(e)][0];
        search.dispatchEvent(new Event('input'));
        search.focus();
      }
      drag = undefined;
    });
    canvas.addEventListener('pointerleave', () => {
      over = -1;
      draw();
    });
    canvas.addEventListener('wheel', (e) => {
      if (!e.ctrlKey && document.activeElement !== canvas) return;
      e.preventDefault();
      zoom(e.deltaY < 0 ? 1.15 : 1 / 1.15, e.offsetX, e.offsetY);
    }, { passive: false });
    canvas.addEventListener('keydown', (e) => {
      const moves = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
      const [x, y] = [canvas.clientWidth / 2, canvas.clientHeight / 2];
      if (e.key === '+' || e.key === '=') zoom(1.25, x, y);
      else if (e.key === '-') zoom(0.8, x, y);
      else if (e.key === '0') { fit(); draw(); }
      else if (moves[e.key]) { view.x += moves[e.key][0]; view.y += moves[e.key][1]; draw(); }
      else return;
      e.preventDefault();
    });
    const start = () => { fit(); draw(); };
    addEventListener('resize', start);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
    new IntersectionObserver((seen, observer) => {
      if (!seen.some((one) => one.isIntersecting)) return;
      observer.disconnect();
      start();
    }).observe(canvas);
  }

  const save = (name, type, text) => {
    const url = URL.createObjectURL(new Blob([text], { type }));
    const made = document.createElement('a');
    made.href = url;
    made.download = name;
    made.click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  };
  const cell = (text) => {
    const plain = text.replace(/\s+/g, ' ').trim();
    const shown = /^[=+@\-\t]/.test(plain) && !/^-?[\d.]+$/.test(plain) ? "'" + plain : plain;
    return '"' + shown.replaceAll('"', '""') + '"';
  };
  for (const button of document.querySelectorAll('button[data-csv]')) {
    const table = byId(button.dataset.csv);
    if (!table) button.remove();
    else button.addEventListener('click', () => {
      const lines = [...table.rows].map((row) => [...row.cells].map((c) => cell(c.textContent)).join(','));
      save(button.dataset.csv + '.csv', 'text/csv', lines.join('\r\n') + '\r\n');
    });
  }
  for (const button of document.querySelectorAll('button[data-json]'))
    button.addEventListener('click', () => save('report.json', 'application/json', byId(button.dataset.json).textContent));

  addEventListener('beforeprint', () => {
    for (const one of document.querySelectorAll('details')) one.open = true;
  });
})();
`;
