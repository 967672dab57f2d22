/**
 * The picture's script, plain JavaScript without imports. It builds everything with DOM calls and `textContent`, so that
 * data is never parsed as markup.
 */
export const pictureScript = `'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const STEP = 34, LANE = 34, BAR = 22, LEFT = 110, TOP = 12, POINT_GAP = 4;
  const width = LEFT + (data.ranks + 2) * STEP;
  const height = TOP + data.lanes.length * LANE + 20;
  const xOf = (rank) => LEFT + rank * STEP;
  const yOf = (lane) => TOP + lane * LANE;

  function html(name, properties, ...children) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  }
  function svg(name, attributes, ...children) {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const key of Object.keys(attributes)) element.setAttribute(key, attributes[key]);
    element.append(...children);
    return element;
  }

  // The head: outcome, reason and controls.
  const controls = html('div', { className: 'controls' });
  const header = html('header', {},
    html('h1', { textContent: data.title }),
    html('span', { className: 'outcome ' + data.outcome, id: 'outcome', textContent: data.outcome }));
  if (data.reason) header.append(html('p', { className: 'reason', id: 'reason', textContent: data.reason }));
  if (data.survivors.length > 0) {
    const list = html('ul', { id: 'survivors' }, ...data.survivors.map((text) => html('li', { textContent: text })));
    header.append(html('details', {}, html('summary', { textContent: 'possible states just before the first error' }), list));
  }
  if (data.omitted > 0) header.append(html('p', { id: 'omitted', textContent: data.omitted + ' operations are not drawn' }));
  header.append(controls);

  const drawing = svg('svg', { width, height, id: 'drawing' });
  const view = html('div', { id: 'view' }, drawing);
  const tooltip = html('div', { id: 'tooltip', hidden: true });
  document.body.append(header, view, tooltip);
  document.documentElement.style.setProperty('--head', header.offsetHeight + 'px');

  data.lanes.forEach((name, lane) => {
    drawing.append(
      svg('line', { class: 'lane', x1: LEFT, x2: width, y1: yOf(lane) + LANE - 4, y2: yOf(lane) + LANE - 4 }),
      svg('text', { class: 'lane-name', x: 8, y: yOf(lane) + 17 }, name));
  });

  // A bar with its text cut to its width.
  let clips = 0;
  function bar(className, lane, from, to, text) {
    const x = xOf(from), w = Math.max(to === undefined ? width - x - 8 : xOf(to) - x, STEP * 0.7), y = yOf(lane);
    const clip = 'clip' + clips++;
    return svg('g', { class: className, tabindex: 0 },
      svg('clipPath', { id: clip }, svg('rect', { x, y, width: w, height: BAR })),
      svg('rect', { x, y, width: w, height: BAR, rx: 3 }),
      svg('text', { x: x + 6, y: y + 15, 'clip-path': 'url(#' + clip + ')' }, text));
  }

  const shapes = new Map();
  const partitionOf = new Map();
  const operations = new Map();
  const overlay = svg('g', { id: 'overlay', 'pointer-events': 'none' });
  for (const partition of data.partitions) {
    partition.choice = new Map(partition.orderOf);
    for (const operation of partition.operations) {
      operations.set(operation.id, operation);
      partitionOf.set(operation.id, partition);
      const shape = bar('operation', operation.lane, operation.call, operation.return, operation.text);
      shape.setAttribute('data-operation', operation.id);
      if (operation.return === undefined) shape.classList.add('pending');
      if (data.witness.includes(operation.id)) shape.classList.add('witness');
      if (operation.id === data.firstError) shape.classList.add('error');
      shapes.set(operation.id, shape);
      drawing.append(shape);
    }
  }
  drawing.append(overlay);

  // Linearization points of one legal beginning, in order; what returned without a place in it is marked.
  let shown = new Map();
  function showOrder(partition, place) {
    const order = partition.orders[place];
    const taken = new Set();
    let x = 0, state = partition.initial;
    const corners = [];
    for (const [id, next] of order || []) {
      taken.add(id);
      shown.set(id, { before: state, after: next, place: taken.size, of: order.length });
      state = next;
      const operation = operations.get(id);
      if (!operation) continue;
      const end = operation.return === undefined ? Infinity : Math.max(xOf(operation.return), xOf(operation.call) + STEP * 0.7);
      x = Math.min(Math.max(x + POINT_GAP, xOf(operation.call) + POINT_GAP), end);
      const y = yOf(operation.lane);
      corners.push(x + ',' + (y + BAR / 2));
      overlay.append(svg('line', { class: 'point valid', x1: x, x2: x, y1: y - 3, y2: y + BAR + 3 }));
    }
    overlay.prepend(svg('polyline', { class: 'path', points: corners.join(' ') }));
    for (const operation of partition.operations) {
      const isTaken = taken.has(operation.id);
      shapes.get(operation.id).classList.toggle('out', !isTaken);
      if (isTaken || operation.return === undefined || partition.outcome !== 'illegal') continue;
      // It could only come next, and there it is illegal.
      const at = Math.min(Math.max(x + POINT_GAP, xOf(operation.call)), Math.max(xOf(operation.return), xOf(operation.call) + STEP * 0.7));
      if (xOf(operation.call) > x + STEP * 4) continue;
      const y = yOf(operation.lane);
      overlay.append(svg('line', { class: 'point invalid', x1: at, x2: at, y1: y - 3, y2: y + BAR + 3 }));
    }
  }

  const select = html('select', { id: 'partition' }, html('option', { value: '', textContent: 'all partitions' }),
    ...data.partitions.map((partition, place) => html('option', { value: String(place),
      textContent: (partition.key || 'the only one') + ' (' + partition.outcome + ')' })));
  let chosen, sticky = false;
  function isVisible(partition) {
    return select.value === '' || data.partitions[Number(select.value)] === partition;
  }
  function draw() {
    overlay.replaceChildren();
    shown = new Map();
    const onlyWitness = witnessBox && witnessBox.checked;
    for (const partition of data.partitions) {
      const visible = isVisible(partition);
      for (const { id } of partition.operations) {
        const shape = shapes.get(id);
        shape.toggleAttribute('hidden', !visible || (onlyWitness && !data.witness.includes(id)));
        shape.classList.toggle('chosen', id === chosen);
      }
      if (!visible || onlyWitness) continue;
      const place = chosen !== undefined && partitionOf.get(chosen) === partition ? partition.choice.get(chosen) : 0;
      showOrder(partition, place === undefined ? 0 : place);
    }
  }

  function describe(id) {
    const operation = operations.get(id), step = shown.get(id), lines = [operation.text];
    lines.push(data.lanes[operation.lane] + ', ' + operation.times);
    if (step) lines.push('number ' + step.place + ' of ' + step.of + ' in this order', 'state before: ' + step.before, 'state after: ' + step.after);
    else lines.push(partitionOf.get(id).choice.has(id) ? 'not in the order shown' : 'in no legal order that was found');
    if (operation.metadata !== undefined) lines.push('metadata: ' + operation.metadata);
    return lines.join('\\n');
  }
  function showTooltip(text, event) {
    tooltip.textContent = text;
    tooltip.hidden = false;
    const box = tooltip.getBoundingClientRect();
    const x = event.clientX === undefined ? 20 : event.clientX, y = event.clientY === undefined ? 20 : event.clientY;
    tooltip.style.left = Math.max(4, Math.min(x + 14, innerWidth - box.width - 8)) + 'px';
    tooltip.style.top = Math.max(4, Math.min(y + 16, innerHeight - box.height - 8)) + 'px';
  }
  function clear() {
    sticky = false;
    chosen = undefined;
    tooltip.hidden = true;
    draw();
  }

  for (const [id, shape] of shapes) {
    shape.addEventListener('mouseenter', (event) => {
      if (sticky) return;
      chosen = id;
      draw();
      showTooltip(describe(id), event);
    });
    shape.addEventListener('mousemove', (event) => { if (!sticky) showTooltip(describe(id), event); });
    shape.addEventListener('mouseleave', () => { if (!sticky) clear(); });
    shape.addEventListener('click', (event) => {
      event.stopPropagation();
      if (sticky && chosen === id) return clear();
      sticky = true;
      chosen = id;
      draw();
      showTooltip(describe(id), event);
    });
  }
  view.addEventListener('click', clear);
  document.addEventListener('keydown', (event) => { if (event.key === 'Escape') clear(); });

  // Annotations, and a legend that hides their groups.
  const groups = new Map();
  for (const annotation of data.annotations) {
    const isPoint = annotation.end === undefined;
    const shape = bar('annotation', annotation.lane, annotation.start, isPoint ? annotation.start : annotation.end, annotation.description);
    const [, box, label] = shape.children;
    if (annotation.backgroundColor) box.style.fill = annotation.backgroundColor;
    if (annotation.textColor) label.style.fill = annotation.textColor;
    const lines = [annotation.description, annotation.times];
    if (annotation.details) lines.push(annotation.details);
    let kept = false;
    shape.addEventListener('mousemove', (event) => { if (!sticky) showTooltip(lines.join('\\n'), event); });
    shape.addEventListener('mouseleave', () => { if (!sticky) tooltip.hidden = true; });
    shape.addEventListener('click', (event) => {
      event.stopPropagation();
      clear();
      kept = !kept;
      sticky = kept;
      if (kept) showTooltip(lines.join('\\n'), event);
    });
    drawing.append(shape);
    const name = annotation.group || 'annotations';
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push([shape, annotation.backgroundColor]);
  }
  const firstError = operations.get(data.firstError);
  if (firstError) {
    const jump = html('button', { id: 'jump', textContent: 'jump to first error' });
    jump.addEventListener('click', () => {
      view.scrollTo({ left: xOf(firstError.call) - 200, top: Math.max(0, yOf(firstError.lane) - 100) });
      sticky = true;
      chosen = firstError.id;
      draw();
      const box = shapes.get(firstError.id).getBoundingClientRect();
      showTooltip(describe(firstError.id), { clientX: box.left, clientY: box.bottom });
    });
    controls.append(jump);
  }
  if (data.partitions.length > 1) controls.append(select);
  const witnessBox = data.witness.length > 0 ? html('input', { type: 'checkbox', id: 'witness' }) : undefined;
  if (witnessBox) {
    witnessBox.addEventListener('change', draw);
    controls.append(html('label', {}, witnessBox, ' only the ' + data.witness.length + ' operations of the witness'));
  }
  for (const [name, members] of groups) {
    const box = html('input', { type: 'checkbox', checked: true, className: 'group' });
    box.addEventListener('change', () => { for (const [shape] of members) shape.toggleAttribute('hidden', !box.checked); });
    const swatch = html('span', { className: 'swatch' });
    swatch.style.background = members[0][1] || '#f3e3c2';
    controls.append(html('label', { className: 'legend' }, box, swatch, name));
  }
  if (data.outcome === 'illegal' && data.partitions.length > 1) select.value = '0';
  select.addEventListener('change', clear);
  document.documentElement.style.setProperty('--head', header.offsetHeight + 'px');
  draw();
})();
`;
