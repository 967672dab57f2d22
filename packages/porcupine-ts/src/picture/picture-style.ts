/** The picture's style sheet. */
export const pictureStyle = `
:root { color-scheme: light dark; --ink: #1d2330; --paper: #fff; --faint: #8b93a5; --line: #d9dde5; --ok: #2f7d4f;
  --bad: #c62f2f; --bar: #dfe8f7; --edge: #7f9cc9; --mark: #f6c945; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e7ee; --paper: #171a21; --faint: #8b93a5; --line: #353b48;
  --bar: #29364c; --edge: #6485bb; } }
* { box-sizing: border-box; }
body { margin: 0; font: 13px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
header { position: sticky; left: 0; top: 0; z-index: 2; padding: 10px 14px; background: var(--paper);
  border-bottom: 1px solid var(--line); }
h1 { display: inline; margin: 0 12px 0 0; font-size: 16px; }
.outcome { padding: 1px 8px; border-radius: 9px; color: #fff; background: var(--faint); }
.outcome.ok { background: var(--ok); } .outcome.illegal { background: var(--bad); }
.reason { margin: 6px 0; max-width: 110ch; overflow-wrap: anywhere; }
.controls { display: flex; flex-wrap: wrap; gap: 6px 14px; align-items: center; }
.controls label { white-space: nowrap; }
.swatch { display: inline-block; width: 11px; height: 11px; margin: 0 3px; border: 1px solid var(--line); vertical-align: -1px; }
#view { overflow: auto; height: calc(100vh - var(--head, 120px)); }
svg { display: block; font: 11px system-ui, sans-serif; }
.lane { stroke: var(--line); } .lane-name { fill: var(--faint); }
.operation rect { fill: var(--bar); stroke: var(--edge); }
.operation text, .annotation text { fill: var(--ink); pointer-events: none; }
.operation.pending rect { stroke-dasharray: 4 3; fill-opacity: .5; }
.operation.out { opacity: .4; }
.operation.witness rect { stroke: var(--mark); stroke-width: 2.5; }
.operation.error rect { stroke: var(--bad); stroke-width: 2.5; }
.operation.chosen rect { stroke: var(--ink); stroke-width: 2.5; }
.operation, .annotation { cursor: pointer; }
.point { stroke: #6b7280; stroke-width: 3; } .point.invalid { stroke: var(--bad); }
.path { fill: none; stroke: #6b7280; stroke-opacity: .55; }
.annotation rect { fill: #f3e3c2; stroke: #b99a56; }
#tooltip { position: fixed; z-index: 3; max-width: 60ch; padding: 7px 10px; border: 1px solid var(--line); border-radius: 5px;
  background: var(--paper); box-shadow: 0 3px 14px #0004; white-space: pre-wrap; overflow-wrap: anywhere; pointer-events: none; }
[hidden] { display: none !important; }
`;
