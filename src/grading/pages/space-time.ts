import type { Loss } from '../../harness/variation.ts';
import type { CauseLine, Causes } from '../../labs/observed-run/causes.ts';
import type { RoleChange } from '../../labs/observed-run/role-recorder.ts';
import { html, type Markup } from './markup.ts';
import { shownLine } from './shown-text.ts';

export const ROW_PX = 48;
const LANE_PX = 84;
const HEAD_PX = 40;

/** Lost messages drawn at most. */
const LOSSES_MAX = 60;

/** What the picture shows: the told events, and what was lost among them. */
export interface SpaceTime {
  causes: Causes;
  losses: readonly Loss[];
  /** Names of the nodes, by id. */
  nodes: readonly string[];
}

/**
 * A space-time diagram: a lane per node, time downwards, a row per told event. Between rows time is stretched so that
 * each has its place; what happened between two events is drawn between their rows.
 */
export function spaceTime({ causes: { lines, roles }, losses, nodes }: SpaceTime): Markup {
  const lanes = lanesOf(lines, nodes);
  const xOf = (node: string) => (lanes.indexOf(node) + 0.5) * LANE_PX;
  const rowY = (row: number) => HEAD_PX + (row + 0.5) * ROW_PX;
  const endY = HEAD_PX + (lines.length + 1) * ROW_PX;
  const width = lanes.length * LANE_PX;

  function yOf(atMs: number): number {
    const next = lines.findIndex((line) => line.atMs > atMs);
    if (next === 0) return HEAD_PX;
    const row = next < 0 ? lines.length - 1 : next - 1;
    const from = lines[row]?.atMs ?? 0;
    const span = (lines[row + 1]?.atMs ?? from + 1) - from;
    return rowY(row) + Math.min((atMs - from) / span, 1) * ROW_PX;
  }

  const startMs = lines[0]?.atMs ?? 0;
  return html`<svg class="space-time" width="${width}" height="${endY}" viewBox="0 0 ${width} ${endY}" role="img" aria-label="Space-time diagram of the events in the table beside it">
<defs><marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>
${lanes.map((node) =>
  lane(
    node,
    roles.filter((change) => change.node === node),
  ),
)}
${lines.map((line, row) => (line.event === 0 ? faultBand(line, row) : undefined))}
${losses
  .filter(({ atMs }) => atMs >= startMs)
  .slice(0, LOSSES_MAX)
  .map(lost)}
${lines.map((line, row) => (line.event === 0 ? undefined : event(line, row)))}
<rect class="violation" x="0" y="${endY - ROW_PX}" width="${width}" height="${ROW_PX}"/>
</svg>`;

  /** The lane's ribbon: wide for a leader, broken while the node is down, with its term at each change. */
  function lane(node: string, changes: readonly RoleChange[]): Markup {
    const x = xOf(node);
    const spans = changes.map((change, place) => {
      const from = yOf(change.atMs);
      const to = place + 1 < changes.length ? yOf(changes[place + 1]?.atMs ?? 0) : endY - ROW_PX;
      if (to <= from) return undefined;
      const kind = change.isUp ? (change.isLeader ? 'leader' : 'follower') : 'down';
      const words = change.isUp ? `${kind}, term ${change.term}` : 'down';
      const label =
        change.isUp && change.term > 0 && to - from > 14 ? `${change.isLeader ? 'L' : ''}${change.term}` : '';
      return html`<line class="role ${kind}" x1="${x}" x2="${x}" y1="${from}" y2="${to}"><title>${node}: ${words}</title></line>${label === '' ? undefined : html`<text class="term" x="${x + 9}" y="${from + 12}">${label}</text>`}`;
    });
    return html`<text class="lane-name" x="${x}" y="16">${shownLine(node, 14)}</text>
<line class="lane" x1="${x}" x2="${x}" y1="${HEAD_PX - 14}" y2="${endY - ROW_PX}"/>${spans}`;
  }

  /** With the letter of its group at each lane, if the fault is a partition. */
  function faultBand({ text, groups }: CauseLine, row: number): Markup {
    const letters = groups.flatMap((group, place) =>
      group
        .filter((node) => lanes.includes(node))
        .map((node) => html`<text class="group" x="${xOf(node)}" y="${rowY(row) + 4}">${letterOf(place)}</text>`),
    );
    return html`<g><title>${text}</title><rect class="fault" x="0" y="${rowY(row) - 9}" width="${width}" height="18"/>${letters}</g>`;
  }

  function lost({ atMs, from, to, method, direction }: Loss): Markup | undefined {
    const [sender, receiver] = [nodes[from] ?? '', nodes[to] ?? ''];
    if (!lanes.includes(sender) || !lanes.includes(receiver)) return undefined;
    const [x, y] = [xOf(sender), yOf(atMs)];
    const endX = x + Math.sign(xOf(receiver) - x) * LANE_PX * 0.4;
    return html`<g class="lost"><title>lost: the ${direction} of ${method}, ${sender} to ${receiver}</title><path d="M${x} ${y}L${endX} ${y + 10}m-4-4 8 8m0-8-8 8"/></g>`;
  }

  function event({ node, text, event, sentBy }: CauseLine, row: number): Markup {
    const [x, y] = [xOf(node), rowY(row)];
    const arrow =
      sentBy === null
        ? undefined
        : html`<line class="message" x1="${xOf(sentBy.node)}" y1="${yOf(sentBy.atMs)}" x2="${x + Math.sign(xOf(sentBy.node) - x) * 7}" y2="${y}" marker-end="url(#head)"/>`;
    return html`${arrow}<a href="#event-${event}"><circle class="event" cx="${x}" cy="${y}" r="6"><title>${node} ${text}</title></circle></a>`;
  }
}

function letterOf(place: number): string {
  return String.fromCodePoint('A'.codePointAt(0)! + (place % 26));
}

/** The nodes that the events speak of, in the order of their ids. */
function lanesOf(lines: readonly CauseLine[], nodes: readonly string[]): string[] {
  const named = new Set(
    lines
      .filter(({ event }) => event > 0)
      .flatMap(({ node, sentBy }) => (sentBy === null ? [node] : [node, sentBy.node])),
  );
  return nodes.filter((node) => named.has(node));
}
